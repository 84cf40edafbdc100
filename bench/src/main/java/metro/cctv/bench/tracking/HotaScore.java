package metro.cctv.bench.tracking;

import java.util.Arrays;
import metro.cctv.analytics.track.Assignment;

/**
 * Higher Order Tracking Accuracy: Luiten et al., "HOTA: A Higher Order Metric for Evaluating Multi-Object Tracking", IJCV
 * 2020, sections 4 and 5. At each of 19 overlaps alpha = 0.05, 0.10 … 0.95: DetA is the share of right boxes among all true
 * and found ones, AssA the mean over right boxes of the share of frames in which its two ids are together,
 * HOTA = √(DetA · AssA), LocA the mean overlap of right boxes. In per cent.
 *
 * @param hota mean over the alphas; the others too
 * @param byAlpha HOTA, DetA, AssA at each alpha
 */
record HotaScore(double hota, double detA, double assA, double locA, double[][] byAlpha) {
    static final int ALPHAS = 19;
    /** An overlap that equals alpha but for rounding is right. */
    private static final double ROUNDING = 1e-12;

    static double alpha(int index) {
        return 0.05 * (index + 1);
    }

    static HotaScore of(Comparison clip) {
        if (clip.truthLengths().length == 0 && clip.foundLengths().length == 0)
            return new HotaScore(100, 100, 100, 100, full());
        double[][] alignment = alignment(clip);
        int ids = clip.foundLengths().length;
        int[][] together = new int[ALPHAS][clip.truthLengths().length * ids];
        double[] overlaps = new double[ALPHAS];
        int[] right = new int[ALPHAS];
        var assignment = new Assignment();
        for (Comparison.Frame frame : clip.frames()) {
            match(assignment, frame, alignment);
            for (int i = 0; i < frame.truth().length; i++) {
                int j = assignment.columnOf(i);
                if (j < 0) continue;
                double iou = frame.iou()[i][j];
                for (int a = 0; a < ALPHAS && iou >= alpha(a) - ROUNDING; a++) {
                    together[a][frame.truth()[i] * ids + frame.found()[j]]++;
                    overlaps[a] += iou;
                    right[a]++;
                }
            }
        }
        return sum(clip, together, overlaps, right);
    }

    private static HotaScore sum(Comparison clip, int[][] together, double[] overlaps, int[] right) {
        double[][] byAlpha = new double[ALPHAS][];
        double locA = 0;
        int boxes = clip.truthBoxes() + clip.foundBoxes();
        for (int a = 0; a < ALPHAS; a++) {
            double detA = right[a] / (double) (boxes - right[a]);
            double assA = association(clip, together[a], right[a]);
            byAlpha[a] = new double[] {100 * Math.sqrt(detA * assA), 100 * detA, 100 * assA};
            locA += right[a] == 0 ? 1 : overlaps[a] / right[a];
        }
        return new HotaScore(mean(byAlpha, 0), mean(byAlpha, 1), mean(byAlpha, 2), 100 * locA / ALPHAS, byAlpha);
    }

    private static double association(Comparison clip, int[] together, int right) {
        if (right == 0) return 0;
        int ids = clip.foundLengths().length;
        double sum = 0;
        for (int pair = 0; pair < together.length; pair++) {
            double common = together[pair];
            if (common == 0) continue;
            int either = clip.truthLengths()[pair / ids] + clip.foundLengths()[pair % ids];
            sum += common * common / (either - common);
        }
        return sum / right;
    }

    /** Of one frame: first who belongs together over the whole clip, then how well the boxes fit. */
    private static void match(Assignment assignment, Comparison.Frame frame, double[][] alignment) {
        assignment.start(frame.truth().length, frame.found().length);
        for (int i = 0; i < frame.truth().length; i++)
            for (int j = 0; j < frame.found().length; j++)
                assignment.pair(i, j, alignment[frame.truth()[i]][frame.found()[j]] * frame.iou()[i][j]);
        assignment.solve();
    }

    /** How much two ids could belong together: the Jaccard index of their frames, each frame shared by overlap. */
    private static double[][] alignment(Comparison clip) {
        double[][] shared = new double[clip.truthLengths().length][clip.foundLengths().length];
        for (Comparison.Frame frame : clip.frames()) {
            double[] byColumn = new double[frame.found().length];
            for (double[] row : frame.iou()) for (int j = 0; j < row.length; j++) byColumn[j] += row[j];
            for (int i = 0; i < frame.truth().length; i++) {
                double[] row = frame.iou()[i];
                double rowSum = Arrays.stream(row).sum();
                for (int j = 0; j < row.length; j++)
                    if (row[j] > 0)
                        shared[frame.truth()[i]][frame.found()[j]] += row[j] / (rowSum + byColumn[j] - row[j]);
            }
        }
        for (int t = 0; t < shared.length; t++)
            for (int f = 0; f < shared[t].length; f++)
                shared[t][f] /= clip.truthLengths()[t] + clip.foundLengths()[f] - shared[t][f];
        return shared;
    }

    private static double[][] full() {
        double[][] all = new double[ALPHAS][3];
        for (double[] row : all) Arrays.fill(row, 100);
        return all;
    }

    private static double mean(double[][] byAlpha, int column) {
        return Arrays.stream(byAlpha).mapToDouble(row -> row[column]).average().orElseThrow();
    }
}
