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
}
