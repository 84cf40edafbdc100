package metro.cctv.analytics.behaviour;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import metro.cctv.contracts.alert.Behaviour;
import metro.cctv.contracts.camera.Zone;
import metro.cctv.contracts.detection.ObjectClass;
import metro.cctv.contracts.detection.ObjectsDetected.TrackedObject;
import org.jspecify.annotations.Nullable;

/**
 * A thing that stood in the zone for long is gone for a while, in frames in which nobody stands in front of its place. Things
 * are what the model calls a bag; what it has no word for cannot be missed. No source has a definition; the times are ours.
 */
final class RemovedObjectRule implements ZoneRule {
    static final String VERSION = "removed-object/1";
    /** As long as somebody may stand in front of it. */
    static final Duration HIDDEN = Duration.ofMinutes(5);
    /** Of the place's own area: then nobody knows what is behind. */
    static final double COVERED = 0.2;

    private static final int MIN_FRAMES = 3;

    private final Zone zone;
    private final Duration stood;
    private final Duration gone;
    private final StandingObjects<Absence> things;

    RemovedObjectRule(Zone zone) {
        this.zone = zone;
        this.stood = ZoneRule.seconds(zone.parameter("stoodSeconds"));
        this.gone = ZoneRule.seconds(zone.parameter("goneSeconds"));
        this.things = StandingObjects.placesOf(zone, label -> label == ObjectClass.BAG, HIDDEN, Absence::new);
    }

    /** How long the bare place was seen. */
    private static final class Absence {
        @Nullable
        Instant since;

        @Nullable
        Instant lastBare;

        Duration bare = Duration.ZERO;
        int frames;

        void end() {
            since = null;
            lastBare = null;
            bare = Duration.ZERO;
            frames = 0;
        }
    }

    @Override
    public List<BehaviourSeen> see(Instant at, double aspect, List<TrackedObject> objects) {
        List<StandingObjects.Place<Absence>> places = things.see(at, objects);
        BehaviourSeen seen = null;
        for (int i = 0; i < places.size() && seen == null; i++) {
            StandingObjects.Place<Absence> place = places.get(i);
            if (place.told) continue;
            Instant since = goneSince(place, at, objects);
            if (since == null) continue;
            place.told = true;
            seen = new BehaviourSeen(Behaviour.REMOVED_OBJECT, zone, place.object, since, at, VERSION, thresholds());
        }
        return seen == null ? List.of() : List.of(seen);
    }

    /** Null: still there, hidden, or not gone for long enough. */
    private @Nullable Instant goneSince(StandingObjects.Place<Absence> place, Instant at, List<TrackedObject> objects) {
        Absence absence = place.memory;
        if (place.isSeenAt(at) || place.stood().compareTo(stood) < 0) {
            absence.end();
            return null;
        }
        if (isCovered(place, objects)) {
            absence.lastBare = null;
            return null;
        }
        if (absence.since == null) absence.since = at;
        if (absence.lastBare != null) absence.bare = absence.bare.plus(Duration.between(absence.lastBare, at));
        absence.lastBare = at;
        absence.frames++;
        return absence.frames >= MIN_FRAMES && absence.bare.compareTo(gone) >= 0 ? absence.since : null;
    }

    private static boolean isCovered(StandingObjects.Place<Absence> place, List<TrackedObject> objects) {
        for (TrackedObject object : objects)
            if (object.label() != ObjectClass.BAG && Boxes.covered(place.anchor, object.box()) >= COVERED) return true;
        return false;
    }

    private Map<String, Double> thresholds() {
        return Map.of("stoodSeconds", zone.parameter("stoodSeconds"), "goneSeconds", zone.parameter("goneSeconds"));
    }
}
