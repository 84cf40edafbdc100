package metro.cctv.bench.gate;

import java.util.Arrays;
import metro.cctv.ingest.gate.MotionGate;

/**
 * Background model: a mixture of three Gaussians a pixel (Stauffer and Grimson 1999, with Zivkovic's 2004 decay of unused
 * ones). The score is the share of the 144 blocks in which an eighth of the pixels is foreground, as the present gate counts.
 */
final class MixtureGate implements LumaScore {
    private static final int MODES = 3;
    private static final float RATE = 1 / 300f;
    private static final float DECAY = 0.05f * RATE;
    private static final float FIRST_VARIANCE = 60;
    private static final float LEAST_VARIANCE = 16;
    private static final float MOST_VARIANCE = 400;
    /** Squared standard deviations. */
    private static final float MATCH = 12;
    /** The modes that are background hold so much of the weight. */
    private static final float BACKGROUND = 0.85f;

    private static final int BLOCK = 10;
    private static final int PIXELS = MotionGate.WIDTH * MotionGate.HEIGHT;
    private static final int COLUMNS = MotionGate.WIDTH / BLOCK;

    private final float[] weight = new float[PIXELS * MODES];
    private final float[] mean = new float[PIXELS * MODES];
    private final float[] variance = new float[PIXELS * MODES];
    private final int[] changed = new int[COLUMNS * (MotionGate.HEIGHT / BLOCK)];
    private boolean primed;

    @Override
    public double of(byte[] luma, double seconds) {
        if (!primed) {
            for (int i = 0; i < PIXELS; i++) begin(i * MODES, luma[i] & 0xFF, 1);
            primed = true;
            return 0;
        }
        Arrays.fill(changed, 0);
        for (int i = 0; i < PIXELS; i++)
            if (!isBackground(i * MODES, luma[i] & 0xFF))
                changed[i / MotionGate.WIDTH / BLOCK * COLUMNS + i % MotionGate.WIDTH / BLOCK]++;
        int blocks = 0;
        for (int count : changed) if (count >= BLOCK * BLOCK / 8) blocks++;
        return (double) blocks / changed.length;
    }

    private void begin(int mode, int value, float share) {
        weight[mode] = share;
        mean[mode] = value;
        variance[mode] = FIRST_VARIANCE;
    }

    /** Modes are kept with the heaviest first. */
    private boolean isBackground(int first, int value) {
        float before = 0;
        for (int mode = first; mode < first + MODES && weight[mode] > 0; mode++) {
            float off = value - mean[mode];
            if (off * off < MATCH * variance[mode]) {
                boolean background = before < BACKGROUND;
                learn(first, mode, off);
                return background;
            }
            before += weight[mode];
        }
        int last = first;
        while (last < first + MODES - 1 && weight[last] > 0) last++;
        begin(last, value, RATE);
        settle(first, last);
        return false;
    }

    private void learn(int first, int matched, float off) {
        for (int mode = first; mode < first + MODES && weight[mode] > 0; mode++)
            weight[mode] = Math.max(0, weight[mode] * (1 - RATE) - DECAY);
        weight[matched] += RATE;
        float rate = RATE / weight[matched];
        mean[matched] += rate * off;
        variance[matched] =
                Math.clamp(variance[matched] + rate * (off * off - variance[matched]), LEAST_VARIANCE, MOST_VARIANCE);
        settle(first, matched);
    }

    private void settle(int first, int grown) {
        float sum = 0;
        for (int mode = first; mode < first + MODES; mode++) sum += weight[mode];
        for (int mode = first; mode < first + MODES; mode++) weight[mode] /= sum;
        for (int mode = grown; mode > first && weight[mode] > weight[mode - 1]; mode--) {
            swap(weight, mode);
            swap(mean, mode);
            swap(variance, mode);
        }
    }

    private static void swap(float[] values, int mode) {
        float kept = values[mode];
        values[mode] = values[mode - 1];
        values[mode - 1] = kept;
    }
}
