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
import org.jspecify.annotations.Nullable;

/**
 * A cue for 싸움: two people within reach of each other move fast and get nowhere, for a while. KISA tests fights but gives no
 * timing. Boxes know no blows: dancing, playing and embracing can look the same, and people who hide one another are missed.
 */
final class FightRule implements ZoneRule {
    static final String VERSION = "fight/1";
    static final Duration WINDOW = Duration.ofSeconds(2);
    static final Duration GAP = Duration.ofSeconds(1);
    /** Straight by all that was gone: walking is near 1, scuffling near 0. */
    static final double NOWHERE = 0.5;

    private final Zone zone;
    private final double reachMetres;
    private final double minMetresPerSecond;
    private final ZoneStays<Trail> stays;
    private final Held fight;

    FightRule(Zone zone) {
        this.zone = zone;
        this.reachMetres = zone.parameter("reachMetres");
        this.minMetresPerSecond = zone.parameter("minMetresPerSecond");
        this.stays = new ZoneStays<>(zone, label -> label == ObjectClass.PERSON, () -> new Trail(WINDOW));
        this.fight = new Held(ZoneRule.seconds(zone.parameter("heldSeconds")), GAP);
    }

    @Override
    public List<BehaviourSeen> see(Instant at, double aspect, List<TrackedObject> objects) {
        List<ZoneStays.Present<Trail>> present = stays.see(at, objects);
        TrackedObject one = present.isEmpty() ? null : fighter(present, at, aspect);
        Instant since = fight.see(at, one != null);
        if (since == null || one == null) return List.of();
        return List.of(new BehaviourSeen(Behaviour.FIGHT, zone, one, since, at, VERSION, thresholds()));
    }

    /** One of a pair; null: there is none. */
    private @Nullable TrackedObject fighter(List<ZoneStays.Present<Trail>> present, Instant at, double aspect) {
        List<TrackedObject> jerky = null;
        for (ZoneStays.Present<Trail> one : present) {
            Trail trail = one.stay().memory;
            trail.add(at, aspect, one.object().box());
            if (!isJerky(trail)) continue;
            if (jerky == null) jerky = new ArrayList<>();
            for (TrackedObject other : jerky) if (isWithinReach(one.object(), other, aspect)) return other;
            jerky.add(one.object());
        }
        return null;
    }

    private boolean isJerky(Trail trail) {
        double height = UsualHeight.metres(ObjectClass.PERSON);
        double path = trail.pathMetresPerSecond(height);
        return path >= minMetresPerSecond && trail.netMetresPerSecond(height) <= NOWHERE * path;
    }

    private boolean isWithinReach(TrackedObject a, TrackedObject b, double aspect) {
        double height = (a.box().h() + b.box().h()) / 2;
        return Boxes.apart(a, b, aspect) / height * UsualHeight.metres(ObjectClass.PERSON) <= reachMetres;
    }

    private Map<String, Double> thresholds() {
        return Map.of(
                "heldSeconds",
                zone.parameter("heldSeconds"),
                "reachMetres",
                reachMetres,
                "minMetresPerSecond",
                minMetresPerSecond);
    }
}
