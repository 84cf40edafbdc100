package metro.cctv.simulator.video;

/**
 * Frames per second as a fraction, so that 29.97 does not drift.
 *
 * @param frames frames shown in {@code seconds}
 * @param seconds usually 1
 */
public record FrameRate(int frames, int seconds) {

    /** RTP's clock for video, ticks per second (RFC 6184). */
    public static final int RTP_CLOCK_HZ = 90_000;

    public FrameRate {
        if (frames < 1 || seconds < 1 || frames / seconds > 120)
            throw new IllegalArgumentException("frame rate: above 0 to 120, was " + frames + "/" + seconds);
    }

    public static FrameRate of(int framesPerSecond) {
        return new FrameRate(framesPerSecond, 1);
    }

    public double perSecond() {
        return (double) frames / seconds;
    }

    /** When frame {@code index} is due, in nanoseconds after frame 0. */
    public long nanosAt(long index) {
        // Split so that months of frames do not overflow.
        long cycles = index / frames;
        long rest = index % frames;
        return cycles * seconds * 1_000_000_000L + rest * seconds * 1_000_000_000L / frames;
    }

    /** The frame on show {@code nanos} after frame 0. */
    public long indexAt(long nanos) {
        long cycleNanos = seconds * 1_000_000_000L;
        long index = nanos / cycleNanos * frames + nanos % cycleNanos * frames / cycleNanos;
        return nanosAt(index + 1) <= nanos ? index + 1 : index;
    }

    /** RTP ticks from frame 0 to frame {@code index}. */
    public long rtpTicksAt(long index) {
        return index / frames * seconds * RTP_CLOCK_HZ + index % frames * seconds * RTP_CLOCK_HZ / frames;
    }
}
