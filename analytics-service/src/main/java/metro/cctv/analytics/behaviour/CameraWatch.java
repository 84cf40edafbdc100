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
    public record Verdict(List<BehaviourSeen> alerts, List<BehaviourSeen> suppressed) {}

    private static final class Watched {
        /** Null outside its hours. */
        @Nullable
        ZoneRule rule;
    }

    public void configure(List<Zone> wanted) {
        if (wanted.equals(zones)) return;
        Map<Zone, Watched> next = new LinkedHashMap<>();
        for (Zone zone : wanted) next.put(zone, watched.getOrDefault(zone, new Watched()));
        watched = next;
        zones = List.copyOf(wanted);
    }

    /** @param aspect width of the frame by its height */
    public Verdict see(Instant at, double aspect, List<TrackedObject> objects) {
        List<BehaviourSeen> alerts = new ArrayList<>();
        List<BehaviourSeen> suppressed = new ArrayList<>();
        watched.forEach((zone, watch) -> {
            if (!ScheduleRule.isWatched(zone.schedule(), at, city)) {
                watch.rule = null;
                return;
            }
            if (watch.rule == null) watch.rule = ZoneRule.of(zone, defaultDwell);
            for (BehaviourSeen seen : watch.rule.see(at, aspect, objects))
                (coolDown.lets(seen) ? alerts : suppressed).add(seen);
        });
        return new Verdict(alerts, suppressed);
    }
}
