package metro.cctv.bench.gate;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import metro.cctv.bench.gate.GateClip.Picture;

/**
 * One gate on one clip. The first {@link #SETTLING_S} are not counted: every gate learns then.
 *
 * @param seenMoving moving labelled things, each in each picture
 * @param recalled of them, in pictures while the gate was open
 * @param things moving labelled things
 * @param thingsInTime of them, in an open gate's picture within a second of their first
 * @param still pictures in which nothing had moved for the hold time
 * @param stillOpen of them, with the gate open
 * @param open pictures with the gate open
 * @param decoded pictures that were decoded
 * @param gateMs CPU of the gate, without decoding
 */
record GateScore(
        String clip,
        String labeller,
        String gate,
        double threshold,
        double seconds,
        int pictures,
        int seenMoving,
        int recalled,
        int things,
        int thingsInTime,
        int still,
        int stillOpen,
        int open,
        int decoded,
        double decodeMs,
        double gateMs) {
    static final double SETTLING_S = 5;
    static final double HOLD_S = 3;

    static GateScore of(GateClip clip, String name, double threshold, Candidate gate) {
        var count = new Count();
        double lastMoved = Double.NEGATIVE_INFINITY;
        double gateMs = 0;
        for (int i = 0; i < clip.pictures().size(); i++) {
            Picture picture = clip.pictures().get(i);
            double began = GateClip.cpuMs();
            Candidate.Verdict verdict = gate.next(picture);
            gateMs += GateClip.cpuMs() - began;
            if (verdict.moved()) lastMoved = picture.atS();
            count.decoded += verdict.decoded();
            if (picture.atS() >= SETTLING_S)
                count.picture(picture.atS(), clip.moving().get(i), picture.atS() - lastMoved <= HOLD_S);
        }
        return new GateScore(
                clip.name(),
                clip.labeller(),
                name,
                threshold,
                clip.seconds(),
                count.pictures,
                count.seenMoving,
                count.recalled,
                count.first.size(),
                count.inTime.size(),
                count.still,
                count.stillOpen,
                count.open,
                count.decoded,
                count.decoded * (clip.decodeMs() + clip.shrinkMs()),
                gateMs);
    }

    private static final class Count {
        private int pictures;
        private int seenMoving;
        private int recalled;
        private int still;
        private int stillOpen;
        private int open;
        private int decoded;
        private double lastTrue = Double.NEGATIVE_INFINITY;
        private final Map<Long, Double> first = new HashMap<>();
        private final Set<Long> inTime = new HashSet<>();

        void picture(double at, Set<Long> moving, boolean isOpen) {
            pictures++;
            if (isOpen) open++;
            if (!moving.isEmpty()) lastTrue = at;
            for (Long thing : moving) {
                seenMoving++;
                if (isOpen) recalled++;
                double since = first.computeIfAbsent(thing, unknown -> at);
                if (isOpen && at - since <= 1) inTime.add(thing);
            }
            if (at - lastTrue <= HOLD_S) return;
            still++;
            if (isOpen) stillOpen++;
        }
    }
}
