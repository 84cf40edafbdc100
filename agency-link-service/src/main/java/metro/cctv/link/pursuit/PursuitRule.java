package metro.cctv.link.pursuit;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import metro.cctv.contracts.camera.CameraConfigured;
import metro.cctv.link.camera.NearbyCamera;
import metro.cctv.link.incident.Sighting;
import metro.cctv.link.selection.CameraSelectionRule;
import metro.cctv.link.selection.Ground;
import org.jspecify.annotations.Nullable;

/** What follows from where a target was seen. Flat earth: exact enough within a few kilometres. */
final class PursuitRule {
    /** Nearer than this is the same place, named twice: it has no direction. Metres. */
    static final double STEP_M = 15;

    /** To each side of the way it goes; streets bend. Degrees. */
    static final double AHEAD_DEG = 60;

    /** So many next cameras; more is no help to somebody in a hurry. */
    static final int MOST = 4;

    /** So far from the last place somebody may point at once: a report names a street, a finger on the map a house. Metres. */
    static final double START_M = 1_000;

    /** Faster is a mistake in place or time, about 250 km/h. */
    static final double FASTEST_MPS = 70;

    private PursuitRule() {}

    /**
     * The way it goes, from the last step that was one.
     *
     * @param headingDeg clockwise from north
     * @param speedMps null: the moments are too close together, or the step cannot be true
     */
    record Motion(double headingDeg, @Nullable Double speedMps) {}

    /** @param way oldest first; null: it has not moved */
    static @Nullable Motion motion(List<Sighting> way) {
        Sighting last = way.getLast();
        for (int i = way.size() - 2; i >= 0; i--) {
            Sighting before = way.get(i);
            double metres = Ground.metres(before.lon(), before.lat(), last.lon(), last.lat());
            if (metres < STEP_M) continue;
            double heading = CameraSelectionRule.bearingDeg(before.lon(), before.lat(), last.lon(), last.lat());
            double seconds = Duration.between(before.at(), last.at()).toMillis() / 1000.0;
            double speed = metres / Math.max(seconds, 0.001);
            return new Motion(heading, seconds < 1 || speed > FASTEST_MPS ? null : speed);
        }
        return null;
    }

    /**
     * Whether it can be there by now, from every place where it was: else a sighting would open any street of the city, and many
     * small steps would do what a large one may not.
     */
    static boolean isWithinReach(List<Sighting> way, double lon, double lat, Instant at) {
        return way.stream().allMatch(before -> {
            double seconds = Math.max(0, Duration.between(before.at(), at).toMillis() / 1000.0);
            return Ground.metres(before.lon(), before.lat(), lon, lat) <= START_M + FASTEST_MPS * seconds;
        });
    }

    /**
     * The nearest cameras ahead; where there is none ahead, or nobody knows which way it goes, the nearest at all.
     *
     * @param usable around the last place
     * @param holding those that have it already
     */
    static List<NearbyCamera> next(
            List<NearbyCamera> usable, Set<String> holding, double lon, double lat, @Nullable Motion motion) {
        List<NearbyCamera> others = usable.stream()
                .filter(camera -> !holding.contains(camera.configured().cameraId()))
                .toList();
        List<NearbyCamera> ahead = nearest(others.stream().filter(camera -> isAhead(camera, lon, lat, motion)));
        return ahead.isEmpty() ? nearest(others.stream()) : ahead;
    }

    private static List<NearbyCamera> nearest(Stream<NearbyCamera> cameras) {
        return cameras.sorted(Comparator.comparing(NearbyCamera::distanceM)
                        .thenComparing(camera -> camera.configured().cameraId()))
                .limit(MOST)
                .toList();
    }

    static boolean isAhead(NearbyCamera camera, double lon, double lat, @Nullable Motion motion) {
        if (motion == null || camera.distanceM() < STEP_M) return false;
        CameraConfigured at = camera.configured();
        double off = Math.abs(CameraSelectionRule.bearingDeg(lon, lat, at.lon(), at.lat()) - motion.headingDeg()) % 360;
        return Math.min(off, 360 - off) <= AHEAD_DEG;
    }
}
