package metro.cctv.analytics.detection;

import metro.cctv.contracts.detection.ObjectClass;

/**
 * One object in one frame, in pixels of that frame, origin top left, clipped to the frame.
 *
 * @param score objectness times class, 0 to 1
 */
public record DetectedObject(ObjectClass label, double score, double left, double top, double right, double bottom) {
    public double width() {
        return right - left;
    }

    public double height() {
        return bottom - top;
    }

    /** Overlap over union, 0 to 1. */
    public double iou(DetectedObject other) {
        double w = Math.min(right, other.right) - Math.max(left, other.left);
        double h = Math.min(bottom, other.bottom) - Math.max(top, other.top);
        if (w <= 0 || h <= 0) return 0;
        double overlap = w * h;
        return overlap / (width() * height() + other.width() * other.height() - overlap);
    }
}
