package metro.cctv.bench.gate;

import java.util.ArrayList;
import java.util.List;
import metro.cctv.bench.gate.GateClip.Picture;

/**
 * Key frames are always decoded; the others only while sizes say that something may move, or the luma said so lately.
 * The luma alone decides what moved.
 */
final class SizeThenLumaGate implements Candidate {

    private final SizeGate sizes;
    private final LumaScore score;
    private final double threshold;
    private final List<Picture> sinceKey = new ArrayList<>();
    private double lastHint = Double.NEGATIVE_INFINITY;
    private int undecoded;

    SizeThenLumaGate(double excess, LumaScore score, double threshold) {
        this.sizes = new SizeGate(excess);
        this.score = score;
        this.threshold = threshold;
    }

    @Override
    public Verdict next(Picture picture) {
        if (picture.keyFrame()) {
            sinceKey.clear();
            undecoded = 0;
        }
        sinceKey.add(picture);
        undecoded++;
        if (sizes.isLarger(picture)) lastHint = picture.atS();
        if (!picture.keyFrame() && picture.atS() - lastHint > GateScore.HOLD_S) return new Verdict(false, 0);
        int decoded = undecoded;
        boolean moved = false;
        for (Picture late : sinceKey.subList(sinceKey.size() - undecoded, sinceKey.size()))
            moved |= score.of(late.luma(), late.atS()) >= threshold;
        if (moved) lastHint = picture.atS();
        undecoded = 0;
        return new Verdict(moved, decoded);
    }
}
