package metro.cctv.analytics.behaviour;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import metro.cctv.contracts.camera.Zone;
import metro.cctv.contracts.detection.ObjectsDetected.TrackedObject;
import org.jspecify.annotations.Nullable;

/**
 * All zones of one camera. A zone that is changed starts anew, and so does one whose hours begin: who stands there already
 * has been there since then. The others go on. Single-threaded.
 */
public final class CameraWatch {
    private final Duration defaultDwell;
    private final CoolDownPolicy coolDown;
    private final ZoneId city;
    private Map<Zone, Watched> watched = new LinkedHashMap<>();
    private List<Zone> zones = List.of();

    /** @param city whose time the zones' hours are in */
    public CameraWatch(Duration defaultDwell, Duration coolDown, ZoneId city) {
        this.defaultDwell = defaultDwell;
        this.coolDown = new CoolDownPolicy(coolDown);
        this.city = city;
    }

    /** @param suppressed seen, but merged into an alert that just went out */
    public record Verdict(List<BehaviourSeen> alerts, List<BehaviourSeen> suppressed) {
        static final Verdict NOTHING = new Verdict(List.of(), List.of());
    }

    private static final class Watched {
        /** Null outside its hours. */
        @Nullable
        ZoneRule rule;
    }

    public void configure(List<Zone> wanted) {
        if (wanted == zones || wanted.equals(zones)) return;
        Map<Zone, Watched> next = new LinkedHashMap<>();
        for (Zone zone : wanted) next.put(zone, watched.getOrDefault(zone, new Watched()));
        watched = next;
        zones = List.copyOf(wanted);
    }

    /** @param aspect width of the frame by its height */
    public Verdict see(Instant at, double aspect, List<TrackedObject> objects) {
        Verdict verdict = Verdict.NOTHING;
        for (Map.Entry<Zone, Watched> one : watched.entrySet()) {
            Watched watch = one.getValue();
            if (!ScheduleRule.isWatched(one.getKey().schedule(), at, city)) {
                watch.rule = null;
                continue;
            }
            if (watch.rule == null) watch.rule = ZoneRule.of(one.getKey(), defaultDwell);
            for (BehaviourSeen seen : watch.rule.see(at, aspect, objects)) {
                if (verdict == Verdict.NOTHING) verdict = new Verdict(new ArrayList<>(), new ArrayList<>());
                (coolDown.lets(seen) ? verdict.alerts() : verdict.suppressed()).add(seen);
            }
        }
        return verdict;
    }
}
