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
 * At least so many people are in the zone for a while. Heads are counted, not square metres: in a dense crowd people hide one
 * another, the count is too low, and the zone's number must be set by what its camera can tell apart. No source has a number.
 */
final class CrowdingRule implements ZoneRule {
    static final String VERSION = "crowding/2";
    /** Missed for up to this, somebody is still there. */
    static final Duration BLINK = Duration.ofMillis(600);

    static final Duration GAP = Duration.ofSeconds(1);

    private final Zone zone;
    private final int minPeople;
    private final ZoneStays<Object> stays;
    private final Held crowd;

    CrowdingRule(Zone zone) {
        this.zone = zone;
        this.minPeople = (int) zone.parameter("minPeople");
        this.stays = new ZoneStays<>(zone, label -> label == ObjectClass.PERSON, () -> Boolean.TRUE);
        this.crowd = new Held(ZoneRule.seconds(zone.parameter("heldSeconds")), GAP);
    }

    @Override
    public List<BehaviourSeen> see(Instant at, double aspect, List<TrackedObject> objects) {
        List<ZoneStays.Present<Object>> present = stays.see(at, objects);
        Instant since = crowd.see(at, !present.isEmpty() && stays.countSince(at, BLINK) >= minPeople);
        if (since == null) return List.of();
        return List.of(new BehaviourSeen(
                Behaviour.CROWDING,
                zone,
                present.getFirst().object(),
                since,
                at,
                VERSION,
                Map.of("minPeople", (double) minPeople, "heldSeconds", zone.parameter("heldSeconds"))));
    }
}
