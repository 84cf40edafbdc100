package metro.cctv.analytics.behaviour;

import java.time.Duration;
import java.time.Instant;
import metro.cctv.contracts.detection.Box;

/**
 * Where an object's middle was lately. Lengths are in metres by the object's own usual height, the tallest of its boxes being
 * the yardstick: what comes nearer grows and must not seem faster than it is. Towards the camera everything seems slower.
 */
final class Trail {
    private static final int SIZE = 32;
    private static final int SAMPLES = 24;
    private static final long MIN_STEP_MS = 120;
    /** Somebody unseen for longer than this may have been anywhere meanwhile. */
    private static final long BREAK_MS = 1000;

    private final long windowMs;
    private final long stepMs;
    private final long[] atMs = new long[SIZE];
    private final double[] x = new double[SIZE];
    private final double[] y = new double[SIZE];
    private final double[] height = new double[SIZE];
    private int count;
    private int newest = -1;

    /** @param window how far back it is asked for */
    Trail(Duration window) {
        this.windowMs = window.toMillis();
        this.stepMs = Math.max(MIN_STEP_MS, windowMs / SAMPLES);
    }

    void add(Instant at, double aspect, Box box) {
        long now = at.toEpochMilli();
        if (count > 0) {
            long since = now - atMs[newest];
            if (since < stepMs) return;
            if (since > Math.max(BREAK_MS, 2 * stepMs)) count = 0;
        }
        newest = (newest + 1) % SIZE;
        atMs[newest] = now;
        x[newest] = (box.x() + box.w() / 2) * aspect;
        y[newest] = box.y() + box.h() / 2;
        height[newest] = box.h();
        count = Math.min(SIZE, count + 1);
    }

    /** Followed for the whole window. */
    boolean isFull() {
        return back(windowMs) >= 0;
    }

    /** Straight from where it was, over the window; NaN: not followed for so long. */
    double netMetresPerSecond(double heightM) {
        int from = back(windowMs);
        return from < 0 ? Double.NaN : speed(from, newest, heightM);
    }

    /** The slower of the window's halves, each straight: a box that jumps has one half without any speed. */
    double steadyMetresPerSecond(double heightM) {
        int from = back(windowMs);
        int middle = back(windowMs / 2);
        if (from < 0 || middle < 0 || middle == from || middle == newest) return Double.NaN;
        return Math.min(speed(from, middle, heightM), speed(middle, newest, heightM));
    }

    /** Along all that it went, over the window; NaN: not followed for so long. */
    double pathMetresPerSecond(double heightM) {
        int from = back(windowMs);
        if (from < 0 || from == newest) return Double.NaN;
        double path = 0;
        for (int at = from; at != newest; at = (at + 1) % SIZE) {
            int next = (at + 1) % SIZE;
            path += Math.hypot(x[next] - x[at], y[next] - y[at]);
        }
        return path / tallest() * heightM / ((atMs[newest] - atMs[from]) / 1000.0);
    }

    /** The youngest sample that is at least so old; -1: none. */
    private int back(long agoMs) {
        for (int i = 0; i < count; i++) {
            int at = Math.floorMod(newest - i, SIZE);
            if (atMs[newest] - atMs[at] >= agoMs) return at;
        }
        return -1;
    }

    private double speed(int from, int to, double heightM) {
        double metres = Math.hypot(x[to] - x[from], y[to] - y[from]) / tallest() * heightM;
        return metres / ((atMs[to] - atMs[from]) / 1000.0);
    }

    private double tallest() {
        double tallest = 1e-6;
        for (int i = 0; i < count; i++) tallest = Math.max(tallest, height[Math.floorMod(newest - i, SIZE)]);
        return tallest;
    }
}
