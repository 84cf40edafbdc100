package metro.cctv.contracts.activity;

import java.time.Instant;
import java.util.UUID;
import metro.cctv.contracts.Require;

/**
 * How many objects came into a camera's picture in a stretch of time. Key = {@code cameraId}. Numbers only, nobody in particular.
 * A camera in front of which nothing happened says nothing.
 *
 * @param from start of the stretch, UTC
 * @param to its end; the stretches of one camera do not overlap
 * @param arrivals objects whose track began, 1 to 100,000
 */
public record ActivityCounted(
        UUID eventId, String cameraId, String districtCode, Instant from, Instant to, int arrivals) {

    public ActivityCounted {
        Require.cameraId(cameraId);
        Require.within("arrivals", arrivals, 1, 100_000);
        if (!from.isBefore(to)) throw new IllegalArgumentException("to: after from, was " + to);
    }
}
