package metro.cctv.link.incident;

import java.time.Instant;

/** Somewhere that what an incident is about was seen. */
public record Sighting(double lon, double lat, Instant at) {}
