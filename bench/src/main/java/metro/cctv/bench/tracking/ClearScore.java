package metro.cctv.bench.tracking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import metro.cctv.analytics.track.Assignment;

/**
 * CLEAR MOT: Bernardin and Stiefelhagen, "Evaluating Multiple Object Tracking Performance", EURASIP JIVP 2008: a match of
 * the frame before goes on while it overlaps, the rest is matched anew. With the counts of Li, Huang and Nevatia (CVPR 2009):
 * mostly tracked and lost, fragments. In per cent.
 *
 * @param mota 1 - (missed + false + switches) / true boxes; may be below 0
 * @param motp mean overlap of right boxes
 * @param switches a true object goes on under another track
 * @param fragments a true object is found again after it was missed
 * @param mostlyTracked true objects found in more than 80 % of their frames
 * @param mostlyLost true objects found in less than 20 %
 * @param faults by frame, in order; frames without any are left out
 */
record ClearScore(
        double mota,
        double motp,
        int right,
        int falseBoxes,
        int missed,
        int switches,
        int fragments,
        int mostlyTracked,
        int mostlyLost,
        List<Faults> faults) {
    static final double MIN_IOU = 0.5;
    private static final double ROUNDING = 1e-12;
    /** Above any sum of overlaps in a frame, so that whoever goes on goes first. */
    private static final double GOING_ON = 1000;

    private static final int NOBODY = -1;

    /** What was wrong in one frame. */
    record Faults(int frame, int falseBoxes, int missed, int switches) {}

    static ClearScore of(Comparison clip) {
        var count = new Count(clip.truthLengths().length);
        for (Comparison.Frame frame : clip.frames()) count.add(frame);
        return count.score(clip);
    }

    private static final class Count {
        private final Assignment assignment = new Assignment();
        private final List<Faults> faults = new ArrayList<>();
        /** Of the frame before, by true id. */
        private int[] before;

        private final int[] everBefore;
        private final int[] found;
        private final int[] starts;
        private double overlap;

        Count(int truths) {
            before = new int[truths];
            everBefore = new int[truths];
            found = new int[truths];
            starts = new int[truths];
            Arrays.fill(before, NOBODY);
            Arrays.fill(everBefore, NOBODY);
        }

        void add(Comparison.Frame frame) {
            match(frame);
            int[] now = new int[before.length];
            Arrays.fill(now, NOBODY);
            int right = 0;
            int switches = 0;
            for (int i = 0; i < frame.truth().length; i++) {
                int j = assignment.columnOf(i);
                if (j < 0) continue;
                int truth = frame.truth()[i];
                now[truth] = frame.found()[j];
                if (everBefore[truth] != NOBODY && everBefore[truth] != now[truth]) switches++;
                if (before[truth] == NOBODY) starts[truth]++;
                everBefore[truth] = now[truth];
                found[truth]++;
                overlap += frame.iou()[i][j];
                right++;
            }
            before = now;
            var wrong =
                    new Faults(frame.number(), frame.found().length - right, frame.truth().length - right, switches);
            if (wrong.falseBoxes + wrong.missed + wrong.switches > 0) faults.add(wrong);
        }

        private void match(Comparison.Frame frame) {
            assignment.start(frame.truth().length, frame.found().length);
            for (int i = 0; i < frame.truth().length; i++)
                for (int j = 0; j < frame.found().length; j++) {
                    double iou = frame.iou()[i][j];
                    if (iou < MIN_IOU - ROUNDING) continue;
                    boolean goesOn = before[frame.truth()[i]] == frame.found()[j];
                    assignment.pair(i, j, goesOn ? iou + GOING_ON : iou);
                }
            assignment.solve();
        }

        ClearScore score(Comparison clip) {
            int right = Arrays.stream(found).sum();
            int falseBoxes = faults.stream().mapToInt(Faults::falseBoxes).sum();
            int missed = faults.stream().mapToInt(Faults::missed).sum();
            int switches = faults.stream().mapToInt(Faults::switches).sum();
            int fragments = Arrays.stream(starts).map(n -> Math.max(0, n - 1)).sum();
            int tracked = 0;
            int lost = 0;
            for (int t = 0; t < found.length; t++) {
                double share = found[t] / (double) clip.truthLengths()[t];
                if (share > 0.8) tracked++;
                if (share < 0.2) lost++;
            }
            double mota = 1 - (falseBoxes + missed + switches) / (double) Math.max(1, clip.truthBoxes());
            double motp = right == 0 ? 0 : overlap / right;
            return new ClearScore(
                    100 * mota,
                    100 * motp,
                    right,
                    falseBoxes,
                    missed,
                    switches,
                    fragments,
                    tracked,
                    lost,
                    List.copyOf(faults));
        }
    }
}
