package metro.cctv.bench.tracking;

/**
 * A box of the truth, of a detector or of a tracker; pixels, origin top left.
 *
 * @param frame from 1
 * @param id of the object; -1: nobody said who it is
 * @param score 0 to 1; in the truth 0 says that the box does not count
 */
record MotBox(int frame, long id, double left, double top, double width, double height, double score) {
    MotBox withId(long other) {
        return new MotBox(frame, other, left, top, width, height, score);
    }

    /** Overlap by union; 0 to 1. */
    double iou(MotBox other) {
        double w = Math.min(left + width, other.left + other.width) - Math.max(left, other.left);
        double h = Math.min(top + height, other.top + other.height) - Math.max(top, other.top);
        if (w <= 0 || h <= 0) return 0;
        double overlap = w * h;
        return overlap / (width * height + other.width * other.height - overlap);
    }
}
