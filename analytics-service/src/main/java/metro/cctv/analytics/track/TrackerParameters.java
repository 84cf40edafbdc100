package metro.cctv.analytics.track;

/**
 * ByteTrack's parameters; {@link #of} gives our defaults, tests give those of the paper.
 *
 * @param strongScore boxes above it are matched first and may start a track
 * @param newTrackScore boxes from here start a track
 * @param weakScore boxes down to here may continue a track
 * @param maxCost 0 to 1: first association, 1 - IoU times score
 * @param bufferSeconds how long an unseen track is remembered
 * @param stepSeconds the frame period that the motion model's noise is tuned for
 */
public record TrackerParameters(
        double strongScore,
        double newTrackScore,
        double weakScore,
        double maxCost,
        double bufferSeconds,
        double stepSeconds) {

    /** Noise figures of the paper are for 25 to 30 frames a second. */
    private static final double PAPER_STEP_SECONDS = 1 / 25.0;

    /** @param scoreThreshold of the model's manifest */
    public static TrackerParameters of(double scoreThreshold, double bufferSeconds) {
        return new TrackerParameters(
                scoreThreshold,
                scoreThreshold + 0.05,
                Math.min(0.1, scoreThreshold / 2),
                0.8,
                bufferSeconds,
                PAPER_STEP_SECONDS);
    }
}
