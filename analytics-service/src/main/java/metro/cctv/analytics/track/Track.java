package metro.cctv.analytics.track;

import metro.cctv.analytics.detection.DetectedObject;
import metro.cctv.contracts.detection.ObjectClass;

/**
 * One object over time: its motion filter, what it was taken for, when it was last seen. Pixels; times in nanoseconds since
 * 1970; thread-confined.
 */
final class Track {
    private static final double POSITION_STD = 1 / 20.0;
    private static final double SPEED_STD = 1 / 160.0;
    private static final int LABELS = ObjectClass.values().length;

    final long id;
    final long firstSeenNs;
    private final KalmanAxis x;
    private final KalmanAxis y;
    private final KalmanAxis aspect;
    private final KalmanAxis height;
    private final double[] votes = new double[LABELS];
    private ObjectClass label;
    ObjectClass kind;
    double score;
    boolean confirmed;
    boolean lost;
    boolean dropped;
    int missedFrames;
    long lastSeenNs;
    /** When last seen; a filter carries a fall's shrinking on. */
    double seenHeight;

    double left;
    double top;
    double right;
    double bottom;

    Track(long id, DetectedObject seen, long atNs) {
        this.id = id;
        this.firstSeenNs = atNs;
        this.lastSeenNs = atNs;
        this.label = seen.label();
        this.kind = kind(label);
        double h = seen.height();
        x = new KalmanAxis((seen.left() + seen.right()) / 2, 2 * POSITION_STD * h, 10 * SPEED_STD * h);
        y = new KalmanAxis((seen.top() + seen.bottom()) / 2, 2 * POSITION_STD * h, 10 * SPEED_STD * h);
        aspect = new KalmanAxis(seen.width() / h, 1e-2, 1e-5);
        height = new KalmanAxis(h, 2 * POSITION_STD * h, 10 * SPEED_STD * h);
        vote(seen);
        place();
        seenHeight = height();
    }

    void predict(double steps) {
        if (lost) height.speed = 0; // an unseen box would grow or shrink away
        double h = height.position;
        x.predict(steps, POSITION_STD * h, SPEED_STD * h);
        y.predict(steps, POSITION_STD * h, SPEED_STD * h);
        aspect.predict(steps, 1e-2, 1e-5);
        height.predict(steps, POSITION_STD * h, SPEED_STD * h);
        place();
    }

    void stop() {
        x.speed = 0;
        y.speed = 0;
        aspect.speed = 0;
        height.speed = 0;
    }

    void see(DetectedObject seen, long atNs) {
        if (Fall.isOne(this, seen)) restart(seen);
        double h = height.position;
        x.correct((seen.left() + seen.right()) / 2, POSITION_STD * h);
        y.correct((seen.top() + seen.bottom()) / 2, POSITION_STD * h);
        aspect.correct(seen.width() / seen.height(), 1e-1);
        height.correct(seen.height(), POSITION_STD * h);
        lastSeenNs = atNs;
        lost = false;
        missedFrames = 0;
        confirmed = true;
        vote(seen);
        place();
        seenHeight = height();
    }

    /** Seen where its motion did not lead. */
    void seeAnew(DetectedObject seen, long atNs) {
        restart(seen);
        see(seen, atNs);
    }

    /** Where and of what shape it was says nothing any more. */
    private void restart(DetectedObject seen) {
        double h = seen.height();
        x.restart((seen.left() + seen.right()) / 2, 2 * POSITION_STD * h, 10 * SPEED_STD * h);
        y.restart((seen.top() + seen.bottom()) / 2, 2 * POSITION_STD * h, 10 * SPEED_STD * h);
        aspect.restart(seen.width() / h, 1e-2, 1e-5);
        height.restart(h, 2 * POSITION_STD * h, 10 * SPEED_STD * h);
    }

    /** A detector's word changes from frame to frame; the track keeps what was said with most weight. */
    private void vote(DetectedObject seen) {
        score = seen.score();
        int said = seen.label().ordinal();
        votes[said] += seen.score();
        if (votes[said] <= votes[label.ordinal()]) return;
        label = seen.label();
        kind = kind(label);
    }

    /** What one object may be called from frame to frame (a van a car or a truck, but never a person), by one of the names. */
    static ObjectClass kind(ObjectClass label) {
        return switch (label) {
            case BUS, TRUCK -> ObjectClass.CAR;
            case MOTORCYCLE -> ObjectClass.BICYCLE;
            default -> label;
        };
    }

    private void place() {
        double h = Math.max(0, height.position);
        double w = Math.max(0, aspect.position * h);
        left = x.position - w / 2;
        top = y.position - h / 2;
        right = left + w;
        bottom = top + h;
    }

    double width() {
        return right - left;
    }

    double height() {
        return bottom - top;
    }

    long ageNs() {
        return lastSeenNs - firstSeenNs;
    }

    TrackedBox box() {
        return new TrackedBox(id, label, score, left, top, right - left, bottom - top);
    }
}
