package metro.cctv.analytics.behaviour;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import metro.cctv.contracts.alert.Behaviour;
import metro.cctv.contracts.camera.Zone;
import metro.cctv.contracts.detection.ObjectClass;
import metro.cctv.contracts.detection.ObjectsDetected.TrackedObject;

/** Somebody of the kind that is asked for stays in a zone for at least so long, whether seen to enter or not. */
final class StayRule implements ZoneRule {
    /** Longer than a jitter of a box. */
    static final Duration INTRUSION_HELD = Duration.ofMillis(500);

    static final int MIN_FRAMES = 2;

    private final Behaviour behaviour;
    private final String version;
    private final Zone zone;
    private final Duration held;
    private final boolean onFoot;
    private final Map<String, Double> thresholds;
    private final ZoneStays<OnFoot> stays;

    private StayRule(
            Behaviour behaviour,
            String version,
            Zone zone,
            Duration held,
            boolean onFoot,
            Predicate<ObjectClass> who,
            Map<String, Double> thresholds) {
        this.behaviour = behaviour;
        this.version = version;
        this.zone = zone;
        this.held = held;
        this.onFoot = onFoot;
        this.thresholds = thresholds;
        this.stays = new ZoneStays<>(zone, who, OnFoot::new);
    }

    /**
     * A person stays in the zone for at least the dwell time; KISA's test says ten seconds (domain.md §D).
     *
     * @param defaultDwell where the zone has none of its own
     */
    static StayRule loitering(Zone zone, Duration defaultDwell) {
        Duration dwell = zone.dwellSeconds() == null ? defaultDwell : ZoneRule.seconds(zone.dwellSeconds());
        return new StayRule(
                Behaviour.LOITERING,
                "loitering/2",
                zone,
                dwell,
                false,
                label -> label == ObjectClass.PERSON,
                Map.of("dwellSeconds", dwell.toMillis() / 1000.0, "gapSeconds", ZoneStays.GAP.toMillis() / 1000.0));
    }

    /** A person or vehicle stands in a forbidden zone (KISA 침입, domain.md §D). */
    static StayRule intrusion(Zone zone) {
        return new StayRule(
                Behaviour.INTRUSION,
                "intrusion/2",
                zone,
                INTRUSION_HELD,
                false,
                label -> label == ObjectClass.PERSON || label.isVehicle(),
                Map.of("heldSeconds", INTRUSION_HELD.toMillis() / 1000.0, "minFrames", (double) MIN_FRAMES));
    }

    /**
     * Somebody on foot is on a carriageway (Road Traffic Act art. 8 and 10: pedestrians keep to pavements and crossings).
     * Riders are not on foot. Where people may cross, no zone is to be drawn: a box does not know the lights.
     */
    static StayRule personOnRoadway(Zone zone) {
        return held(Behaviour.PERSON_ON_ROADWAY, "person-on-roadway/2", zone, true, l -> l == ObjectClass.PERSON);
    }

    /**
     * A motor vehicle is on a pavement (Road Traffic Act art. 13(1); driving over it into a yard is allowed, so it takes a
     * while). Not bicycles: children and the elderly may ride there, and a box does not know who is which.
     */
    static StayRule vehicleOnPavement(Zone zone) {
        return held(
                Behaviour.VEHICLE_ON_PAVEMENT,
                "vehicle-on-pavement/1",
                zone,
                false,
                label -> label.isVehicle() && label != ObjectClass.BICYCLE);
    }

    private static StayRule held(
            Behaviour behaviour, String version, Zone zone, boolean onFoot, Predicate<ObjectClass> who) {
        double seconds = zone.parameter("heldSeconds");
        return new StayRule(
                behaviour,
                version,
                zone,
                ZoneRule.seconds(seconds),
                onFoot,
                who,
                Map.of("heldSeconds", seconds, "minFrames", (double) MIN_FRAMES));
    }

    @Override
    public List<BehaviourSeen> see(Instant at, double aspect, List<TrackedObject> objects) {
        List<ZoneStays.Present<OnFoot>> all = stays.see(at, objects);
        if (all.isEmpty()) return List.of();
        List<BehaviourSeen> seen = new ArrayList<>();
        for (ZoneStays.Present<OnFoot> present : all) {
            ZoneStays.Stay<OnFoot> stay = present.stay();
            if (onFoot) stay.memory.see(Boxes.rides(present.object(), objects));
            if (stay.told
                    || stay.frames < MIN_FRAMES
                    || Duration.between(stay.since, at).compareTo(held) < 0
                    || !stay.memory.holds()) continue;
            stay.told = true;
            seen.add(new BehaviourSeen(behaviour, zone, present.object(), stay.since, at, version, thresholds));
        }
        return seen;
    }
}
