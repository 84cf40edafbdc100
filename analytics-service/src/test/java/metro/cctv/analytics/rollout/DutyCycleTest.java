package metro.cctv.analytics.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DutyCycleTest {
    private static final long MS = 1_000_000;

    @ParameterizedTest(name = "{1} ms at a share of {0}: again after {2} ms")
    @CsvSource({"0.2, 50, 200", "0.5, 50, 50", "1, 50, 0", "0.01, 10, 990"})
    void restsInProportion(double share, long workedMs, long restMs) {
        var duty = new DutyCycle(share);
        assertThat(duty.mayBegin(Long.MIN_VALUE)).isTrue();
        long fromNs = Long.MAX_VALUE - 20 * MS; // nanoTime may run over
        long toNs = fromNs + workedMs * MS;
        duty.worked(fromNs, toNs);

        assertThat(duty.mayBegin(toNs + restMs * MS)).isTrue();
        if (restMs > 0) assertThat(duty.mayBegin(toNs + restMs * MS - 1)).isFalse();
    }

    /** However long a turn takes, over a minute the share holds. */
    @Test
    void theShareHoldsOverTime() {
        var duty = new DutyCycle(0.2);
        var random = new java.util.Random(3);
        long nowNs = 0;
        long workedNs = 0;
        while (nowNs < 60_000 * MS) {
            if (duty.mayBegin(nowNs)) {
                long turnNs = (5 + random.nextInt(400)) * MS;
                duty.worked(nowNs, nowNs + turnNs);
                nowNs += turnNs;
                workedNs += turnNs;
            } else nowNs += MS;
        }
        assertThat(workedNs / (double) nowNs).isBetween(0.17, 0.22);
    }
}
