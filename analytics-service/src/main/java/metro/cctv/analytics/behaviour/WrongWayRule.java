package metro.cctv.analytics.behaviour;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import metro.cctv.contracts.alert.Behaviour;
import metro.cctv.contracts.camera.Zone;
import metro.cctv.contracts.detection.ObjectClass;
import metro.cctv.contracts.detection.ObjectsDetected.TrackedObject;
import org.jspecify.annotations.Nullable;

/**
 * A vehicle or person moves against the allowed direction (역주행; Road Traffic Act art. 13(3)): from where it was furthest
 * along, at least so many metres back, for at least a second, and more against than across. A picture has no metres, so an
 * object is measured by its own height: a person is 1.7 m tall. Waiting, trembling and rolling back a little are no wrong way.
 */
final class WrongWayRule implements ZoneRule {
    static final String VERSION = "wrong-way/2";
    static final double MIN_METRES = 3;
    static final Duration MIN_TIME = Duration.ofSeconds(1);
    /** From straight against the allowed direction; more is crossing it. */
    static final double MAX_ASKEW_DEG = 60;

    private static final double MAX_ACROSS = Math.tan(Math.toRadians(MAX_ASKEW_DEG));

    private final Zone zone;
    private final double allowedX;
    private final double allowedY;
    private final ZoneStays<Memory> stays;

    /** @param zone with an allowed heading: 0 up in the picture, 90 to the right */
    WrongWayRule(Zone zone) {
        if (zone.allowedHeadingDeg() == null) throw new IllegalArgumentException("allowedHeadingDeg: needed");
        double heading = Math.toRadians(zone.allowedHeadingDeg());
        this.zone = zone;
        this.allowedX = Math.sin(heading);
        this.allowedY = -Math.cos(heading);
        this.stays = new ZoneStays<>(zone, label -> label == ObjectClass.PERSON || label.isVehicle(), Memory::new);
    }

    /**
     * From the furthest point along the allowed direction. Lengths in frame heights.
     *
     * @param tallest of its boxes since then: what comes nearer grows, and must not seem to go further than it does
     */
    private record Run(Instant since, double along, double across, double tallest) {}

    private static final class Memory {
        @Nullable
        Run run;
    }

    @Override
    public List<BehaviourSeen> see(Instant at, double aspect, List<TrackedObject> objects) {
        List<ZoneStays.Present<Memory>> all = stays.see(at, objects);
        if (all.isEmpty()) return List.of();
        List<BehaviourSeen> seen = new ArrayList<>();
        for (ZoneStays.Present<Memory> present : all) {
            Run run = follow(present, at, aspect);
            if (present.stay().told || !isAgainst(run, present.object(), at, aspect)) continue;
            present.stay().told = true;
            seen.add(new BehaviourSeen(
                    Behaviour.WRONG_WAY, zone, present.object(), run.since(), at, VERSION, thresholds()));
        }
        return seen;
    }

    private Run follow(ZoneStays.Present<Memory> present, Instant at, double aspect) {
        Foot foot = Foot.of(present.object());
        double along = along(foot, aspect);
        double height = present.object().box().h();
        Run known = present.stay().memory.run;
        Run run = known == null || along >= known.along()
                ? new Run(at, along, across(foot, aspect), height)
                : new Run(known.since(), known.along(), known.across(), Math.max(known.tallest(), height));
        present.stay().memory.run = run;
        return run;
    }

    private boolean isAgainst(Run run, TrackedObject object, Instant at, double aspect) {
        Foot foot = Foot.of(object);
        double back = run.along() - along(foot, aspect);
        double aside = Math.abs(across(foot, aspect) - run.across());
        double metres = back / run.tallest() * UsualHeight.metres(object.label());
        return metres >= MIN_METRES
                && aside <= back * MAX_ACROSS
                && Duration.between(run.since(), at).compareTo(MIN_TIME) >= 0;
    }

    private double along(Foot foot, double aspect) {
        return foot.x() * aspect * allowedX + foot.y() * allowedY;
    }

    private double across(Foot foot, double aspect) {
        return foot.x() * aspect * -allowedY + foot.y() * allowedX;
    }

    private Map<String, Double> thresholds() {
        return Map.of(
                "minMetres",
                MIN_METRES,
                "minSeconds",
                MIN_TIME.toMillis() / 1000.0,
                "maxAskewDeg",
                MAX_ASKEW_DEG,
                "allowedHeadingDeg",
                zone.allowedHeadingDeg() == null ? 0 : zone.allowedHeadingDeg());
    }
}
