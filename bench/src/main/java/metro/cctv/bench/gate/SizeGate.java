package metro.cctv.bench.gate;

import java.util.Arrays;
import metro.cctv.bench.gate.GateClip.Picture;

/**
 * Compressed domain: the size of a picture between key frames, against what is usual for this camera. Nothing is decoded
 * while it is closed; when it opens, the pictures since the last key frame are.
 */
final class SizeGate implements Candidate {
    /** Pictures that say what is usual: 30 s. */
    private static final int MEMORY = 300;
    /** Of them, a tenth are as small as when nothing moves. */
    private static final double QUIET_SHARE = 0.1;

    private final double excess;
    private final int[] sizes = new int[MEMORY];
    private int seen;
    private int sinceKey;
    private boolean decoding;
    private double lastMoved = Double.NEGATIVE_INFINITY;

    /** @param excess how much larger than a quiet picture, as a share */
    SizeGate(double excess) {
        this.excess = excess;
    }

    @Override
    public Verdict next(Picture picture) {
        boolean moved = isLarger(picture);
        if (moved) lastMoved = picture.atS();
        sinceKey = picture.keyFrame() ? 1 : sinceKey + 1;
        boolean open = picture.atS() - lastMoved <= GateScore.HOLD_S;
        int decoded = !open ? 0 : decoding ? 1 : sinceKey;
        decoding = open;
        return new Verdict(moved, decoded);
    }

    boolean isLarger(Picture picture) {
        if (picture.keyFrame()) return false;
        sizes[seen++ % MEMORY] = picture.bytes();
        if (seen < 20) return false;
        int[] usual = Arrays.copyOf(sizes, Math.min(seen, MEMORY));
        Arrays.sort(usual);
        return picture.bytes() > usual[(int) (usual.length * QUIET_SHARE)] * (1 + excess);
    }
}
