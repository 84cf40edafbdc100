package metro.cctv.analytics.behaviour;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import metro.cctv.contracts.alert.Behaviour;
import metro.cctv.contracts.camera.Zone;
import metro.cctv.contracts.detection.ObjectClass;

/**
 * After an alert the same behaviour of the same kind of object in the same zone is merged into it for a while: a river
 * taken for a bus must not hide the person who comes next. Capture times.
 */
final class CoolDownPolicy {
    private final Duration usual;
    private final Map<Key, Instant> lastAlert = new HashMap<>();

    /** @param usual where the zone has none of its own */
    CoolDownPolicy(Duration usual) {
        this.usual = usual;
    }

    private record Key(String zoneId, Behaviour behaviour, ObjectClass.Kind doer) {}

    /** Whether an alert goes out; if so the pause starts anew. */
    boolean lets(BehaviourSeen seen) {
        var key = new Key(
                seen.zone().zoneId(), seen.behaviour(), seen.doer().label().kind());
        Instant last = lastAlert.get(key);
        if (last != null && seen.at().isBefore(last.plus(pause(seen.zone())))) return false;
        lastAlert.put(key, seen.at());
        return true;
    }

    private Duration pause(Zone zone) {
        Double own = zone.parameters().get(Zone.Kind.COOL_DOWN);
        return own == null ? usual : ZoneRule.seconds(own);
    }
}
