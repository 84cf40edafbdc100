package metro.cctv.analytics.behaviour;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import metro.cctv.contracts.alert.Behaviour;
import metro.cctv.contracts.detection.ObjectClass;

/**
 * After an alert the same behaviour of the same kind of object in the same zone is merged into it for a while: a river
 * taken for a bus must not hide the person who comes next. Capture times.
 */
final class CoolDownPolicy {
    private final Duration coolDown;
    private final Map<Key, Instant> lastAlert = new HashMap<>();

    CoolDownPolicy(Duration coolDown) {
        this.coolDown = coolDown;
    }

    /** Vehicles are one kind: a detector wavers between car and truck. */
    private enum Doer {
        PERSON,
        VEHICLE,
        OTHER;

        static Doer of(ObjectClass label) {
            if (label.isVehicle()) return VEHICLE;
            return label == ObjectClass.PERSON ? PERSON : OTHER;
        }
    }

    private record Key(String zoneId, Behaviour behaviour, Doer doer) {}

    /** Whether an alert goes out; if so the pause starts anew. */
    boolean lets(BehaviourSeen seen) {
        var key = new Key(
                seen.zone().zoneId(), seen.behaviour(), Doer.of(seen.doer().label()));
        Instant last = lastAlert.get(key);
        if (last != null && seen.at().isBefore(last.plus(coolDown))) return false;
        lastAlert.put(key, seen.at());
        return true;
    }
}
