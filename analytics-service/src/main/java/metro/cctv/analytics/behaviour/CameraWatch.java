package metro.cctv.analytics.behaviour;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import metro.cctv.contracts.camera.Zone;
import metro.cctv.contracts.detection.ObjectsDetected.TrackedObject;

/** All zones of one camera. A zone that is changed starts anew; the others go on. Single-threaded. */
public final class CameraWatch {
    private final Duration defaultDwell;
    private final CoolDownPolicy coolDown;
    private Map<Zone, ZoneRule> rules = new LinkedHashMap<>();
    private List<Zone> zones = List.of();

    public CameraWatch(Duration defaultDwell, Duration coolDown) {
        this.defaultDwell = defaultDwell;
        this.coolDown = new CoolDownPolicy(coolDown);
    }

    /** @param suppressed seen, but merged into an alert that just went out */
    public record Verdict(List<BehaviourSeen> alerts, List<BehaviourSeen> suppressed) {}

    public void configure(List<Zone> wanted) {
        if (wanted.equals(zones)) return;
        Map<Zone, ZoneRule> next = new LinkedHashMap<>();
        for (Zone zone : wanted) {
            if (zone.kind().isLine() || zone.kind() == Zone.Kind.WRONG_WAY) continue;
            ZoneRule known = rules.get(zone);
            next.put(zone, known != null ? known : rule(zone));
        }
        rules = next;
        zones = List.copyOf(wanted);
    }

    public Verdict see(Instant at, List<TrackedObject> objects) {
        List<BehaviourSeen> alerts = new ArrayList<>();
        List<BehaviourSeen> suppressed = new ArrayList<>();
        for (ZoneRule rule : rules.values())
            for (BehaviourSeen seen : rule.see(at, objects)) (coolDown.lets(seen) ? alerts : suppressed).add(seen);
        return new Verdict(alerts, suppressed);
    }

    private ZoneRule rule(Zone zone) {
        return switch (zone.kind()) {
            case LOITERING -> new LoiteringRule(zone, defaultDwell);
            case INTRUSION -> new IntrusionRule(zone);
            case LINE_CROSSING, WRONG_WAY ->
                throw new IllegalArgumentException(zone.kind().name());
        };
    }
}
