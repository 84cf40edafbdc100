package metro.cctv.registry.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import metro.cctv.registry.camera.CameraHealth;

/**
 * What silence means. A silent camera in a speaking district is a dead camera; a silent district says nothing of its cameras.
 * Who was deaf must listen first: after our own start, and after a district's return, everybody gets the whole time again.
 */
final class SilenceRule {
    private SilenceRule() {}

    static boolean isStale(Instant districtHeardAt, Instant listeningSince, Duration silenceAfter, Instant now) {
        return later(districtHeardAt, listeningSince).plus(silenceAfter).isBefore(now);
    }

    /** Empty: it may still speak. */
    static Optional<CameraHealth> assess(
            Instant heardAt, Instant districtBackAt, Instant listeningSince, Duration silenceAfter, Instant now) {
        Instant counted = later(heardAt, later(districtBackAt, listeningSince));
        if (!counted.plus(silenceAfter).isBefore(now)) return Optional.empty();
        return Optional.of(new CameraHealth(
                CameraHealth.State.OFFLINE,
                CameraHealth.SILENT,
                "No word of this camera since; its district speaks.",
                heardAt));
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
