package metro.cctv.ingest.media;

/** Sides of a picture, in pixels, that a camera may claim; what is beyond is rubbish. */
final class PictureSize {
    private static final int MAX_SIDE = 8192;
    private static final int MIN_SIDE = 16;

    private PictureSize() {}

    /** @return 0 for what no side can be */
    static int side(long pixels) {
        return pixels < MIN_SIDE || pixels > MAX_SIDE ? 0 : (int) pixels;
    }

    static boolean isPlausible(int width, int height) {
        return side(width) > 0 && side(height) > 0;
    }
}
