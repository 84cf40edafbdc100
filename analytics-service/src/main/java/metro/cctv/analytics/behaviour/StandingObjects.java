package metro.cctv.analytics.behaviour;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import metro.cctv.contracts.camera.Zone;
import metro.cctv.contracts.detection.Box;
import metro.cctv.contracts.detection.ObjectClass;
import metro.cctv.contracts.detection.ObjectsDetected.TrackedObject;
import org.jspecify.annotations.Nullable;

/**
 * What stands still in a zone, by place: a bus that passes in front takes the track away, not the parked car. A settled thing
 * whose track is seen elsewhere for {@link #AWAY}, or was when it was seen last, has left. While nothing of the kind is there,
 * nothing is allocated.
 *
 * @param <M> what a rule remembers of each place
 */
final class StandingObjects<M> {
    /** Overlap with where it first stood; a trembling box keeps it, a crawling one loses it. */
    static final double SAME_PLACE = 0.6;
    /** Standing for so long, it is remembered while hidden. */
    static final Duration SETTLED = Duration.ofSeconds(5);

    /** What passes behind a settled thing may take its box and track along for a moment; away for so long, it has left. */
    static final Duration AWAY = Duration.ofSeconds(1);

    private static final int GAP_FRAMES = 2;

    private final Polygon polygon;
    private final Predicate<ObjectClass> what;
    private final Duration hidden;
    private final boolean tracksLeave;
    private final Supplier<M> memory;
    private final List<Place<M>> places = new ArrayList<>();
    private @Nullable Instant lastFrame;

    private StandingObjects(
            Zone zone, Predicate<ObjectClass> what, Duration hidden, boolean tracksLeave, Supplier<M> memory) {
        this.polygon = new Polygon(zone.polygon());
        this.what = what;
        this.hidden = hidden;
        this.tracksLeave = tracksLeave;
        this.memory = memory;
    }

    /** @param hidden a settled one is remembered for so long unseen */
    static <M> StandingObjects<M> of(Zone zone, Predicate<ObjectClass> what, Duration hidden, Supplier<M> memory) {
        return new StandingObjects<>(zone, what, hidden, true, memory);
    }

    /** The place stays, though its thing is seen to be carried away. */
    static <M> StandingObjects<M> placesOf(
            Zone zone, Predicate<ObjectClass> what, Duration hidden, Supplier<M> memory) {
        return new StandingObjects<>(zone, what, hidden, false, memory);
    }

    static final class Place<M> {
        /** Where it first stood; from when it has settled on, where it then stood: braking is over. */
        Box anchor;

        final Instant since;
        final M memory;
        TrackedObject object;
        boolean told;
        int frames;
        private boolean settled;
        private Instant lastSeen;
        /** Its track is somewhere else, frame after frame. */
        private @Nullable Instant awaySince;
        /** Its track was seen somewhere else, and nothing here since. */
        private @Nullable Instant awayAt;

        private int missedFrames;

        private Place(TrackedObject object, Instant at, M memory) {
            this.anchor = object.box();
            this.since = at;
            this.memory = memory;
            this.object = object;
            this.lastSeen = at;
        }

        private void settle() {
            if (settled || stood().compareTo(SETTLED) < 0) return;
            settled = true;
            anchor = object.box();
        }

        /** To be asked while its track is somewhere else. */
        private boolean hasLeft(Instant at) {
            if (awaySince == null) awaySince = at;
            awayAt = at;
            return !settled || Duration.between(awaySince, at).compareTo(AWAY) >= 0;
        }

        private void seenHere(TrackedObject now, Instant at) {
            object = now;
            lastSeen = at;
            awaySince = null;
            awayAt = null;
            missedFrames = 0;
            frames++;
            settle();
        }

        private void notSeenHere(Instant at) {
            missedFrames++;
            if (!at.equals(awayAt)) awaySince = null;
        }

        boolean isSeenAt(Instant at) {
            return lastSeen.equals(at);
        }

        Duration stood() {
            return Duration.between(since, lastSeen);
        }
    }

    /** @return all places that are remembered, seen in this frame or not; not to be changed */
    List<Place<M>> see(Instant at, List<TrackedObject> objects) {
        if (!places.isEmpty()
                && lastFrame != null
                && Duration.between(lastFrame, at).compareTo(ZoneStays.SILENCE) > 0) places.clear();
        lastFrame = at;
        for (int i = 0; i < objects.size(); i++) {
            TrackedObject object = objects.get(i);
            if (!what.test(object.label())) continue;
            if (tracksLeave) leave(object, at);
            if (!polygon.contains(Boxes.footX(object), Boxes.footY(object))) continue;
            Place<M> place = placeOf(object, at);
            if (place == null) {
                place = new Place<>(object, at, memory.get());
                places.add(place);
            }
            place.seenHere(object, at);
        }
        for (int i = places.size() - 1; i >= 0; i--) if (isOver(places.get(i), at)) places.remove(i);
        return places;
    }

    /** Whoever is somewhere else stands here no more. */
    private void leave(TrackedObject object, Instant at) {
        for (int i = places.size() - 1; i >= 0; i--) {
            Place<M> place = places.get(i);
            if (place.object.trackId() == object.trackId() && !isAt(place, object) && place.hasLeft(at))
                places.remove(i);
        }
    }

    private @Nullable Place<M> placeOf(TrackedObject object, Instant at) {
        Place<M> free = null;
        for (int i = 0; i < places.size(); i++) {
            Place<M> place = places.get(i);
            if (!isAt(place, object)) continue;
            if (place.object.trackId() == object.trackId()) return place;
            if (!place.isSeenAt(at) && free == null) free = place;
        }
        return free;
    }

    private static boolean isAt(Place<?> place, TrackedObject object) {
        return place.object.label().kind() == object.label().kind()
                && Boxes.iou(place.anchor, object.box()) >= SAME_PLACE;
    }

    private boolean isOver(Place<M> place, Instant at) {
        if (place.isSeenAt(at)) return false;
        place.notSeenHere(at);
        Duration limit = place.settled && place.awayAt == null ? hidden : ZoneStays.GAP;
        return place.missedFrames >= GAP_FRAMES
                && Duration.between(place.lastSeen, at).compareTo(limit) > 0;
    }
}
