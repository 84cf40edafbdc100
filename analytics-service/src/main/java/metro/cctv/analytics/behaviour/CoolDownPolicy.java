package metro.cctv.analytics.behaviour;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import metro.cctv.contracts.alert.Behaviour;

/** After an alert the same behaviour in the same zone is merged into it for a while. Capture times. */
final class CoolDownPolicy {
    private final Duration coolDown;
    private final Map<Key, Instant> lastAlert = new HashMap<>();

    CoolDownPolicy(Duration coolDown) {
        this.coolDown = coolDown;
    }

    private record Key(String zoneId, Behaviour behaviour) {}

    /** Whether an alert goes out; if so the pause starts anew. */
    boolean lets(BehaviourSeen seen) {
        var key = new Key(seen.zone().zoneId(), seen.behaviour());
        Instant last = lastAlert.get(key);
        if (last != null && seen.at().isBefore(last.plus(coolDown))) return false;
        lastAlert.put(key, seen.at());
        return true;
    }
}
