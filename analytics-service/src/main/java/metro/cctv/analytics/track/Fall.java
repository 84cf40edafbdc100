package metro.cctv.analytics.track;

import java.util.List;
import metro.cctv.analytics.detection.DetectedObject;
import metro.cctv.contracts.detection.ObjectClass;
import org.jspecify.annotations.Nullable;

/**
 * Who falls has a box of another shape within a frame or two, so overlap knows him no more, a filter sees a box between the two,
 * and detectors are less sure of who lies there than a new track wants. So a person's track takes a lying box as it is, and one
 * that was lost a moment ago goes on with the lying box at its place, if neither has another choice.
 */
final class Fall {
    /** Width by height of a box on the ground. */
    private static final double LYING_FROM = 0.9;
    /** The track's own shape, of the lying box's. */
    private static final double NARROWER_THAN = 0.8;
    /** Of the track's height: the lying box's height, and its length (a body, not a dog, a bag or two people). */
    private static final double LOWER_THAN = 0.85;

    private static final double SHORTEST = 0.6;
    private static final double LONGEST = 1.5;
    /** Below a box that stood, of its height. */
    private static final double BELOW = 0.25;
    /** Of two lying boxes: their lengths, and how far apart in lengths. */
    private static final double UNLIKE = 2.2;

    private static final double STAYS = 0.6;

    private static final double WEAKEST = 0.3;
    private static final long LOST_NS = 2_000_000_000L;
    private static final long KNOWN_NS = 500_000_000L;

    private Fall() {}

    /** Boxes that a track goes on with are taken out. */
    static void match(List<Track> tracks, List<DetectedObject> boxes, long atNs) {
        for (int i = boxes.size() - 1; i >= 0; i--) {
            DetectedObject box = boxes.get(i);
            if (!isLying(box)) continue;
            Track track = onlyTrack(tracks, box, atNs);
            if (track == null || countBoxes(track, boxes) > 1) continue;
            track.seeAnew(box, atNs);
            boxes.remove(i);
        }
    }

    /** Whether a box that overlap found shows this person on the ground, or flatter there than before. */
    static boolean isOne(Track track, DetectedObject box) {
        return track.kind == ObjectClass.PERSON
                && isLying(box)
                && track.width() * box.height() < NARROWER_THAN * box.width() * track.height()
                && box.height() <= LOWER_THAN * track.seenHeight
                && box.width() >= SHORTEST * track.seenHeight;
    }

    private static boolean isLying(DetectedObject box) {
        return box.label() == ObjectClass.PERSON && box.score() >= WEAKEST && box.width() >= LYING_FROM * box.height();
    }

    private static @Nullable Track onlyTrack(List<Track> tracks, DetectedObject box, long atNs) {
        Track found = null;
        for (Track track : tracks) {
            if (!isJustLost(track, atNs) || !isItsPlace(track, box)) continue;
            if (found != null) return null;
            found = track;
        }
        return found;
    }

    private static int countBoxes(Track track, List<DetectedObject> boxes) {
        int count = 0;
        for (DetectedObject box : boxes) if (isLying(box) && isItsPlace(track, box)) count++;
        return count;
    }

    private static boolean isJustLost(Track track, long atNs) {
        return track.lost
                && track.kind == ObjectClass.PERSON
                && track.ageNs() >= KNOWN_NS
                && atNs - track.lastSeenNs <= LOST_NS;
    }

    private static boolean isItsPlace(Track track, DetectedObject box) {
        return track.width() >= LYING_FROM * track.height() ? isWhereItLay(track, box) : isWhereItStood(track, box);
    }

    private static boolean isWhereItStood(Track track, DetectedObject box) {
        double height = track.seenHeight;
        if (!isOne(track, box) || box.width() > LONGEST * height) return false;
        double middle = (box.top() + box.bottom()) / 2;
        return aside(track, box) <= height && middle >= track.top && middle <= track.bottom + BELOW * height;
    }

    /** The motion of a fall leads a filter on, past where the body stays. */
    private static boolean isWhereItLay(Track track, DetectedObject box) {
        double longer = Math.max(track.width(), box.width());
        if (longer > UNLIKE * Math.min(track.width(), box.width())) return false;
        double below = (box.top() + box.bottom() - track.top - track.bottom) / 2;
        return Math.hypot(aside(track, box), below) <= STAYS * longer;
    }

    private static double aside(Track track, DetectedObject box) {
        return Math.abs(box.left() + box.right() - track.left - track.right) / 2;
    }
}
