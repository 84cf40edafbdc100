package metro.cctv.analytics.behaviour;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import metro.cctv.contracts.alert.Behaviour;
import metro.cctv.contracts.camera.Zone;
import metro.cctv.contracts.camera.Zone.Crossing;
import metro.cctv.contracts.detection.ObjectClass;
import metro.cctv.contracts.detection.ObjectsDetected.TrackedObject;
import org.jspecify.annotations.Nullable;

/**
 * The foot of a person or vehicle passes over a line in a direction that counts (as ONVIF's LineDetector: an object crosses
 * a polyline in a direction; KISA's intrusion is such a crossing of a wall or fence, domain.md §D). It counts when the object
 * is clear of the line on the other side: whoever stands on it and trembles crosses nothing, whoever walks round its end
 * neither.
 */
final class LineCrossingRule implements ZoneRule {
    static final String VERSION = "line-crossing/2";
    /** Clear of the line: so far from it, as a share of the object's own height in the picture; a box trembles by less. */
    static final double CLEAR_OF_HEIGHT = 0.1;
    /** Not seen for longer than this: whatever comes back has crossed nothing. */
    static final Duration SILENCE = Duration.ofSeconds(60);

    private final Zone zone;
    private final Polyline line;
    private final Crossing counted;
    private final Map<Long, Walk> walks = new HashMap<>();

    LineCrossingRule(Zone zone) {
        this.zone = zone;
        this.line = new Polyline(zone.line());
        this.counted = zone.crossing() == null ? Crossing.BOTH : zone.crossing();
    }

    /** Since it was last clear of the line. */
    private static final class Walk {
        Foot last;
        Instant lastSeen;
        int net;

        @Nullable
        Instant passedAt;

        Walk(Foot first, Instant at) {
            last = first;
            lastSeen = at;
        }
    }

    @Override
    public List<BehaviourSeen> see(Instant at, double aspect, List<TrackedObject> objects) {
        if (objects.isEmpty() && walks.isEmpty()) return List.of();
        walks.values().removeIf(w -> Duration.between(w.lastSeen, at).compareTo(SILENCE) > 0);
        List<BehaviourSeen> seen = new ArrayList<>();
        for (TrackedObject object : objects) {
            if (object.label() != ObjectClass.PERSON && !object.label().isVehicle()) continue;
            Foot foot = Foot.of(object);
            Walk walk = walks.computeIfAbsent(object.trackId(), id -> new Walk(foot, at));
            int passed = line.passages(walk.last, foot);
            walk.net += passed;
            if (passed != 0 && walk.passedAt == null) walk.passedAt = at;
            walk.last = foot;
            walk.lastSeen = at;
            if (line.distance(foot, aspect) < CLEAR_OF_HEIGHT * object.box().h()) continue;
            if (walk.net != 0 && walk.passedAt != null && counts(walk.net))
                seen.add(new BehaviourSeen(
                        Behaviour.LINE_CROSSING,
                        zone,
                        object,
                        walk.passedAt,
                        at,
                        VERSION,
                        Map.of("clearOfHeight", CLEAR_OF_HEIGHT)));
            walk.net = 0;
            walk.passedAt = null;
        }
        return seen;
    }

    private boolean counts(int net) {
        return switch (counted) {
            case BOTH -> true;
            case LEFT_TO_RIGHT -> net > 0;
            case RIGHT_TO_LEFT -> net < 0;
        };
    }
}
