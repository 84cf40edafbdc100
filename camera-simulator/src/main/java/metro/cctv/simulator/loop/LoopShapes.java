package metro.cctv.simulator.loop;

import metro.cctv.simulator.video.FrameRate;
import metro.cctv.simulator.video.StreamShape;

/**
 * How a camera's streams are encoded; both have the same frame rate, so that both show the same moments.
 *
 * @param main key frame every 2 s
 * @param sub key frame every second
 */
public record LoopShapes(StreamShape main, StreamShape sub, FrameRate rate) {
    private static final FrameRate TEN = FrameRate.of(10);
    private static final double MAIN_BITS_PER_PIXEL = 0.19;

    /**
     * A main stream of 960×540 at 10 frames per second, 1 Mb/s: chosen for the first start of eight cameras on two cores
     * (DESIGN.md has the figures).
     */
    public static LoopShapes defaults() {
        return ofMain(960, 540);
    }

    public static LoopShapes ofMain(int width, int height) {
        int bitsPerSecond = (int) (MAIN_BITS_PER_PIXEL * width * height * TEN.perSecond());
        return new LoopShapes(
                        new StreamShape(width, height, bitsPerSecond, 1), new StreamShape(640, 360, 350_000, 1), TEN)
                .at(TEN);
    }

    /** At the rate of what is shown. */
    LoopShapes at(FrameRate other) {
        int perSecond = (int) Math.max(1, Math.round(other.perSecond()));
        return new LoopShapes(keyFrameEvery(main, 2 * perSecond), keyFrameEvery(sub, perSecond), other);
    }

    private static StreamShape keyFrameEvery(StreamShape shape, int frames) {
        return new StreamShape(shape.width(), shape.height(), shape.bitsPerSecond(), frames);
    }

    /** The same widths at most, heights after the picture's aspect ratio; never enlarged. */
    LoopShapes keepingAspect(int width, int height) {
        return new LoopShapes(fit(main, width, height), fit(sub, width, height), rate);
    }

    private static StreamShape fit(StreamShape box, int width, int height) {
        double scale = Math.min(1, (double) box.width() / width);
        return new StreamShape(even(width * scale), even(height * scale), box.bitsPerSecond(), box.keyFrameEvery());
    }

    private static int even(double size) {
        return Math.max(16, (int) Math.round(size / 2) * 2);
    }
}
