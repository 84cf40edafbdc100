package metro.cctv.ingest.tampering;

import metro.cctv.ingest.gate.MotionGate;

/**
 * What a small luma picture looks like, in few numbers.
 *
 * @param contrast standard deviation, grey levels
 * @param detail mean difference of neighbours, grey levels
 * @param dark share of pixels below {@link #DARK}
 * @param bright share of pixels from {@link #BRIGHT}
 * @param blocks mean grey level of each of 16 × 9 places
 * @param textures detail of each
 */
record SceneTraits(double contrast, double detail, double dark, double bright, double[] blocks, double[] textures) {
    static final int DARK = 28;
    static final int BRIGHT = 245;

    private static final int WIDTH = MotionGate.WIDTH;
    private static final int BLOCK = MotionGate.BLOCK;
    private static final int COLUMNS = MotionGate.COLUMNS;
    private static final int BLOCKS = MotionGate.BLOCKS;

    /** @param luma {@link MotionGate#WIDTH} × {@link MotionGate#HEIGHT}, row by row */
    static SceneTraits of(byte[] luma) {
        var blocks = new double[BLOCKS];
        var textures = new double[BLOCKS];
        double sum = 0;
        double squares = 0;
        double detail = 0;
        int dark = 0;
        int bright = 0;
        for (int i = 0; i < luma.length; i++) {
            int value = luma[i] & 0xFF;
            int x = i % WIDTH;
            int right = x + 1 < WIDTH ? luma[i + 1] & 0xFF : value;
            int below = i + WIDTH < luma.length ? luma[i + WIDTH] & 0xFF : value;
            double step = (Math.abs(value - right) + Math.abs(value - below)) / 2.0;
            int block = i / WIDTH / BLOCK * COLUMNS + x / BLOCK;
            blocks[block] += value / (double) (BLOCK * BLOCK);
            textures[block] += step / (BLOCK * BLOCK);
            detail += step;
            sum += value;
            squares += (double) value * value;
            if (value < DARK) dark++;
            if (value >= BRIGHT) bright++;
        }
        double mean = sum / luma.length;
        return new SceneTraits(
                Math.sqrt(Math.max(0, squares / luma.length - mean * mean)),
                detail / luma.length,
                (double) dark / luma.length,
                (double) bright / luma.length,
                blocks,
                textures);
    }

    /** @param share of {@code next}, 0 to 1 */
    SceneTraits towards(SceneTraits next, double share) {
        return new SceneTraits(
                mixed(contrast, next.contrast, share),
                mixed(detail, next.detail, share),
                mixed(dark, next.dark, share),
                mixed(bright, next.bright, share),
                mixed(blocks, next.blocks, share),
                mixed(textures, next.textures, share));
    }

    /** Is it the same place? 1: alike in light and shade or in texture, whatever the light; about 0: another. */
    double likeness(SceneTraits other) {
        return Math.max(correlation(blocks, other.blocks), correlation(textures, other.textures));
    }

    /** Pearson's; 0 where one of them is even. */
    private static double correlation(double[] a, double[] b) {
        double meanA = mean(a);
        double meanB = mean(b);
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (a[i] - meanA) * (b[i] - meanB);
            aa += (a[i] - meanA) * (a[i] - meanA);
            bb += (b[i] - meanB) * (b[i] - meanB);
        }
        return aa < 1e-6 || bb < 1e-6 ? 0 : ab / Math.sqrt(aa * bb);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) sum += value;
        return sum / values.length;
    }

    private static double mixed(double a, double b, double share) {
        return a + (b - a) * share;
    }

    private static double[] mixed(double[] a, double[] b, double share) {
        var mixed = new double[a.length];
        for (int i = 0; i < a.length; i++) mixed[i] = mixed(a[i], b[i], share);
        return mixed;
    }
}
