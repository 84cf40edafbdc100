package metro.cctv.analytics.track;

import java.util.List;
import metro.cctv.analytics.detection.DetectedObject;
import metro.cctv.contracts.detection.ObjectClass;

/**
 * One of a frame's associations: which track goes on with which box, by how much they lie on one another. Tables are reused;
 * not for several threads.
 */
final class Association {
    /** A box covers the pixels at both its ends, as for the reference and the VOC challenge; it counts for far, small ones. */
    private static final double PIXEL = 1;

    private final Assignment assignment = new Assignment();

    /**
     * @param maxCost 0 to 1 above which a pair stays apart
     * @param slack each box grows by this share of its size on every side
     * @param byScore whether a box counts by its score
     */
    record Terms(double maxCost, double slack, boolean byScore) {}

    /**
     * Tracks that find a box see it.
     *
     * @param tracks those that found one are taken out
     * @param boxes those that were found are taken out
     */
    void match(List<Track> tracks, List<DetectedObject> boxes, Terms terms, long atNs) {
        if (tracks.isEmpty() || boxes.isEmpty()) return;
        assignment.start(tracks.size(), boxes.size());
        for (int j = 0; j < boxes.size(); j++) namePairs(tracks, boxes.get(j), j, terms);
        assignment.solve();
        int left = 0;
        for (int i = 0; i < tracks.size(); i++) {
            int box = assignment.columnOf(i);
            if (box >= 0) tracks.get(i).see(boxes.get(box), atNs);
            else tracks.set(left++, tracks.get(i));
        }
        tracks.subList(left, tracks.size()).clear();
        left = 0;
        for (int j = 0; j < boxes.size(); j++) if (assignment.rowOf(j) < 0) boxes.set(left++, boxes.get(j));
        boxes.subList(left, boxes.size()).clear();
    }

    private void namePairs(List<Track> tracks, DetectedObject box, int column, Terms terms) {
        ObjectClass kind = Track.kind(box.label());
        double weight = terms.byScore ? box.score() : 1;
        double needed = 1 - terms.maxCost;
        double growX = box.width() * terms.slack;
        double growY = box.height() * terms.slack;
        double left = box.left() - growX;
        double top = box.top() - growY;
        double right = box.right() + growX;
        double bottom = box.bottom() + growY;
        for (int i = 0; i < tracks.size(); i++) {
            Track track = tracks.get(i);
            if (track.kind != kind) continue;
            double trackX = (track.right - track.left) * terms.slack;
            double trackY = (track.bottom - track.top) * terms.slack;
            double likeness = iou(
                    left,
                    top,
                    right,
                    bottom,
                    track.left - trackX,
                    track.top - trackY,
                    track.right + trackX,
                    track.bottom + trackY);
            assignment.pair(i, column, likeness * weight - needed);
        }
    }

    static double iou(Track a, Track b) {
        return iou(a.left, a.top, a.right, a.bottom, b.left, b.top, b.right, b.bottom);
    }

    private static double iou(
            double aLeft,
            double aTop,
            double aRight,
            double aBottom,
            double bLeft,
            double bTop,
            double bRight,
            double bBottom) {
        double w = Math.min(aRight, bRight) - Math.max(aLeft, bLeft) + PIXEL;
        if (w <= 0) return 0;
        double h = Math.min(aBottom, bBottom) - Math.max(aTop, bTop) + PIXEL;
        if (h <= 0) return 0;
        double overlap = w * h;
        double a = (aRight - aLeft + PIXEL) * (aBottom - aTop + PIXEL);
        double b = (bRight - bLeft + PIXEL) * (bBottom - bTop + PIXEL);
        return overlap / (a + b - overlap);
    }
}
