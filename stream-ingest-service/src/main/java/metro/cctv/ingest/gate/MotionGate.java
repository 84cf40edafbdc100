package metro.cctv.ingest.gate;

import java.util.Arrays;

/**
 * Does this picture differ from what this camera usually sees? Compares a small luma picture with a background that learns,
 * against the noise that each place usually shows (ADR 0045). Sensor noise and rain raise their own bar; a place that swings
 * between two looks, as leaves do, is known by both; what was parked or lit is learnt within a minute, and the place it
 * leaves is known again. Used by one thread at a time.
 */
public final class MotionGate {
    public static final int WIDTH = 160;
    public static final int HEIGHT = 90;
    /** The picture is judged in square blocks of so many pixels. */
    public static final int BLOCK = 10;

    public static final int COLUMNS = WIDTH / BLOCK;
    public static final int BLOCKS = COLUMNS * (HEIGHT / BLOCK);

    /** Fixed point of background and noise; a grey level times this fits a short, also when it is shifted by all the light. */
    private static final int SCALE = 64;
    /** Luma steps that are never motion, however quiet the place: in black, and more where it is bright. */
    private static final int MIN_STEP = 5;

    private static final int MIN_STEP_PER_LUMA_SHIFT = 5;
    private static final int NOISE_FACTOR = 4;
    private static final int CHANGED_PIXELS_IN_BLOCK = BLOCK * BLOCK / 8;

    /** Learning goes by time, in tenths of a second, whatever the camera's rate. */
    private static final double TICK_S = 0.1;

    private static final int MOST_TICKS = 10;
    private static final int LEARN_STILL_SHIFT = 5;
    private static final int LEARN_CHANGED_SHIFT = 9;
    private static final int RECENT_SHIFT = 3;
    /** Nearly everything changed: light switched, camera turned. Learn the new scene quickly. */
    private static final double NEW_SCENE = 0.8;

    private static final int LEARN_NEW_SCENE_SHIFT = 2;
    /** Ticks. Who stands still for half a minute must not fade into the background; a parked car shall. */
    private static final int PARKED = 600;
    /** When a good part of the picture changed and stands at once, it was the light. */
    private static final double LIT = 0.25;

    private static final int LIT_STANDS = 50;
    private static final int LIT_TICKS = 150;
    /** A tick in which it does not stand takes so many in which it did: noise is no movement. */
    private static final int STIRRING = 4;
    /** What stands about when the camera is first seen may leave: its place is learnt soon. */
    private static final int FIRST_TICKS = 300;

    /** A second look that came so often is known: each coming counts 6, each second takes 1. */
    private static final int KNOWN = 30;

    private static final int COMING = 6;
    private static final int MOST_KNOWN = 120;
    private static final int TICKS_TO_FORGET = 10;
    /** Seconds: what something parked before is known again for so long. */
    private static final int PARKED_KNOWN = 3600;

    private final short[] background = new short[WIDTH * HEIGHT];
    private final short[] noise = new short[WIDTH * HEIGHT];
    private final short[] recent = new short[WIDTH * HEIGHT];
    private final short[] second = new short[WIDTH * HEIGHT];
    private final short[] known = new short[WIDTH * HEIGHT];
    private final boolean[] atSecond = new boolean[WIDTH * HEIGHT];
    private final short[] stands = new short[WIDTH * HEIGHT];
    private final int[] changedInBlock = new int[BLOCKS];
    private final boolean[] changedBefore = new boolean[BLOCKS];
    private boolean primed;
    private double learntAt;
    private long age;
    private long litUntil;

    /**
     * @param luma {@link #WIDTH} × {@link #HEIGHT}, row by row
     * @param seconds when it was seen, on one clock
     * @return share of blocks that changed, 0 to 1; 0 for the first picture
     */
    public double score(byte[] luma, double seconds) {
        if (!primed) {
            prime(luma, seconds);
            return 0;
        }
        int shift = lightShift(luma);
        Arrays.fill(changedInBlock, 0);
        for (int i = 0; i < background.length; i++) {
            int value = (luma[i] & 0xFF) * SCALE - shift;
            if (isNews(i, value)) changedInBlock[i / WIDTH / BLOCK * COLUMNS + i % WIDTH / BLOCK]++;
        }
        double score = changedBlocks() / (double) BLOCKS;
        // A tenth of grace for jitter.
        int ticks = (int) Math.clamp((seconds - learntAt) / TICK_S + 0.1, 0, MOST_TICKS);
        if (ticks > 0) {
            learn(luma, shift, score, ticks);
            learntAt = seconds;
        } else if (seconds < learntAt) learntAt = seconds;
        return score;
    }

    /** Forget the scene, e.g. after the picture's size changed. */
    public void reset() {
        primed = false;
    }

    private void prime(byte[] luma, double seconds) {
        for (int i = 0; i < background.length; i++) {
            background[i] = (short) ((luma[i] & 0xFF) * SCALE);
            recent[i] = background[i];
        }
        Arrays.fill(noise, (short) (2 * SCALE));
        Arrays.fill(known, (short) 0);
        Arrays.fill(stands, (short) 0);
        Arrays.fill(changedBefore, false);
        learntAt = seconds;
        age = 0;
        litUntil = 0;
        primed = true;
    }

    private int tolerance(int i) {
        int least = (MIN_STEP + (background[i] / SCALE >> MIN_STEP_PER_LUMA_SHIFT)) * SCALE;
        return Math.max(least, noise[i] * NOISE_FACTOR);
    }

    private boolean isNews(int i, int value) {
        int tolerance = tolerance(i);
        if (Math.abs(value - background[i]) <= tolerance) return false;
        return known[i] < KNOWN || Math.abs(value - second[i]) > tolerance * 3 / 2;
    }

    /** In this picture and in the one before: a key frame shows anew what noise there is, and drops of rain come alone. */
    private int changedBlocks() {
        int changed = 0;
        for (int block = 0; block < BLOCKS; block++) if (isChanged(block) && wasChangedAround(block)) changed++;
        for (int block = 0; block < BLOCKS; block++) changedBefore[block] = isChanged(block);
        return changed;
    }

    private boolean isChanged(int block) {
        return changedInBlock[block] >= CHANGED_PIXELS_IN_BLOCK;
    }

    private boolean wasChangedAround(int block) {
        int column = block % COLUMNS;
        for (int row = block - COLUMNS; row <= block + COLUMNS; row += COLUMNS) {
            if (row < 0 || row >= BLOCKS) continue;
            if (changedBefore[row]
                    || (column > 0 && changedBefore[row - 1])
                    || (column < COLUMNS - 1 && changedBefore[row + 1])) return true;
        }
        return false;
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

    private void learn(byte[] luma, int shift, double score, int ticks) {
        boolean forget = age / TICKS_TO_FORGET != (age + ticks) / TICKS_TO_FORGET;
        age += ticks;
        boolean newScene = score > NEW_SCENE;
        if (score > LIT) litUntil = age + LIT_TICKS;
        int parked = age < Math.max(litUntil, FIRST_TICKS) ? LIT_STANDS : PARKED;
        for (int i = 0; i < background.length; i++) {
            int raw = (luma[i] & 0xFF) * SCALE;
            int tolerance = tolerance(i);
            boolean changed = Math.abs(raw - shift - background[i]) > tolerance;
            if (forget && known[i] > 0) known[i]--;
            if (changed) learnChange(i, raw, raw - shift, tolerance, newScene, parked, ticks);
            else learnStill(i, raw, shift);
            recent[i] += step(raw - recent[i], RECENT_SHIFT);
        }
    }

    private void learnStill(int i, int raw, int shift) {
        int difference = raw - background[i];
        background[i] += step(difference, LEARN_STILL_SHIFT);
        noise[i] += step(Math.abs(difference - shift) - noise[i], LEARN_STILL_SHIFT);
        stands[i] = 0;
        atSecond[i] = false;
    }

    private void learnChange(int i, int raw, int value, int tolerance, boolean newScene, int parked, int ticks) {
        boolean stood = Math.abs(raw - recent[i]) <= tolerance;
        stands[i] = (short) Math.clamp(stands[i] + (stood ? ticks : -STIRRING * ticks), 0, PARKED);
        if (stands[i] >= parked) {
            second[i] = background[i];
            known[i] = PARKED_KNOWN;
            background[i] = recent[i];
            stands[i] = 0;
            return;
        }
        // What came once and stands is not mixed in: it may park, and what it covers must be known then.
        if (newScene) background[i] += step(raw - background[i], LEARN_NEW_SCENE_SHIFT);
        else if (!stood || known[i] > COMING) background[i] += step(raw - background[i], LEARN_CHANGED_SHIFT);
        boolean alike = Math.abs(value - second[i]) <= tolerance;
        if (alike) {
            if (!atSecond[i] && known[i] < MOST_KNOWN) known[i] += COMING;
            second[i] += step(value - second[i], LEARN_STILL_SHIFT);
        } else if (known[i] < COMING) {
            second[i] = (short) value;
            known[i] = COMING;
        }
        atSecond[i] = alike || known[i] == COMING;
    }

    /** At least one unit: small differences are learnt as well. */
    private static int step(int difference, int shift) {
        return (difference + (difference > 0 ? (1 << shift) - 1 : 0)) >> shift;
    }
}
