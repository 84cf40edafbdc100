package metro.cctv.link.activity;

import java.util.Arrays;
import java.util.Optional;

/**
 * Whether more comes than this camera is used to at this hour of the week. Robust: the median of the last weeks and the median
 * deviation from it, so that one festival does not change what is usual. Arrivals scatter by themselves (Poisson), so never less
 * than the root of the usual number counts as scatter, nor less than one.
 */
final class UsualRule {
    /** Fewer weeks say nothing. */
    static final int LEAST_WEEKS = 3;
    /** Of the hour; before, one person would be a crowd. */
    static final double LEAST_PART = 0.1;
    /** Median deviation to standard deviation, of a normal distribution. */
    private static final double TO_DEVIATION = 1.4826;

    private UsualRule() {}

    /** @param partOfHour that has passed, 0 to 1 */
    static Optional<Unusual> judge(int arrivals, double partOfHour, int[] earlier) {
        if (earlier.length < LEAST_WEEKS || partOfHour < LEAST_PART) return Optional.empty();
        double median = median(Arrays.stream(earlier).asDoubleStream().toArray());
        double spread = median(Arrays.stream(earlier)
                .mapToDouble(one -> Math.abs(one - median))
                .toArray());
        double usual = median * partOfHour;
        double scatter = Math.max(1, Math.max(TO_DEVIATION * spread * partOfHour, Math.sqrt(usual)));
        return Optional.of(new Unusual(arrivals, usual, (arrivals - usual) / scatter));
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
