package metro.cctv.analytics.behaviour;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import metro.cctv.contracts.alert.Behaviour;
import metro.cctv.contracts.camera.Zone;
import metro.cctv.contracts.detection.Box;
import metro.cctv.contracts.detection.ObjectClass;
import metro.cctv.contracts.detection.ObjectsDetected.TrackedObject;
import org.jspecify.annotations.Nullable;

/**
 * Where things have stood still for long, under whatever track. What was told of a parked thing is not told again because a
 * bus passed in front of it, its box flickers or the service was restarted (the past is replayed); it is held back and told
 * when the thing moves. Vehicles and bags only: a person who stands where another stood must not be hidden by him. Capture
 * times; single-threaded.
 */
final class ParkedObjects {
    /** Share of the smaller box under the other; a thing half hidden keeps its place, one that rolls off loses it. */
    static final double SAME_PLACE = 0.7;
    /** A box that is smaller than this share of the place, or so much larger, is another thing. */
    static final double LIKE_SIZE = 0.3;
    /** Who has been at a place for less only passes by, and takes nothing away with him. */
    static final Duration SETTLED = Duration.ofSeconds(3);
    /** Beyond it the place unseen for longest goes; a car park in one picture has fewer. */
    static final int MAX_PLACES = 256;

    private static final long NOBODY = -1;

    private final Duration after;
    private final Duration remembered;
    private final List<Place> places = new ArrayList<>();
    private Instant lastFrame = Instant.MIN;

    /**
     * @param after seen to stand for so long, a thing is parked; time unseen does not count
     * @param remembered so long unseen, a place is forgotten
     */
    ParkedObjects(Duration after, Duration remembered) {
        this.after = after;
        this.remembered = remembered;
    }

    private record Told(Zone zone, Behaviour behaviour) {}

    private static final class Place {
        final Set<Told> told = new HashSet<>();
        final List<BehaviourSeen> held = new ArrayList<>();
        ObjectClass.Kind kind;
        Box anchor;
        Duration stood = Duration.ZERO;
        Instant lastSeen;
        long occupant;
        Instant occupiedSince;

        Place(TrackedObject object, Instant at) {
            kind = object.label().kind();
            anchor = object.box();
            lastSeen = at;
            occupant = object.trackId();
            occupiedSince = at;
        }

        void see(Instant at, Instant frameBefore) {
            if (lastSeen.equals(frameBefore)) stood = stood.plus(Duration.between(lastSeen, at));
            lastSeen = at;
        }

        /** Its thing moves and takes the place along. */
        void moveTo(TrackedObject object, Instant at) {
            told.clear();
            held.clear();
            kind = object.label().kind();
            anchor = object.box();
            stood = Duration.ZERO;
            lastSeen = at;
            occupiedSince = at;
        }
    }

    /**
     * To be called with every frame, before its behaviours are judged.
     *
     * @return what was held back of things that move off in this frame
     */
    List<BehaviourSeen> see(Instant at, List<TrackedObject> objects) {
        List<BehaviourSeen> released = List.of();
        for (int i = places.size() - 1; i >= 0; i--)
            if (Duration.between(places.get(i).lastSeen, at).compareTo(remembered) > 0) places.remove(i);
        for (int i = 0; i < objects.size(); i++) {
            TrackedObject object = objects.get(i);
            if (!parks(object.label())) continue;
            Place place = occupiedBy(object.trackId());
            if (place == null) enter(object, at);
            else if (isAt(place, object)) place.see(at, lastFrame);
            else released = leave(place, object, at, released);
        }
        lastFrame = at;
        return released;
    }

    /**
     * Whether this was told before of what stands parked there; if so it is held back until that moves.
     *
     * @param seen of the frame last given to {@link #see}
     */
    boolean holdsBack(BehaviourSeen seen) {
        Place place = occupiedBy(seen.doer().trackId());
        if (place == null || place.told.add(new Told(seen.zone(), seen.behaviour()))) return false;
        if (place.stood.compareTo(after) < 0) return false;
        place.held.add(seen);
        return true;
    }

    /** The zone's hours are over; when they begin again, what stands there is told again. */
    void forget(Zone zone) {
        for (Place place : places) {
            place.told.removeIf(told -> told.zone.equals(zone));
            place.held.removeIf(held -> held.zone().equals(zone));
        }
    }

    private static boolean parks(ObjectClass label) {
        return label.isVehicle() || label == ObjectClass.BAG;
    }

    /** Takes the place of what stood here unseen, or a new one. */
    private void enter(TrackedObject object, Instant at) {
        for (int i = 0; i < places.size(); i++) {
            Place place = places.get(i);
            if (place.lastSeen.equals(at) || !isAt(place, object) || !isLikeInSize(place.anchor, object.box()))
                continue;
            place.occupant = object.trackId();
            place.occupiedSince = at;
            place.see(at, lastFrame);
            return;
        }
        if (places.size() == MAX_PLACES) places.remove(longestUnseen());
        places.add(new Place(object, at));
    }

    private List<BehaviourSeen> leave(Place place, TrackedObject object, Instant at, List<BehaviourSeen> released) {
        List<BehaviourSeen> all = released;
        for (BehaviourSeen held : place.held) {
            if (held.doer().trackId() != object.trackId()) continue;
            if (all.isEmpty()) all = new ArrayList<>();
            all.add(held.toldAt(at, object));
        }
        Duration here = Duration.between(place.occupiedSince, at);
        boolean passedBy = here.compareTo(SETTLED) < 0 && here.compareTo(place.stood) < 0;
        if (passedBy) {
            place.occupant = NOBODY;
            enter(object, at);
        } else place.moveTo(object, at);
        return all;
    }

    private @Nullable Place occupiedBy(long trackId) {
        for (int i = 0; i < places.size(); i++) if (places.get(i).occupant == trackId) return places.get(i);
        return null;
    }

    private Place longestUnseen() {
        Place oldest = places.getFirst();
        for (Place place : places) if (place.lastSeen.isBefore(oldest.lastSeen)) oldest = place;
        return oldest;
    }

    private static boolean isAt(Place place, TrackedObject object) {
        return place.kind == object.label().kind()
                && Math.max(Boxes.covered(object.box(), place.anchor), Boxes.covered(place.anchor, object.box()))
                        >= SAME_PLACE;
    }

    private static boolean isLikeInSize(Box a, Box b) {
        double ratio = a.w() * a.h() / (b.w() * b.h());
        return ratio >= LIKE_SIZE && ratio <= 1 / LIKE_SIZE;
    }
}
