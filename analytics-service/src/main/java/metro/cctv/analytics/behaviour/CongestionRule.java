package metro.cctv.analytics.behaviour;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import metro.cctv.contracts.alert.Behaviour;
import metro.cctv.contracts.camera.Zone;
import metro.cctv.contracts.detection.ObjectClass;
import metro.cctv.contracts.detection.ObjectsDetected.TrackedObject;

/**
 * Many vehicles crawl or stand, and nearly all of those that are there, for longer than a red light. Neither KISA nor i-LIDS
 * has a definition; the numbers are the zone's. Speed comes from the vehicles' own heights, so it is rough: enough to tell
 * crawling from flowing, not to measure.
 */
final class CongestionRule implements ZoneRule {
    static final String VERSION = "congestion/1";
    static final Duration WINDOW = Duration.ofSeconds(2);
    static final Duration GAP = Duration.ofSeconds(3);
    /** Of the vehicles whose speed is known. */
    static final double NEARLY_ALL = 0.7;

    private final Zone zone;
    private final int minVehicles;
    private final double maxMetresPerSecond;
    private final ZoneStays<Trail> stays;
    private final Held jam;

    CongestionRule(Zone zone) {
        this.zone = zone;
        this.minVehicles = (int) zone.parameter("minVehicles");
        this.maxMetresPerSecond = zone.parameter("maxMetresPerSecond");
        this.stays = new ZoneStays<>(
                zone, label -> label.isVehicle() && label != ObjectClass.BICYCLE, () -> new Trail(WINDOW));
        this.jam = new Held(ZoneRule.seconds(zone.parameter("heldSeconds")), GAP);
    }

    @Override
    public List<BehaviourSeen> see(Instant at, double aspect, List<TrackedObject> objects) {
        List<ZoneStays.Present<Trail>> present = stays.see(at, objects);
        Instant since = jam.see(at, !present.isEmpty() && isJam(at, aspect, present));
        if (since == null) return List.of();
        return List.of(new BehaviourSeen(
                Behaviour.CONGESTION,
                zone,
                present.getFirst().object(),
                since,
                at,
                VERSION,
                Map.of(
                        "minVehicles",
                        (double) minVehicles,
                        "maxMetresPerSecond",
                        maxMetresPerSecond,
                        "heldSeconds",
                        zone.parameter("heldSeconds"))));
    }

    private boolean isJam(Instant at, double aspect, List<ZoneStays.Present<Trail>> present) {
        int known = 0;
        int slow = 0;
        for (ZoneStays.Present<Trail> one : present) {
            Trail trail = one.stay().memory;
            trail.add(at, aspect, one.object().box());
            double speed =
                    trail.netMetresPerSecond(UsualHeight.metres(one.object().label()));
            if (Double.isNaN(speed)) continue;
            known++;
            if (speed <= maxMetresPerSecond) slow++;
        }
        return slow >= minVehicles && slow >= NEARLY_ALL * known;
    }
}
