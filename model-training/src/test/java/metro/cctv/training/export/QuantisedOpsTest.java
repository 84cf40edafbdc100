package metro.cctv.training.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantisedOpsTest {
    /** Filters of two weights, the bias and the input's step. */
    @ParameterizedTest
    @CsvSource({"0, 0, 0.7, 0.01", "1e-7, -1e-9, -3, 0.02", "0, 0, 0, 0.01", "0.5, -1, 2, 0.01", "1e-3, 0, 1e6, 1e-6"})
    void aChannelsBiasIsNeverLost(float first, float second, float bias, double inputStep) {
        double step = QuantisedOps.step(new float[] {first, second}, bias, inputStep) * inputStep;
        assertThat(step).isPositive();
        double counted = Math.rint(bias / step);
        assertThat(Math.abs(counted)).isLessThan(Integer.MAX_VALUE);
        assertThat(counted * step).isCloseTo(bias, within(step));
    }

    @ParameterizedTest
    @CsvSource({"0.5, -1, 2", "0.01, 0.127, 0", "-0.25, 0.25, -10"})
    void aLiveChannelsStepIsThatOfItsLargestFilter(float first, float second, float bias) {
        float largest = Math.max(Math.abs(first), Math.abs(second));
        assertThat(QuantisedOps.step(new float[] {first, second}, bias, 0.01)).isEqualTo(largest / 127);
    }
}
