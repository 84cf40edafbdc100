package metro.cctv.analytics.behaviour;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import metro.cctv.contracts.camera.Zone;
import metro.cctv.contracts.detection.ObjectClass;
import metro.cctv.contracts.detection.ObjectsDetected.TrackedObject;
import org.jspecify.annotations.Nullable;

/**
 * Who stands in a zone, and since when. A stay survives short gaps (a missed box, a step over the line) and frames that
 * did not come because nothing moved. Times are capture times. While nobody is there, nothing is allocated.
 *
 * @param <M> what a rule remembers of each stay
 */
final class ZoneStays<M> {
    /** Out of the zone or unseen for longer than this ends a stay… */
    static final Duration GAP = Duration.ofSeconds(2);
    /** …but one frame alone never does: of a still scene there is but one in ten seconds. */
    static final int GAP_FRAMES = 2;
    /** No frame for longer than this ends every stay: the camera was away. */
    static final Duration SILENCE = Duration.ofSeconds(60);

    private final Polygon polygon;
    private final Predicate<ObjectClass> who;
    private final Supplier<M> memory;
    private final Map<Long, Stay<M>> stays = new HashMap<>();
    private @Nullable Instant lastFrame;

    ZoneStays(Zone zone, Predicate<ObjectClass> who, Supplier<M> memory) {
        this.polygon = new Polygon(zone.polygon());
        this.who = who;
        this.memory = memory;
    }

    /** @param object as seen in this frame */
    record Present<M>(TrackedObject object, Stay<M> stay) {}

    static final class Stay<M> {
        final Instant since;
        final M memory;
        int frames;
        boolean told;
        int missedFrames;

        @Nullable
        Instant missingSince;

        private Instant lastSeen;

        Stay(Instant since, M memory) {
            this.since = since;
            this.memory = memory;
            this.lastSeen = since;
        }
    }

    /** @return those inside in this frame, each with its stay */
    List<Present<M>> see(Instant at, List<TrackedObject> objects) {
        if (!stays.isEmpty()
                && lastFrame != null
                && Duration.between(lastFrame, at).compareTo(SILENCE) > 0) stays.clear();
        lastFrame = at;
        List<Present<M>> present = null;
        for (int i = 0; i < objects.size(); i++) {
            TrackedObject object = objects.get(i);
            if (!who.test(object.label()) || !polygon.contains(Boxes.footX(object), Boxes.footY(object))) continue;
            if (present == null) present = new ArrayList<>();
            present.add(new Present<>(object, inside(object.trackId(), at)));
        }
        if (!stays.isEmpty()) miss(at);
        return present == null ? List.of() : present;
    }

    /** Seen at {@code at} or at most so long before it. */
    int countSince(Instant at, Duration ago) {
        int count = 0;
        for (Stay<M> stay : stays.values())
            if (Duration.between(stay.lastSeen, at).compareTo(ago) <= 0) count++;
        return count;
    }

    private Stay<M> inside(long trackId, Instant at) {
        Stay<M> stay = stays.get(trackId);
        if (stay == null || isMissedTooLong(stay, at)) {
            stay = new Stay<>(at, memory.get());
            stays.put(trackId, stay);
        }
        stay.frames++;
        stay.missedFrames = 0;
        stay.missingSince = null;
        stay.lastSeen = at;
        return stay;
    }

    private void miss(Instant at) {
        for (var all = stays.values().iterator(); all.hasNext(); ) {
            Stay<M> stay = all.next();
            if (stay.lastSeen.equals(at)) continue;
            if (isMissedTooLong(stay, at)) {
                all.remove();
                continue;
            }
            stay.missedFrames++;
            if (stay.missingSince == null) stay.missingSince = at;
        }
    }

    private static boolean isMissedTooLong(Stay<?> stay, Instant at) {
        return stay.missingSince != null
                && stay.missedFrames >= GAP_FRAMES
                && Duration.between(stay.missingSince, at).compareTo(GAP) > 0;
    }
}
