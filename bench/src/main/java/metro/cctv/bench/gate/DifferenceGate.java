package metro.cctv.bench.gate;

import metro.cctv.ingest.gate.MotionGate;
import org.jspecify.annotations.Nullable;

/** The plainest luma gate: share of pixels that differ from the picture before. */
final class DifferenceGate implements LumaScore {
    private static final int STEP = 15;

    private byte @Nullable [] before;

    @Override
    public double of(byte[] luma, double seconds) {
        byte[] last = before;
        before = luma;
        if (last == null) return 0;
        int changed = 0;
        for (int i = 0; i < luma.length; i++) if (Math.abs((luma[i] & 0xFF) - (last[i] & 0xFF)) > STEP) changed++;
        return (double) changed / (MotionGate.WIDTH * MotionGate.HEIGHT);
    }
}
