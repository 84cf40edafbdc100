package metro.cctv.ingest.session;

/**
 * Turns RTP timestamps into times that never jump backwards: one media time line for the stream's whole life, and our own
 * clock smoothed over network jitter. The camera's clock is not trusted for either.
 */
final class StreamClock {
    private static final long TICKS_PER_SECOND = 90_000;
    private static final long MAX_STEP_TICKS = 10 * TICKS_PER_SECOND;
    private static final long MAX_REORDER_TICKS = TICKS_PER_SECOND;
    private static final long REANCHOR_LATE_MICROS = 5_000_000;

    private final int clockRate;
    /** Presentation time of the last unit, on the stream's line. */
    private long presentation90k;

    private long decode90k;
    private long lastTimestamp;
    private boolean started;
    /** Our clock at media time 0, smoothed. */
    private double originMicros;

    private long lateSinceMicros;
    private long wallMicros;

    /** @param resume90k where the stream's time line goes on: the first unit gets a time not before it */
    StreamClock(int clockRate, long resume90k) {
        this.clockRate = clockRate;
        this.decode90k = resume90k - 1;
        this.presentation90k = resume90k;
    }

    /** @param rtpTimestamp 32 bits, unsigned */
    void next(long rtpTimestamp, long arrivedAtMicros) {
        if (started) {
            long step = step(rtpTimestamp, arrivedAtMicros);
            presentation90k = Math.max(0, presentation90k + step);
        }
        decode90k = Math.max(decode90k + 1, presentation90k);
        lastTimestamp = rtpTimestamp;
        follow(arrivedAtMicros);
        started = true;
    }

    /** Strictly growing. */
    long decodeTime90k() {
        return decode90k;
    }

    /** Negative for B pictures: they are decoded after a picture that is shown later. */
    int compositionOffset90k() {
        return (int) (presentation90k - decode90k);
    }

    /** µs since 1970; never smaller than before. */
    long wallMicros() {
        return wallMicros;
    }

    private long step(long timestamp, long arrivedAtMicros) {
        long step = (int) (timestamp - lastTimestamp) * TICKS_PER_SECOND / clockRate;
        if (step > MAX_STEP_TICKS || step < -MAX_REORDER_TICKS) {
            long wallStep = (long) ((arrivedAtMicros - wallMicros) * 0.09);
            return Math.clamp(wallStep, 1, MAX_STEP_TICKS);
        }
        return step;
    }

    /** Early arrivals are believed quickly (they had no queue to wait in), late ones slowly; a lasting delay is a step of our clock. */
    private void follow(long arrivedAtMicros) {
        double mediaMicros = decode90k / 0.09;
        if (!started) {
            originMicros = arrivedAtMicros - mediaMicros;
        } else {
            double late = arrivedAtMicros - (originMicros + mediaMicros);
            originMicros += late < 0 ? late / 8 : late / 512;
            if (late < REANCHOR_LATE_MICROS) lateSinceMicros = 0;
            else if (lateSinceMicros == 0) lateSinceMicros = arrivedAtMicros;
            else if (arrivedAtMicros - lateSinceMicros > 2 * REANCHOR_LATE_MICROS) originMicros += late;
        }
        wallMicros = Math.max(wallMicros + 1, (long) (originMicros + mediaMicros));
    }
}
