package metro.cctv.registry.health;

import java.time.Instant;

/** Every camera's state is true as of {@code now}; published by the one instance that sweeps, in its turn. */
public record HealthSwept(Instant now) {}
