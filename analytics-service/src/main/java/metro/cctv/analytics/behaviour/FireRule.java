package metro.cctv.analytics.behaviour;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import metro.cctv.contracts.alert.Behaviour;
import metro.cctv.contracts.camera.Zone;
import metro.cctv.contracts.detection.Box;
import metro.cctv.contracts.detection.ObjectClass;
import metro.cctv.contracts.detection.ObjectsDetected.TrackedObject;
import org.jspecify.annotations.Nullable;

/**
 * A model that knows fire or smoke sees it in one place for a while: flames flicker, headlights move on. Without such a model
 * nothing is seen and nothing is told. KISA tests arson (방화) but gives no timing; the times are ours.
 */
final class FireRule implements ZoneRule {
    static final Duration GAP = Duration.ofSeconds(1);
    /** Of the larger of two boxes' sides, between their middles: fire spreads, but it does not drive away. */
    static final double ONE_PLACE = 1.5;

    private final Behaviour behaviour;
    private final ObjectClass label;
    private final String version;
    private final Zone zone;
    private final Polygon polygon;
    private final double minConfidence;
    private final Held burning;
    private @Nullable Box first;

    private FireRule(Behaviour behaviour, ObjectClass label, String version, Zone zone) {
        this.behaviour = behaviour;
        this.label = label;
        this.version = version;
        this.zone = zone;
        this.polygon = new Polygon(zone.polygon());
        this.minConfidence = zone.parameter(Zone.Kind.MIN_CONFIDENCE);
        this.burning = new Held(ZoneRule.seconds(zone.parameter("heldSeconds")), GAP);
    }

    static FireRule fire(Zone zone) {
        return new FireRule(Behaviour.FIRE, ObjectClass.FIRE, "fire/1", zone);
    }

    static FireRule smoke(Zone zone) {
        return new FireRule(Behaviour.SMOKE, ObjectClass.SMOKE, "smoke/1", zone);
    }

    @Override
    public List<BehaviourSeen> see(Instant at, double aspect, List<TrackedObject> objects) {
        if (burning.since == null) first = null;
        TrackedObject best = null;
        for (int i = 0; i < objects.size() && best == null; i++) {
            TrackedObject object = objects.get(i);
            if (object.label() == label
                    && object.confidence() >= minConfidence
                    && isIn(object.box())
                    && (first == null || isOnePlace(first, object.box(), aspect))) best = object;
        }
        Instant since = burning.see(at, best != null);
        if (best != null && first == null) first = best.box();
        if (since == null || best == null) return List.of();
        return List.of(new BehaviourSeen(
                behaviour,
                zone,
                best,
                since,
                at,
                version,
                Map.of("heldSeconds", zone.parameter("heldSeconds"), "minConfidence", minConfidence)));
    }

    private boolean isIn(Box box) {
        return polygon.contains(
                Math.clamp(box.x() + box.w() / 2, 0.0, 1.0), Math.clamp(box.y() + box.h() / 2, 0.0, 1.0));
    }

    private static boolean isOnePlace(Box a, Box b, double aspect) {
        double apart =
                Math.hypot((a.x() + a.w() / 2 - b.x() - b.w() / 2) * aspect, a.y() + a.h() / 2 - b.y() - b.h() / 2);
        double side = Math.max(Math.max(a.w(), b.w()) * aspect, Math.max(a.h(), b.h()));
        return apart <= ONE_PLACE * side;
    }
}
