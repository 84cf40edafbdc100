package metro.cctv.analytics.activity;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import metro.cctv.contracts.detection.ObjectsDetected.TrackedObject;

/**
 * Counts the objects that come into each camera's picture. A track that was counted is known by its number: numbers of one
 * camera grow. Memory is one small row for each camera that moved within the last hour.
 */
final class Arrivals {
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final ConcurrentMap<String, Seen> cameras = new ConcurrentHashMap<>();

    /** @param latest the highest track number so far */
    private record Seen(String districtCode, long latest, int arrivals, Instant at) {}

    /** @param arrivals since the last call */
    record Count(String cameraId, String districtCode, int arrivals) {}

    void saw(String cameraId, String districtCode, Instant at, List<TrackedObject> objects) {
        if (objects.isEmpty()) return;
        cameras.compute(cameraId, (id, seen) -> {
            long before = seen == null ? Long.MIN_VALUE : seen.latest();
            long latest = before;
            int arrivals = seen == null ? 0 : seen.arrivals();
            for (TrackedObject object : objects) {
                if (object.trackId() > before) arrivals++;
                latest = Math.max(latest, object.trackId());
            }
            return new Seen(districtCode, latest, arrivals, at);
        });
    }

    /** What came since the last call, of each camera that saw anything. */
    List<Count> take(Instant now) {
        List<Count> counts = new ArrayList<>();
        for (String cameraId : cameras.keySet())
            cameras.computeIfPresent(cameraId, (id, seen) -> {
                if (seen.arrivals() > 0) counts.add(new Count(id, seen.districtCode(), seen.arrivals()));
                boolean old = seen.at().isBefore(now.minus(REMEMBERED));
                return old ? null : new Seen(seen.districtCode(), seen.latest(), 0, seen.at());
            });
        return counts;
    }
}
