package metro.cctv.link.incident;

import java.time.Instant;

/**
 * Where what an incident is about was seen last.
 *
 * @param moves how often it was reported elsewhere
 */
public record Place(double lon, double lat, Instant at, int moves) {}
