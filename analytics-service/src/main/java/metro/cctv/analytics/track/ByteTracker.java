package metro.cctv.analytics.track;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import metro.cctv.analytics.detection.DetectedObject;
import org.jspecify.annotations.Nullable;

/**
 * ByteTrack (Zhang et al., ECCV 2022) for one camera, with real frame times: strong boxes are matched with all tracks
 * first, weak boxes then continue what is left, and unseen tracks are remembered for a while. A track is reported from
 * its second sight on. Pure and single-threaded; the same frames give the same tracks with the same ids.
 */
public final class ByteTracker {
    private static final double WEAK_MAX_COST = 0.5;
    private static final double UNCONFIRMED_MAX_COST = 0.7;
    private static final double DUPLICATE_IOU = 0.85;
    private static final int IDS_PER_MILLISECOND = 64;
    /** Boxes grow by this share of themselves per step beyond one: at 5 frames a second a walker leaves his own box. */
    private static final double SLACK_PER_STEP = 0.075;

    private static final double MAX_SLACK = 0.5;
    /** A longer pause between frames says that the scene stood still. */
    private static final double STILL_AFTER_S = 1.5;
    /** One missed frame of a still scene, where there is but one in ten seconds, ends no track. */
    private static final int GAP_FRAMES = 2;
    /** After that the camera was away rather than still: whoever is there now is somebody new. */
    private static final double MAX_SILENCE_S = 60;

    private static final double NS_PER_S = 1e9;
    private static final long NS_PER_MS = 1_000_000;
    private static final long NEVER = Long.MIN_VALUE;

    private final long firstId;
    private TrackerParameters parameters;
    private final Association association = new Association();
    private final List<Track> tracks = new ArrayList<>();
    private long lastNs = NEVER;
    private long lastId;

    /** A frame's own lists, kept so that none is made anew. */
    private final List<DetectedObject> strong = new ArrayList<>();

    private final List<DetectedObject> weak = new ArrayList<>();
    private final List<Track> candidates = new ArrayList<>();

    public ByteTracker(TrackerParameters parameters) {
        this(parameters, 0);
    }

    /** @param firstId added to every id, where a camera has two trackers */
    public ByteTracker(TrackerParameters parameters, long firstId) {
        this.parameters = parameters;
        this.firstId = firstId;
    }

    /** Another model looks from now on: its scores mean something else, the tracks go on. */
    public void adopt(TrackerParameters other) {
        parameters = other;
    }

    /**
     * @param at later than every frame before
     * @return confirmed tracks seen in this frame
     */
    public List<TrackedBox> next(Instant at, List<DetectedObject> objects) {
        long atNs = nanoseconds(at);
        boolean first = lastNs == NEVER;
        if (atNs <= lastNs) throw new IllegalArgumentException("a frame of " + at + " is not later than the last");
        double steps = advance(atNs);
        for (Track track : tracks) if (track.confirmed) track.predict(steps);
        associate(atNs, objects, steps, first);
        forget(atNs);
        dropDuplicates();
        List<TrackedBox> seen = new ArrayList<>(tracks.size());
        for (Track track : tracks) if (track.confirmed && !track.lost) seen.add(track.box());
        return seen;
    }

    /** Takes over tracks that another instance reported: same ids, motion learnt anew. */
    public void recall(Instant at, List<TrackedBox> boxes) {
        long atNs = nanoseconds(at);
        if (atNs <= lastNs) return;
        double steps = advance(atNs);
        for (Track track : tracks) {
            track.predict(steps);
            track.lost = true;
        }
        for (TrackedBox box : boxes) {
            var seen = new DetectedObject(
                    box.label(),
                    box.score(),
                    box.left(),
                    box.top(),
                    box.left() + box.width(),
                    box.top() + box.height());
            if (seen.height() <= 0) continue;
            Track known = find(box.trackId());
            if (known != null) {
                known.see(seen, atNs);
                continue;
            }
            var track = new Track(box.trackId(), seen, atNs);
            track.confirmed = true;
            lastId = Math.max(lastId, box.trackId());
            tracks.add(track);
        }
    }

    private void associate(long atNs, List<DetectedObject> objects, double steps, boolean first) {
        double slack = Math.min(MAX_SLACK, SLACK_PER_STEP * Math.max(0, steps - 1));
        sort(objects);
        candidates.clear();
        for (Track track : tracks) if (track.confirmed) candidates.add(track);
        association.match(candidates, strong, new Association.Terms(parameters.maxCost(), slack, true), atNs);
        candidates.removeIf(track -> track.lost);
        association.match(candidates, weak, new Association.Terms(WEAK_MAX_COST, slack, false), atNs);
        Leap.match(candidates, strong, steps * parameters.stepSeconds(), atNs);
        for (Track unseen : candidates) unseen.lost = true;
        Fall.match(tracks, strong, atNs);
        Fall.match(tracks, weak, atNs);
        candidates.clear();
        for (Track track : tracks) if (!track.confirmed) candidates.add(track);
        association.match(candidates, strong, new Association.Terms(UNCONFIRMED_MAX_COST, slack, true), atNs);
        Leap.match(candidates, strong, steps * parameters.stepSeconds(), atNs);
        for (Track never : candidates) never.dropped = true;
        for (DetectedObject object : strong)
            if (object.score() >= parameters.newTrackScore()) {
                var track = new Track(newId(atNs), object, atNs);
                track.confirmed = first;
                tracks.add(track);
            }
    }

    private void sort(List<DetectedObject> objects) {
        strong.clear();
        weak.clear();
        for (DetectedObject object : objects) {
            if (object.score() > parameters.strongScore()) strong.add(object);
            else if (object.score() > parameters.weakScore() && object.score() < parameters.strongScore())
                weak.add(object);
        }
    }

    /** Drops who was seen once only, and who has been unseen for too long. */
    private void forget(long atNs) {
        for (Track track : tracks)
            if (track.lost
                    && ++track.missedFrames >= GAP_FRAMES
                    && seconds(track.lastSeenNs, atNs) > parameters.bufferSeconds()) track.dropped = true;
        tracks.removeIf(track -> track.dropped);
    }

    /** Where a lost and a seen track lie on one another, the older one is the object. */
    private void dropDuplicates() {
        boolean any = false;
        for (Track seen : tracks) {
            if (seen.lost) continue;
            for (Track lost : tracks) {
                if (!lost.lost || seen.kind != lost.kind || Association.iou(seen, lost) <= DUPLICATE_IOU) continue;
                (seen.ageNs() > lost.ageNs() ? lost : seen).dropped = true;
                any = true;
            }
        }
        if (any) tracks.removeIf(track -> track.dropped);
    }

    /**
     * @return steps since the last frame. Frames stop coming while nothing moves (the gate), so after a pause tracks are
     *     looked for where they were, not where their speed would have carried them.
     */
    private double advance(long atNs) {
        if (lastNs == NEVER) {
            lastNs = atNs;
            return 1;
        }
        double pause = seconds(lastNs, atNs);
        lastNs = atNs;
        if (pause > MAX_SILENCE_S) tracks.clear();
        if (pause > STILL_AFTER_S) {
            tracks.removeIf(track -> !track.confirmed);
            for (Track track : tracks) track.stop();
        }
        return Math.min(pause, STILL_AFTER_S) / parameters.stepSeconds();
    }

    private @Nullable Track find(long id) {
        for (Track track : tracks) if (track.id == id) return track;
        return null;
    }

    /** From the time of the first sight, so that a replay of the same frames gives the same ids. */
    private long newId(long atNs) {
        lastId = Math.max(lastId + 1, firstId + atNs / NS_PER_MS * IDS_PER_MILLISECOND);
        return lastId;
    }

    private static long nanoseconds(Instant at) {
        return Math.addExact(Math.multiplyExact(at.getEpochSecond(), (long) NS_PER_S), at.getNano());
    }

    private static double seconds(long fromNs, long toNs) {
        return (toNs - fromNs) / NS_PER_S;
    }

    /** Lost and unconfirmed ones among them; for the gauge. */
    public int size() {
        return tracks.size();
    }
}
