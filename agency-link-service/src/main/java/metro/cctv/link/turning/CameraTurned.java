package metro.cctv.link.turning;

import java.time.Instant;
import java.util.UUID;

/**
 * For the incident's timeline.
 *
 * @param what {@code camera.turned}, {@code camera.returned} or {@code camera.not-turned}
 */
public record CameraTurned(UUID incidentId, String what, String detail, Instant at) {}
