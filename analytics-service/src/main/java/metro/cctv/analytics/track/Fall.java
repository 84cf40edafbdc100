package metro.cctv.analytics.track;

import java.util.List;
import metro.cctv.analytics.detection.DetectedObject;
import metro.cctv.contracts.detection.ObjectClass;
import org.jspecify.annotations.Nullable;

/**
 * Who falls has a box of another shape within a frame or two, so overlap knows him no more, and detectors are less sure of who
 * lies there than a new track wants. An upright person who was lost a moment ago goes on with the lying box of his length at his
 * place, if neither has another choice.
 */
final class Fall {
    /** Width by height. */
    private static final double UPRIGHT_UP_TO = 0.75;

    private static final double LYING_FROM = 0.9;
    /** Of the upright height: the lying one's height, and its length (a body, not a dog, a bag or two people). */
    private static final double LOWER_THAN = 0.75;

    private static final double SHORTEST = 0.6;
    private static final double LONGEST = 1.5;
    /** Below the upright box, of its height. */
    private static final double BELOW = 0.25;

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
            track.see(box, atNs);
            boxes.remove(i);
        }
    }

    /** Whether the box shows the upright person of the track on the ground; a filter would see a box between the two. */
    static boolean isOne(Track track, DetectedObject box) {
        return isLying(box) && isUpright(track) && isWhereItFell(track, box);
    }

    private static boolean isUpright(Track track) {
        return track.kind == ObjectClass.PERSON
                && track.right - track.left <= UPRIGHT_UP_TO * (track.bottom - track.top);
    }

    private static boolean isLying(DetectedObject box) {
        return box.label() == ObjectClass.PERSON && box.score() >= WEAKEST && box.width() >= LYING_FROM * box.height();
    }

    private static @Nullable Track onlyTrack(List<Track> tracks, DetectedObject box, long atNs) {
        Track found = null;
        for (Track track : tracks) {
            if (!isUprightAndJustLost(track, atNs) || !isWhereItFell(track, box)) continue;
            if (found != null) return null;
            found = track;
        }
        return found;
    }

    private static int countBoxes(Track track, List<DetectedObject> boxes) {
        int count = 0;
        for (DetectedObject box : boxes) if (isLying(box) && isWhereItFell(track, box)) count++;
        return count;
    }

    private static boolean isUprightAndJustLost(Track track, long atNs) {
        return track.lost && track.ageNs() >= KNOWN_NS && atNs - track.lastSeenNs <= LOST_NS && isUpright(track);
    }

    private static boolean isWhereItFell(Track track, DetectedObject box) {
        double height = track.bottom - track.top;
        if (box.height() > LOWER_THAN * height || box.width() < SHORTEST * height || box.width() > LONGEST * height)
            return false;
        double aside = Math.abs(box.left() + box.right() - track.left - track.right) / 2;
        double middle = (box.top() + box.bottom()) / 2;
        return aside <= height && middle >= track.top && middle <= track.bottom + BELOW * height;
    }
}
