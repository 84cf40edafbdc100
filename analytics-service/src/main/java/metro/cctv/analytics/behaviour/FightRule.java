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
 * timing; what is fast and close comes from the literature (docs/ref/behaviours.md). Who scuffles hides the other and leaves
 * his own box between two frames, so that tracks end and begin anew: people are followed by place. Boxes know no blows: wild
 * play can look the same.
 */
final class FightRule implements ZoneRule {
    static final String VERSION = "fight/3";
    static final Duration WINDOW = Duration.ofSeconds(2);
    static final Duration GAP = Duration.ofSeconds(1);
    /** Straight by all that was gone: walking is near 1, scuffling near 0. */
    static final double NOWHERE = 0.5;
    /**
     * Somebody may be hidden for so long, and then be whoever appears within a step of where he was. A track that is older than
     * that is somebody of his own.
     */
    static final Duration HIDDEN = Duration.ofSeconds(1);

    static final double STEP_METRES = 1.2;
    /** The other one is followed worse: this share of the speed is enough for him. */
    static final double OTHERS_SHARE = 0.5;

    private static final double HEIGHT_METRES = UsualHeight.metres(ObjectClass.PERSON);

    private final Zone zone;
    private final Polygon polygon;
    private final double reachMetres;
    private final double minMetresPerSecond;
    private final List<Somebody> people = new ArrayList<>();
    private final Held fight;
    private @Nullable Told untold;

    FightRule(Zone zone) {
        this.zone = zone;
        this.polygon = new Polygon(zone.polygon());
        this.reachMetres = zone.parameter("reachMetres");
        this.minMetresPerSecond = zone.parameter("minMetresPerSecond");
        this.fight = new Held(ZoneRule.seconds(zone.parameter("heldSeconds")), GAP);
    }

    /** Whatever his tracks are called. */
    private static final class Somebody {
        final Instant since;
        final Trail trail = new Trail(WINDOW);
        TrackedObject last;
        Instant lastSeen;

        Somebody(TrackedObject object, Instant at) {
            this.since = at;
            this.last = object;
            this.lastSeen = at;
        }

        void see(TrackedObject object, Instant at, double aspect) {
            last = object;
            lastSeen = at;
            trail.add(at, aspect, object.box());
        }

        boolean isSeen(Instant at) {
            return lastSeen.equals(at);
        }
    }

    private record Pair(Somebody one, Somebody other) {}

    /** A fight that has lasted for long enough. */
    private record Told(Instant since, Pair pair) {}

    @Override
    public List<BehaviourSeen> see(Instant at, double aspect, List<TrackedObject> objects) {
        if (!people.isEmpty())
            people.removeIf(one -> Duration.between(one.lastSeen, at).compareTo(HIDDEN) > 0);
        // First who goes on under his own name: only what is left over may be somebody who was lost.
        for (int i = 0; i < objects.size(); i++) {
            Somebody known = isInside(objects.get(i)) ? known(objects.get(i)) : null;
            if (known != null) known.see(objects.get(i), at, aspect);
        }
        for (int i = 0; i < objects.size(); i++)
            if (isInside(objects.get(i)) && known(objects.get(i)) == null) meet(objects.get(i), at, aspect);
        for (int i = people.size() - 1; i >= 0; i--)
            if (!people.get(i).isSeen(at)) replaceYoung(people.get(i), at, aspect);
        Pair pair = people.size() < 2 ? null : fighters(aspect);
        Instant since = fight.see(at, pair != null);
        if (since != null && pair != null) untold = new Told(since, pair);
        return untold == null ? List.of() : tell(untold, at);
    }

    /** As soon as one of them is seen: whoever looks at the frame must find him in it. */
    private List<BehaviourSeen> tell(Told due, Instant at) {
        Somebody one = due.pair.one.isSeen(at) ? due.pair.one : due.pair.other;
        if (one.isSeen(at)) {
            untold = null;
            return List.of(new BehaviourSeen(Behaviour.FIGHT, zone, one.last, due.since, at, VERSION, thresholds()));
        }
        if (!people.contains(due.pair.one) && !people.contains(due.pair.other)) untold = null;
        return List.of();
    }

    private boolean isInside(TrackedObject object) {
        return object.label() == ObjectClass.PERSON && polygon.contains(Boxes.footX(object), Boxes.footY(object));
    }

    private @Nullable Somebody known(TrackedObject object) {
        for (int i = 0; i < people.size(); i++)
            if (people.get(i).last.trackId() == object.trackId()) return people.get(i);
        return null;
    }

    /** The nearest who is not seen in this frame, or somebody new. */
    private void meet(TrackedObject object, Instant at, double aspect) {
        Somebody nearest = null;
        double least = STEP_METRES;
        for (Somebody one : people) {
            double metres = metresApart(one.last, object, aspect);
            if (one.isSeen(at) || metres > least) continue;
            least = metres;
            nearest = one;
        }
        if (nearest == null) {
            nearest = new Somebody(object, at);
            people.add(nearest);
        }
        nearest.see(object, at, aspect);
    }

    /** A track that began beside the older one took its box: he who was lost goes on as that one. */
    private void replaceYoung(Somebody lost, Instant at, double aspect) {
        for (Somebody young : people) {
            if (!young.isSeen(at)
                    || !young.since.isAfter(lost.since)
                    || Duration.between(young.since, at).compareTo(HIDDEN) > 0
                    || metresApart(lost.last, young.last, aspect) > STEP_METRES) continue;
            lost.see(young.last, at, aspect);
            people.remove(young);
            return;
        }
    }

    private @Nullable Pair fighters(double aspect) {
        for (Somebody one : people) {
            if (!isJerky(one.trail, minMetresPerSecond)) continue;
            for (Somebody other : people)
                if (other != one && metresApart(one.last, other.last, aspect) <= reachMetres && takesPart(other.trail))
                    return new Pair(one, other);
        }
        return null;
    }

    /** Who was followed too briefly to know may be lost and found again in a fight, but begins none. */
    private boolean takesPart(Trail other) {
        return other.isFull() ? isJerky(other, OTHERS_SHARE * minMetresPerSecond) : fight.since != null;
    }

    private static boolean isJerky(Trail trail, double minMetresPerSecond) {
        double path = trail.pathMetresPerSecond(HEIGHT_METRES);
        return path >= minMetresPerSecond && trail.netMetresPerSecond(HEIGHT_METRES) <= NOWHERE * path;
    }

    private static double metresApart(TrackedObject a, TrackedObject b, double aspect) {
        double height = (a.box().h() + b.box().h()) / 2;
        return Boxes.apart(a, b, aspect) / height * HEIGHT_METRES;
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
