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

/**
 * A person on foot is faster than people walk, for a while and in both halves of it. People change from walking to running at
 * about 2 m/s; neither KISA nor i-LIDS has a figure, so the speed is the zone's. Speed comes from the person's own height in
 * the picture (1.7 m): straight towards or away from the camera it is underrated, and a runner may be missed.
 */
final class RunningRule implements ZoneRule {
    static final String VERSION = "running/2";
    /** A share of the speed that each half of the time must reach. */
    static final double STEADY = 0.7;

    private final Zone zone;
    private final double minMetresPerSecond;
    private final ZoneStays<Runner> stays;

    RunningRule(Zone zone) {
        this.zone = zone;
        this.minMetresPerSecond = zone.parameter("minMetresPerSecond");
        Duration held = ZoneRule.seconds(zone.parameter("heldSeconds"));
        this.stays = new ZoneStays<>(zone, label -> label == ObjectClass.PERSON, () -> new Runner(held));
    }

    private static final class Runner {
        final OnFoot onFoot = new OnFoot();
        final Trail trail;

        Runner(Duration held) {
            trail = new Trail(held);
        }
    }

    @Override
    public List<BehaviourSeen> see(Instant at, double aspect, List<TrackedObject> objects) {
        List<ZoneStays.Present<Runner>> all = stays.see(at, objects);
        if (all.isEmpty()) return List.of();
        List<BehaviourSeen> seen = new ArrayList<>();
        for (ZoneStays.Present<Runner> present : all) {
            Runner runner = present.stay().memory;
            runner.onFoot.see(Boxes.rides(present.object(), objects));
            runner.trail.add(at, aspect, present.object().box());
            if (present.stay().told || !runner.onFoot.holds() || !isFast(runner.trail)) continue;
            present.stay().told = true;
            seen.add(new BehaviourSeen(
                    Behaviour.RUNNING, zone, present.object(), present.stay().since, at, VERSION, thresholds()));
        }
        return seen;
    }

    private boolean isFast(Trail trail) {
        double height = UsualHeight.metres(ObjectClass.PERSON);
        return trail.netMetresPerSecond(height) >= minMetresPerSecond
                && trail.steadyMetresPerSecond(height) >= STEADY * minMetresPerSecond;
    }

    private Map<String, Double> thresholds() {
        return Map.of("minMetresPerSecond", minMetresPerSecond, "heldSeconds", zone.parameter("heldSeconds"));
    }
}
