package metro.cctv.simulator.video;

/**
 * How one stream of a camera is encoded.
 *
 * @param bitsPerSecond aimed at; a still scene stays below
 * @param keyFrameEvery frames from one key frame to the next
 */
public record StreamShape(int width, int height, int bitsPerSecond, int keyFrameEvery) {
    public StreamShape {
        if (width < 16 || height < 16 || width > 3840 || height > 2160 || width % 2 != 0 || height % 2 != 0)
            throw new IllegalArgumentException("size: even, 16 to 3840x2160, was " + width + "x" + height);
        if (keyFrameEvery < 1) throw new IllegalArgumentException("keyFrameEvery: at least 1");
    }
}
