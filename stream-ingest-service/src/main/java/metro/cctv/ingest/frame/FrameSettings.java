package metro.cctv.ingest.frame;

import java.time.Duration;
import metro.cctv.ingest.gate.GateRule;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Frames for analysis.
 *
 * @param framesPerSecond per camera while something moves, 0.1 to 30
 * @param stillEvery one frame of a still scene
 * @param hold the gate stays open so long after the last movement
 * @param threshold share of 144 blocks that must change to open the gate; 0 sends everything
 * @param decoders threads that decode for all cameras
 * @param queuePictures coded pictures waiting per camera; above it the camera's decoding skips to a key frame
 * @param maxWidth wider pictures are scaled down before JPEG
 */
public record FrameSettings(
        @DefaultValue("5") double framesPerSecond,
        @DefaultValue("10s") Duration stillEvery,
        @DefaultValue("3s") Duration hold,
        @DefaultValue("0.007") double threshold,
        @DefaultValue("2") int decoders,
        @DefaultValue("60") int queuePictures,
        @DefaultValue("960") int maxWidth) {
    public FrameSettings {
        if (!(framesPerSecond >= 0.1 && framesPerSecond <= 30))
            throw new IllegalArgumentException("frames-per-second: 0.1 to 30, was " + framesPerSecond);
        if (!(threshold >= 0 && threshold <= 1))
            throw new IllegalArgumentException("threshold: 0 to 1, was " + threshold);
        if (decoders < 1 || decoders > 64) throw new IllegalArgumentException("decoders: 1 to 64, was " + decoders);
        if (maxWidth < 160 || maxWidth > 1920)
            throw new IllegalArgumentException("max-width: 160 to 1920, was " + maxWidth);
    }

    public GateRule.Settings gate() {
        return new GateRule.Settings(
                framesPerSecond, threshold, hold.toMillis() / 1000.0, stillEvery.toMillis() / 1000.0);
    }
}
