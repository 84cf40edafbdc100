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
    private final ParkedObjects parked;
    private final ZoneId city;
    private final WalkingBodies bodies = new WalkingBodies();
    private Map<Zone, Watched> watched = new LinkedHashMap<>();
    private List<Zone> zones = List.of();

    /** Parked things as usual. */
    public CameraWatch(Duration defaultDwell, Duration coolDown, ZoneId city) {
        this(defaultDwell, coolDown, city, Parking.USUAL);
    }

    /** @param city whose time the zones' hours are in */
    public CameraWatch(Duration defaultDwell, Duration coolDown, ZoneId city, Parking parking) {
        this.defaultDwell = defaultDwell;
        this.coolDown = new CoolDownPolicy(coolDown);
        this.city = city;
        this.parked = new ParkedObjects(parking.after, parking.remembered);
    }

    /**
     * @param after a thing that stands still for so long is parked
     * @param remembered unseen for longer, it is forgotten
     */
    public record Parking(Duration after, Duration remembered) {
        public static final Parking USUAL = new Parking(Duration.ofMinutes(1), Duration.ofMinutes(1));
    }

    /**
     * @param suppressed seen, but merged into an alert that just went out
     * @param parked seen, but told before of a thing that has stood there since
     */
    public record Verdict(List<BehaviourSeen> alerts, List<BehaviourSeen> suppressed, List<BehaviourSeen> parked) {
        static final Verdict NOTHING = new Verdict(List.of(), List.of(), List.of());

        /** To be added to. */
        private static Verdict open() {
            return new Verdict(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

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
        Verdict verdict = null;
        for (BehaviourSeen moved : parked.see(at, objects))
            if (isWatched(moved.zone())) {
                if (verdict == null) verdict = Verdict.open();
                judge(verdict, moved);
            }
        List<TrackedObject> likely = watched.isEmpty() ? objects : bodies.among(at, aspect, objects);
        for (Map.Entry<Zone, Watched> one : watched.entrySet()) {
            Watched watch = one.getValue();
            if (!ScheduleRule.isWatched(one.getKey().schedule(), at, city)) {
                if (watch.rule != null) parked.forget(one.getKey());
                watch.rule = null;
                continue;
            }
            if (watch.rule == null) watch.rule = ZoneRule.of(one.getKey(), defaultDwell);
            // Who falls is wide, and he was upright before.
            List<TrackedObject> counted = one.getKey().kind() == Zone.Kind.FALL ? objects : likely;
            for (BehaviourSeen seen : watch.rule.see(at, aspect, counted)) {
                if (verdict == null) verdict = Verdict.open();
                if (parked.holdsBack(seen)) verdict.parked.add(seen);
                else judge(verdict, seen);
            }
        }
        return verdict == null ? Verdict.NOTHING : verdict;
    }

    private void judge(Verdict verdict, BehaviourSeen seen) {
        (coolDown.lets(seen) ? verdict.alerts : verdict.suppressed).add(seen);
    }

    private boolean isWatched(Zone zone) {
        Watched watch = watched.get(zone);
        return watch != null && watch.rule != null;
    }
}
