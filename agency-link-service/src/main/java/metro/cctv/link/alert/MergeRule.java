package metro.cctv.link.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import metro.cctv.contracts.alert.AlertRaised;
import metro.cctv.contracts.detection.ObjectClass;
import metro.cctv.contracts.detection.ObjectsDetected.TrackedObject;

/**
 * Whether a fresh alert is what a neighbouring camera just told: the same behaviour of the same kind of object, shortly
 * before or after, near by, and nobody has decided on it. Boxes do not say who it is, so a second person near by may be
 * merged, too: what is merged hangs on the first with its own picture. Never the same camera: that is its cool-down's matter.
 */
final class MergeRule {
    private MergeRule() {}

    /**
     * An open alert of the same district and behaviour.
     *
     * @param metres from its camera to that of the fresh one
     */
    record Neighbour(UUID alertId, String cameraId, ObjectClass.Kind kind, Instant capturedAt, double metres) {}

    /** @param within in time, before or after; nothing: never */
    static Optional<UUID> into(AlertRaised fresh, List<Neighbour> open, Duration within, double metres) {
        Optional<ObjectClass.Kind> kind = kindOf(fresh);
        if (kind.isEmpty() || within.isZero()) return Optional.empty();
        return open.stream()
                .filter(one -> one.kind() == kind.get()
                        && !one.cameraId().equals(fresh.cameraId())
                        && one.metres() <= metres
                        && Duration.between(one.capturedAt(), fresh.capturedAt())
                                        .abs()
                                        .compareTo(within)
                                <= 0)
                .min(Comparator.comparing(Neighbour::capturedAt).thenComparing(Neighbour::alertId))
                .map(Neighbour::alertId);
    }

    /** Of who did it; empty: it is not among what the picture shows. */
    static Optional<ObjectClass.Kind> kindOf(AlertRaised alert) {
        return alert.objects().stream()
                .filter(one -> one.trackId() == alert.trackId())
                .map(TrackedObject::label)
                .map(ObjectClass::kind)
                .findFirst();
    }
}
