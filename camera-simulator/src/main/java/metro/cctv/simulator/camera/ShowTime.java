package metro.cctv.simulator.camera;

import java.time.Instant;
import metro.cctv.simulator.video.FrameRate;

/**
 * When frame 0 of every stream was on show. One for the whole simulator.
 *
 * @param startedAt by the wall clock
 * @param startedNanos the same moment by {@link System#nanoTime}, which no clock correction moves
 */
public record ShowTime(Instant startedAt, long startedNanos) {

    public static ShowTime now() {
        return new ShowTime(Instant.now(), System.nanoTime());
    }

    /** The frame on show now. */
    public long frame(FrameRate rate) {
        return rate.indexAt(System.nanoTime() - startedNanos);
    }

    public Instant at(FrameRate rate, long frame) {
        return startedAt.plusNanos(rate.nanosAt(frame));
    }
}
