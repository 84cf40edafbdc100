package metro.cctv.analytics.track;

import java.util.List;
import metro.cctv.analytics.detection.DetectedObject;
import metro.cctv.contracts.detection.ObjectClass;

/**
 * At 5 frames a second a runner's box leaves its own place before it is seen twice, so overlap knows him never. Who is left
 * over goes on with the one box of his size within a runner's reach, if neither has another choice. People only: what is
 * wider than a step of its own is found by overlap.
 */
final class Leap {
    private static final double FASTEST_METRES_PER_SECOND = 7;
    private static final double PERSON_M = 1.7;
    private static final double UNLIKE = 1.35;
    /** Below, overlap does; above, anybody may be anybody. */
    private static final double SHORTEST_S = 0.1;

    private static final double LONGEST_S = 0.5;

    private Leap() {}

    /** Tracks and boxes that find each other are taken out. */
    static void match(List<Track> tracks, List<DetectedObject> boxes, double seconds, long atNs) {
        if (seconds < SHORTEST_S || seconds > LONGEST_S || tracks.isEmpty() || boxes.isEmpty()) return;
        double reach = FASTEST_METRES_PER_SECOND * seconds / PERSON_M;
        for (int i = tracks.size() - 1; i >= 0; i--) {
            Track track = tracks.get(i);
            int box = onlyBox(track, boxes, reach);
            if (box < 0 || countTracks(tracks, boxes.get(box), reach) > 1) continue;
            track.see(boxes.remove(box), atNs);
            tracks.remove(i);
        }
    }

    /** -1: none, or several. */
    private static int onlyBox(Track track, List<DetectedObject> boxes, double reach) {
        int found = -1;
        for (int j = 0; j < boxes.size(); j++) {
            if (!isWithin(track, boxes.get(j), reach)) continue;
            if (found >= 0) return -1;
            found = j;
        }
        return found;
    }

    private static int countTracks(List<Track> tracks, DetectedObject box, double reach) {
        int count = 0;
        for (Track track : tracks) if (isWithin(track, box, reach)) count++;
        return count;
    }

    private static boolean isWithin(Track track, DetectedObject box, double reach) {
        if (track.kind != ObjectClass.PERSON || box.label() != ObjectClass.PERSON) return false;
        double height = track.bottom - track.top;
        if (box.height() > UNLIKE * height || height > UNLIKE * box.height()) return false;
        double dx = (box.left() + box.right() - track.left - track.right) / 2;
        double dy = (box.top() + box.bottom() - track.top - track.bottom) / 2;
        return Math.hypot(dx, dy) <= reach * height;
    }
}
