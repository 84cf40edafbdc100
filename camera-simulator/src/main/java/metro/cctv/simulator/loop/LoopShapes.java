package metro.cctv.simulator.loop;

import metro.cctv.simulator.video.FrameRate;
import metro.cctv.simulator.video.StreamShape;

/**
 * How all cameras are encoded. Both streams have the scenes' 15 frames per second.
 *
 * @param main key frame every 2 s
 * @param sub key frame every second
 */
public record LoopShapes(StreamShape main, StreamShape sub, FrameRate rate) {
    private static final int FRAMES_PER_SECOND = 15;

    /**
     * A main stream of 960×540, 1.2 Mb/s costs 60 % of one of 1280×720 to render and encode, which keeps the first start of
     * eight cameras on two cores below 40 s (DESIGN.md has the figures).
     */
    public static LoopShapes defaults() {
        return ofMain(960, 540);
    }

    public static LoopShapes ofMain(int width, int height) {
        // About 0.15 bit per pixel and frame: 1.2 Mb/s at 960×540, 2 Mb/s at 1280×720.
        int bitsPerSecond = (int) (0.15 * width * height * FRAMES_PER_SECOND);
        return new LoopShapes(
                new StreamShape(width, height, bitsPerSecond, 2 * FRAMES_PER_SECOND),
                new StreamShape(640, 360, 350_000, FRAMES_PER_SECOND),
                FrameRate.of(FRAMES_PER_SECOND));
    }

    /** The same widths at most, heights after the picture's aspect ratio; never enlarged. */
    LoopShapes keepingAspect(int width, int height) {
        return new LoopShapes(fit(main, width, height), fit(sub, width, height), rate);
    }

    private static StreamShape fit(StreamShape box, int width, int height) {
        double scale = Math.min(1, (double) box.width() / width);
        return new StreamShape(
                even(width * scale), even(height * scale), box.bitsPerSecond(), box.keyFrameEvery());
    }

    private static int even(double size) {
        return Math.max(16, (int) Math.round(size / 2) * 2);
    }
}
