package metro.cctv.bench.gated;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Times counted by the millisecond, up to ten minutes; what is longer counts as ten minutes. */
final class Milliseconds {
    private static final int LONGEST = 600_000;

    private final int[] counts = new int[LONGEST + 1];
    private long count;

    void add(long ms) {
        counts[(int) Math.clamp(ms, 0, LONGEST)]++;
        count++;
    }

    long count() {
        return count;
    }

    void clear() {
        Arrays.fill(counts, 0);
        count = 0;
    }

    /** p50, p99, max; empty when nothing was counted. */
    Map<String, Integer> figures() {
        Map<String, Integer> figures = new LinkedHashMap<>();
        if (count == 0) return figures;
        figures.put("p50", quantile(0.5));
        figures.put("p99", quantile(0.99));
        figures.put("max", quantile(1));
        return figures;
    }

    private int quantile(double share) {
        long wanted = Math.max(1, (long) Math.ceil(share * count));
        long sum = 0;
        for (int ms = 0; ms <= LONGEST; ms++) {
            sum += counts[ms];
            if (sum >= wanted) return ms;
        }
        return LONGEST;
    }
}
