package metro.cctv.training.eval;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import metro.cctv.training.data.Box;

/** Average precision of one class at IoU 0.5: the area under precision over recall, all points (Pascal VOC 2010). */
final class AveragePrecision {
    private static final double MATCH = 0.5;

    private record Answer(double score, boolean right) {}

    private final List<Answer> answers = new ArrayList<>();
    private int asked;

    /** @param found of one picture and this class; @param truth likewise; what is not counted is neither asked nor wrong */
    void add(List<Detections.Found> found, List<Box> truth) {
        for (Box box : truth) if (box.counted()) asked++;
        boolean[] taken = new boolean[truth.size()];
        for (Detections.Found one : found.stream()
                .sorted(Comparator.comparingDouble(Detections.Found::score).reversed())
                .toList()) {
            int best = -1;
            double overlap = MATCH;
            for (int i = 0; i < truth.size(); i++) {
                double iou = one.box().iou(truth.get(i));
                if (!taken[i] && iou >= overlap) {
                    best = i;
                    overlap = iou;
                }
            }
            if (best >= 0) taken[best] = true;
            if (best < 0 || truth.get(best).counted()) answers.add(new Answer(one.score(), best >= 0));
        }
    }

    int asked() {
        return asked;
    }

    /** 0 to 1; NaN when nothing was asked for. */
    double value() {
        if (asked == 0) return Double.NaN;
        answers.sort(Comparator.comparingDouble(Answer::score).reversed());
        double[] precision = new double[answers.size()];
        double[] recall = new double[answers.size()];
        int right = 0;
        for (int i = 0; i < answers.size(); i++) {
            if (answers.get(i).right()) right++;
            precision[i] = (double) right / (i + 1);
            recall[i] = (double) right / asked;
        }
        double area = 0;
        double best = 0;
        for (int i = answers.size() - 1; i >= 0; i--) {
            best = Math.max(best, precision[i]);
            area += best * (recall[i] - (i == 0 ? 0 : recall[i - 1]));
        }
        return area;
    }
}
