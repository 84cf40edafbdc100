package metro.cctv.bench.gate;

import metro.cctv.bench.gate.GateClip.Picture;

/** A gate on trial, for one clip. */
interface Candidate {
    /**
     * @param moved something moves, as far as this gate can tell
     * @param decoded pictures that had to be decoded for that and for sending
     */
    record Verdict(boolean moved, int decoded) {}

    Verdict next(Picture picture);
}
