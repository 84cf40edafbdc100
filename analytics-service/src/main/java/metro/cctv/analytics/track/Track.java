package metro.cctv.analytics.track;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import metro.cctv.analytics.detection.DetectedObject;
import metro.cctv.contracts.detection.ObjectClass;

/** One object over time: its motion filter, what it was taken for, when it was last seen. Pixels; thread-confined. */
final class Track {
    private static final double POSITION_STD = 1 / 20.0;
    private static final double SPEED_STD = 1 / 160.0;

    final long id;
    private final KalmanAxis x;
    private final KalmanAxis y;
    private final KalmanAxis aspect;
    private final KalmanAxis height;
    private final Map<ObjectClass, Double> votes = new EnumMap<>(ObjectClass.class);
    private ObjectClass label;
    double score;
    boolean confirmed;
    boolean lost;
    int missedFrames;
    Instant firstSeen;
    Instant lastSeen;

    Track(long id, DetectedObject seen, Instant at) {
        this.id = id;
        this.firstSeen = at;
        this.lastSeen = at;
        this.label = seen.label();
        double h = seen.height();
        x = new KalmanAxis((seen.left() + seen.right()) / 2, 2 * POSITION_STD * h, 10 * SPEED_STD * h);
        y = new KalmanAxis((seen.top() + seen.bottom()) / 2, 2 * POSITION_STD * h, 10 * SPEED_STD * h);
        aspect = new KalmanAxis(seen.width() / h, 1e-2, 1e-5);
        height = new KalmanAxis(h, 2 * POSITION_STD * h, 10 * SPEED_STD * h);
        vote(seen);
    }

    void predict(double steps) {
        if (lost) height.speed = 0; // an unseen box would grow or shrink away
        double h = height.position;
        x.predict(steps, POSITION_STD * h, SPEED_STD * h);
        y.predict(steps, POSITION_STD * h, SPEED_STD * h);
        aspect.predict(steps, 1e-2, 1e-5);
        height.predict(steps, POSITION_STD * h, SPEED_STD * h);
    }

    void stop() {
        x.speed = 0;
        y.speed = 0;
        aspect.speed = 0;
        height.speed = 0;
    }

    void see(DetectedObject seen, Instant at) {
        double h = height.position;
        x.correct((seen.left() + seen.right()) / 2, POSITION_STD * h);
        y.correct((seen.top() + seen.bottom()) / 2, POSITION_STD * h);
        aspect.correct(seen.width() / seen.height(), 1e-1);
        height.correct(seen.height(), POSITION_STD * h);
        lastSeen = at;
        lost = false;
        missedFrames = 0;
        confirmed = true;
        vote(seen);
    }

    /** A detector's word changes from frame to frame; the track keeps what was said with most weight. */
    private void vote(DetectedObject seen) {
        score = seen.score();
        double weight = votes.merge(seen.label(), seen.score(), Double::sum);
        if (weight > votes.getOrDefault(label, 0.0)) label = seen.label();
    }

    ObjectClass label() {
        return label;
    }

    double left() {
        return x.position - width() / 2;
    }

    double top() {
        return y.position - height() / 2;
    }

    double width() {
        return Math.max(0, aspect.position * height());
    }

    double height() {
        return Math.max(0, height.position);
    }
}
