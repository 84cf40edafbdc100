package metro.cctv.bench.gate;

import metro.cctv.bench.gate.GateClip.Picture;

/** Every picture decoded, its small luma scored. */
record LumaGate(LumaScore score, double threshold) implements Candidate {
    @Override
    public Verdict next(Picture picture) {
        return new Verdict(score.of(picture.luma(), picture.atS()) >= threshold, 1);
    }
}
