package metro.cctv.bench.precision;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;

/**
 * Average precision of one class at IoU 0.5: the area under precision over recall, all points (Pascal VOC 2010).
 *
 * @param <F> what is found, whatever its box is made of
 * @param <T> what is true
 */
public final class AveragePrecision<F, T> {
    private static final double MATCH = 0.5;

    private final ToDoubleFunction<F> score;
    private final Predicate<T> counted;
    private final ToDoubleBiFunction<F, T> iou;
    private final List<Answer> answers = new ArrayList<>();
    private int asked;

    private record Answer(double score, boolean right) {}

    /** @param counted what is not is neither asked for nor wrong */
    public AveragePrecision(ToDoubleFunction<F> score, Predicate<T> counted, ToDoubleBiFunction<F, T> iou) {
        this.score = score;
        this.counted = counted;
        this.iou = iou;
    }

    /** Found and true of one picture and this class. */
    public void add(List<F> found, List<T> truth) {
        for (T one : truth) if (counted.test(one)) asked++;
        boolean[] taken = new boolean[truth.size()];
        for (F one : found.stream()
                .sorted(Comparator.comparingDouble(score).reversed())
                .toList()) {
            int best = -1;
            double overlap = MATCH;
            for (int i = 0; i < truth.size(); i++) {
                double shared = iou.applyAsDouble(one, truth.get(i));
                if (!taken[i] && shared >= overlap) {
                    best = i;
                    overlap = shared;
                }
            }
            if (best >= 0) taken[best] = true;
            if (best < 0 || counted.test(truth.get(best))) answers.add(new Answer(score.applyAsDouble(one), best >= 0));
        }
    }

    public int asked() {
        return asked;
    }

    /** 0 to 1; NaN when nothing was asked for. */
    public double value() {
        if (asked == 0) return Double.NaN;
        List<Answer> bestFirst = answers.stream()
                .sorted(Comparator.comparingDouble(Answer::score).reversed())
                .toList();
        int right = (int) bestFirst.stream().filter(Answer::right).count();
        double area = 0;
        double precision = 0;
        for (int i = bestFirst.size() - 1; i >= 0; i--) {
            precision = Math.max(precision, (double) right / (i + 1));
            if (!bestFirst.get(i).right) continue;
            area += precision / asked;
            right--;
        }
        return area;
    }
}
