package metro.cctv.analytics.behaviour;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import metro.cctv.contracts.camera.Zone;
import metro.cctv.contracts.detection.ObjectsDetected.TrackedObject;
import org.jspecify.annotations.Nullable;

/**
 * Who stands in a zone, and since when. A stay survives short gaps (a missed box, a step over the line) and frames that
 * did not come because nothing moved. Times are capture times.
 */
final class ZoneStays {
    /** Out of the zone or unseen for longer than this ends a stay… */
    static final Duration GAP = Duration.ofSeconds(2);
    /** …but one frame alone never does: of a still scene there is but one in ten seconds. */
    static final int GAP_FRAMES = 2;
    /** No frame for longer than this ends every stay: the camera was away. */
    static final Duration SILENCE = Duration.ofSeconds(60);

    private final Polygon polygon;
    private final Map<Long, Stay> stays = new HashMap<>();
    private @Nullable Instant lastFrame;

    ZoneStays(Zone zone) {
        this.polygon = new Polygon(zone.polygon());
    }

    /** @param object as seen in this frame */
    record Present(TrackedObject object, Stay stay) {}

    static final class Stay {
        final Instant since;
        int frames;
        boolean told;
        int missedFrames;

        @Nullable
        Instant missingSince;

        Stay(Instant since) {
            this.since = since;
        }
    }

    /** @return those inside in this frame, each with its stay */
    List<Present> see(Instant at, List<TrackedObject> objects) {
        if (lastFrame != null && Duration.between(lastFrame, at).compareTo(SILENCE) > 0) stays.clear();
        lastFrame = at;
        List<Present> present = new ArrayList<>();
        Set<Long> inside = new HashSet<>();
        for (TrackedObject object : objects) {
            Foot foot = Foot.of(object);
            if (!polygon.contains(foot.x(), foot.y())) continue;
            endIfMissedTooLong(object.trackId(), at);
            Stay stay = stays.computeIfAbsent(object.trackId(), id -> new Stay(at));
            stay.frames++;
            stay.missedFrames = 0;
            stay.missingSince = null;
            inside.add(object.trackId());
            present.add(new Present(object, stay));
        }
        for (long id : List.copyOf(stays.keySet())) {
            if (inside.contains(id)) continue;
            endIfMissedTooLong(id, at);
            Stay missed = stays.get(id);
            if (missed == null) continue;
            missed.missedFrames++;
            if (missed.missingSince == null) missed.missingSince = at;
        }
        return present;
    }

    private void endIfMissedTooLong(long trackId, Instant at) {
        Stay stay = stays.get(trackId);
        if (stay != null
                && stay.missingSince != null
                && stay.missedFrames >= GAP_FRAMES
                && Duration.between(stay.missingSince, at).compareTo(GAP) > 0) stays.remove(trackId);
    }

    boolean isGoingOn(Stay stay) {
        return stays.containsValue(stay);
    }
}
