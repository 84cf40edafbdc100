package metro.cctv.ingest.gate;

import java.util.Arrays;

/**
 * Does this picture differ from what this camera usually sees? Compares a small luma picture with a background that learns,
 * against the noise that each place usually shows; rain, trees and sensor noise raise their own bar. Used by one thread at
 * a time.
 */
public final class MotionGate {
    public static final int WIDTH = 160;
    public static final int HEIGHT = 90;
    static final int BLOCK = 10;
    static final int BLOCKS = WIDTH / BLOCK * (HEIGHT / BLOCK);

    /** Fixed point of background and noise. */
    private static final int SCALE = 64;
    /** Luma steps that are never motion, however quiet the place. */
    private static final int MIN_STEP = 10;

    private static final int NOISE_FACTOR = 4;
    private static final int CHANGED_PIXELS_IN_BLOCK = BLOCK * BLOCK / 8;
    private static final int LEARN_STILL_SHIFT = 5;
    /** Slow: who stands still for half a minute must not fade into the background. */
    private static final int LEARN_CHANGED_SHIFT = 9;
    /** Nearly everything changed: light switched, camera turned. Learn the new scene quickly. */
    private static final double NEW_SCENE = 0.8;

    private static final int LEARN_NEW_SCENE_SHIFT = 2;

    private final int[] background = new int[WIDTH * HEIGHT];
    private final int[] noise = new int[WIDTH * HEIGHT];
    private final int[] changedInBlock = new int[BLOCKS];
    private boolean primed;

    /**
     * @param luma {@link #WIDTH} × {@link #HEIGHT}, row by row
     * @return share of blocks that changed, 0 to 1; 0 for the first picture
     */
    public double score(byte[] luma) {
        if (!primed) {
            for (int i = 0; i < background.length; i++) background[i] = (luma[i] & 0xFF) * SCALE;
            Arrays.fill(noise, 2 * SCALE);
            primed = true;
            return 0;
        }
        int shift = lightShift(luma);
        Arrays.fill(changedInBlock, 0);
        for (int i = 0; i < background.length; i++) {
            if (isChanged(luma, i, shift)) changedInBlock[i / WIDTH / BLOCK * (WIDTH / BLOCK) + i % WIDTH / BLOCK]++;
        }
        double score = changedBlocks() / (double) BLOCKS;
        learn(luma, shift, score > NEW_SCENE);
        return score;
    }

    /** Forget the scene, e.g. after the picture's size changed. */
    public void reset() {
        primed = false;
    }

    private boolean isChanged(byte[] luma, int i, int shift) {
        int difference = Math.abs((luma[i] & 0xFF) * SCALE - shift - background[i]);
        return difference > Math.max(MIN_STEP * SCALE, noise[i] * NOISE_FACTOR);
    }

    private int changedBlocks() {
        int changed = 0;
        for (int count : changedInBlock) if (count >= CHANGED_PIXELS_IN_BLOCK) changed++;
        return changed;
    }

    /** What the picture as a whole became brighter or darker by (median): exposure and clouds are no motion. */
    private int lightShift(byte[] luma) {
        var histogram = new int[512];
        for (int i = 0; i < background.length; i += 3) histogram[255 + (luma[i] & 0xFF) - background[i] / SCALE]++;
        int half = (background.length + 2) / 6;
        int seen = 0;
        for (int bin = 0; bin < histogram.length; bin++) {
            seen += histogram[bin];
            if (seen > half) return (bin - 255) * SCALE;
        }
        return 0;
    }

    private void learn(byte[] luma, int shift, boolean newScene) {
        for (int i = 0; i < background.length; i++) {
            int difference = (luma[i] & 0xFF) * SCALE - background[i];
            boolean changed = isChanged(luma, i, shift);
            int speed = newScene ? LEARN_NEW_SCENE_SHIFT : changed ? LEARN_CHANGED_SHIFT : LEARN_STILL_SHIFT;
            background[i] += step(difference, speed);
            if (!changed) noise[i] += step(Math.abs(difference - shift) - noise[i], LEARN_STILL_SHIFT);
        }
    }

    /** At least one unit: small differences are learnt as well. */
    private static int step(int difference, int shift) {
        return (difference + (difference > 0 ? (1 << shift) - 1 : 0)) >> shift;
    }
}
