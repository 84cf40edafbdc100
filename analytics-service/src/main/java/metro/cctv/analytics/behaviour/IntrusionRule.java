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

/** A person or vehicle stands in a forbidden zone, longer than a jitter of its box, whether seen to enter or not. */
final class IntrusionRule implements ZoneRule {
    static final String VERSION = "intrusion/1";
    static final Duration HELD = Duration.ofMillis(500);
    static final int MIN_FRAMES = 2;

    private final Zone zone;
    private final ZoneStays stays;

    IntrusionRule(Zone zone) {
        this.zone = zone;
        this.stays = new ZoneStays(zone);
    }

    @Override
    public List<BehaviourSeen> see(Instant at, double aspect, List<TrackedObject> objects) {
        List<TrackedObject> intruders = objects.stream()
                .filter(o -> o.label() == ObjectClass.PERSON || o.label().isVehicle())
                .toList();
        List<BehaviourSeen> seen = new ArrayList<>();
        for (ZoneStays.Present present : stays.see(at, intruders)) {
            ZoneStays.Stay stay = present.stay();
            if (stay.told
                    || stay.frames < MIN_FRAMES
                    || Duration.between(stay.since, at).compareTo(HELD) < 0) continue;
            stay.told = true;
            seen.add(new BehaviourSeen(
                    Behaviour.INTRUSION,
                    zone,
                    present.object(),
                    stay.since,
                    at,
                    VERSION,
                    Map.of("heldSeconds", HELD.toMillis() / 1000.0, "minFrames", (double) MIN_FRAMES)));
        }
        return seen;
    }
}
