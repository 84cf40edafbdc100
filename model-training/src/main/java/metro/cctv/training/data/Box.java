package metro.cctv.training.data;

/**
 * A box in pixels of its picture.
 *
 * @param label index into {@link Labels#NAMES}
 * @param counted false: too little of it can be seen; neither to be found nor to be missed
 */
public record Box(int label, double left, double top, double right, double bottom, boolean counted) {
    public double width() {
        return right - left;
    }

    public double height() {
        return bottom - top;
    }

    public double area() {
        return width() * height();
    }

    public double centreX() {
        return (left + right) / 2;
    }

    public double centreY() {
        return (top + bottom) / 2;
    }

    public double iou(Box other) {
        double w = Math.min(right, other.right) - Math.max(left, other.left);
        double h = Math.min(bottom, other.bottom) - Math.max(top, other.top);
        if (w <= 0 || h <= 0) return 0;
        double overlap = w * h;
        return overlap / (area() + other.area() - overlap);
    }
}
