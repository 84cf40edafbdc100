package metro.cctv.analytics.track;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import metro.cctv.analytics.detection.DetectedObject;
import metro.cctv.contracts.detection.ObjectClass;

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

    private final TrackerParameters parameters;
    private List<Track> tracks = new ArrayList<>();
    private Instant last = Instant.EPOCH;
    private long lastId;

    public ByteTracker(TrackerParameters parameters) {
        this.parameters = parameters;
    }

    /**
     * @param at later than every frame before
     * @return confirmed tracks seen in this frame
     */
    public List<TrackedBox> next(Instant at, List<DetectedObject> objects) {
        boolean first = last.equals(Instant.EPOCH);
        if (!at.isAfter(last)) throw new IllegalArgumentException("a frame of " + at + " after one of " + last);
        double steps = advance(at);
        for (Track track : tracks) if (track.confirmed) track.predict(steps);
        associate(at, objects, steps, first);
        tracks.removeIf(
                t -> t.lost && ++t.missedFrames >= GAP_FRAMES && seconds(t.lastSeen, at) > parameters.bufferSeconds());
        dropDuplicates();
        List<TrackedBox> seen = new ArrayList<>();
        for (Track track : tracks) if (track.confirmed && !track.lost) seen.add(boxOf(track));
        return seen;
    }

    /** Takes over tracks that another instance reported: same ids, motion learnt anew. */
    public void recall(Instant at, List<TrackedBox> boxes) {
        if (!at.isAfter(last)) return;
        double steps = advance(at);
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
            Track known = tracks.stream()
                    .filter(t -> t.id == box.trackId())
                    .findFirst()
                    .orElse(null);
            if (known == null) {
                known = new Track(box.trackId(), seen, at);
                known.confirmed = true;
                lastId = Math.max(lastId, box.trackId());
                tracks.add(known);
            } else known.see(seen, at);
        }
    }

    private void associate(Instant at, List<DetectedObject> objects, double steps, boolean first) {
        double slack = Math.min(MAX_SLACK, SLACK_PER_STEP * Math.max(0, steps - 1));
        List<DetectedObject> strong = new ArrayList<>();
        List<DetectedObject> weak = new ArrayList<>();
        for (DetectedObject object : objects) {
            if (object.score() > parameters.strongScore()) strong.add(object);
            else if (object.score() > parameters.weakScore() && object.score() < parameters.strongScore())
                weak.add(object);
        }
        List<Track> known = tracks.stream().filter(t -> t.confirmed).toList();
        List<Track> unconfirmed = tracks.stream().filter(t -> !t.confirmed).toList();
        List<Track> unmatched = match(known, strong, slack, true, parameters.maxCost(), at);
        List<Track> unseen =
                match(unmatched.stream().filter(t -> !t.lost).toList(), weak, slack, false, WEAK_MAX_COST, at);
        for (Track track : unseen) track.lost = true;
        tracks.removeAll(match(unconfirmed, strong, slack, true, UNCONFIRMED_MAX_COST, at));
        for (DetectedObject object : strong)
            if (object.score() >= parameters.newTrackScore()) {
                var track = new Track(newId(at), object, at);
                track.confirmed = first;
                tracks.add(track);
            }
    }

    /** Takes matched boxes out of {@code boxes}; returns the tracks that found none. */
    private static List<Track> match(
            List<Track> candidates,
            List<DetectedObject> boxes,
            double slack,
            boolean useScore,
            double limit,
            Instant at) {
        if (candidates.isEmpty()) return candidates;
        double[][] cost = new double[candidates.size()][boxes.size()];
        for (int i = 0; i < candidates.size(); i++)
            for (int j = 0; j < boxes.size(); j++) {
                double likeness = likeness(candidates.get(i), boxes.get(j), slack);
                cost[i][j] = 1 - (useScore ? likeness * boxes.get(j).score() : likeness);
            }
        int[] columns = Assignment.solve(cost, candidates.size(), boxes.size(), limit);
        List<Track> unmatched = new ArrayList<>();
        Set<DetectedObject> taken = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int i = 0; i < columns.length; i++) {
            if (columns[i] < 0) unmatched.add(candidates.get(i));
            else {
                candidates.get(i).see(boxes.get(columns[i]), at);
                taken.add(boxes.get(columns[i]));
            }
        }
        boxes.removeIf(taken::contains);
        return unmatched;
    }

    /** IoU of the boxes, each grown by {@code slack} of its size on every side; 0 across kinds. */
    private static double likeness(Track track, DetectedObject box, double slack) {
        if (kind(track.label()) != kind(box.label())) return 0;
        double growX = track.width() * slack;
        double growY = track.height() * slack;
        double boxX = box.width() * slack;
        double boxY = box.height() * slack;
        return iou(
                track.left() - growX,
                track.top() - growY,
                track.width() + 2 * growX,
                track.height() + 2 * growY,
                box.left() - boxX,
                box.top() - boxY,
                box.width() + 2 * boxX,
                box.height() + 2 * boxY);
    }

    private static double iou(double ax, double ay, double aw, double ah, double bx, double by, double bw, double bh) {
        double w = Math.min(ax + aw, bx + bw) - Math.max(ax, bx);
        double h = Math.min(ay + ah, by + bh) - Math.max(ay, by);
        if (w <= 0 || h <= 0) return 0;
        double overlap = w * h;
        return overlap / (aw * ah + bw * bh - overlap);
    }

    /** A detector may call a van a car or a truck, but never a person. */
    private static int kind(ObjectClass label) {
        return switch (label) {
            case PERSON -> 0;
            case CAR, BUS, TRUCK -> 1;
            case BICYCLE, MOTORCYCLE -> 2;
            case BAG -> 3;
            case ANIMAL -> 4;
            case FIRE -> 5;
            case SMOKE -> 6;
        };
    }

    /** Where a lost and a seen track lie on one another, the older one is the object. */
    private void dropDuplicates() {
        List<Track> dropped = new ArrayList<>();
        for (Track seen : tracks) {
            if (seen.lost) continue;
            for (Track lost : tracks) {
                if (!lost.lost || kind(seen.label()) != kind(lost.label())) continue;
                double iou = iou(
                        seen.left(),
                        seen.top(),
                        seen.width(),
                        seen.height(),
                        lost.left(),
                        lost.top(),
                        lost.width(),
                        lost.height());
                if (iou <= DUPLICATE_IOU) continue;
                boolean seenIsOlder = age(seen).compareTo(age(lost)) > 0;
                dropped.add(seenIsOlder ? lost : seen);
            }
        }
        tracks.removeAll(dropped);
    }

    private static Duration age(Track track) {
        return Duration.between(track.firstSeen, track.lastSeen);
    }

    /**
     * @return steps since the last frame. Frames stop coming while nothing moves (the gate), so after a pause tracks are
     *     looked for where they were, not where their speed would have carried them.
     */
    private double advance(Instant at) {
        if (last.equals(Instant.EPOCH)) {
            last = at;
            return 1;
        }
        double pause = seconds(last, at);
        last = at;
        if (pause > MAX_SILENCE_S) tracks.clear();
        tracks.removeIf(t -> !t.confirmed && pause > STILL_AFTER_S);
        if (pause > STILL_AFTER_S) for (Track track : tracks) track.stop();
        return Math.min(pause, STILL_AFTER_S) / parameters.stepSeconds();
    }

    /** From the time of the first sight, so that a replay of the same frames gives the same ids. */
    private long newId(Instant at) {
        lastId = Math.max(lastId + 1, at.toEpochMilli() * IDS_PER_MILLISECOND);
        return lastId;
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e9;
    }

    private static TrackedBox boxOf(Track track) {
        return new TrackedBox(
                track.id, track.label(), track.score, track.left(), track.top(), track.width(), track.height());
    }

    /** Lost and unconfirmed ones among them; for the gauge. */
    public int size() {
        return tracks.size();
    }
}
