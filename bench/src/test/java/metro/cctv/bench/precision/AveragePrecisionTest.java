package metro.cctv.bench.precision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Things on a line instead of boxes: each is as long as one, so that two whose starts are 1/3 apart share half of what they cover. */
class AveragePrecisionTest {
    private record Found(double at, double score) {}

    private record Real(double at, boolean counted) {}

    private final AveragePrecision<Found, Real> precision =
            new AveragePrecision<>(Found::score, Real::counted, (found, real) -> overlap(found.at - real.at));

    private static double overlap(double apart) {
        double shared = Math.max(0, 1 - Math.abs(apart));
        return shared / (2 - shared);
    }

    /** Two are there, at 0 and at 10; what is found is listed best first. */
    @ParameterizedTest(name = "found at {0}: {1}")
    @CsvSource({
        "'0 10', 1",
        "'0', 0.5",
        "'0.3', 0.5", // overlap 0.54
        "'0.4', 0", // overlap 0.43
        "'50 0 10', 0.6666667", // precision 2/3 at both
        "'0 50 10', 0.8333333", // 1/2 × 1 + 1/2 × 2/3
        "'0 10 50', 1", // what is wrong comes after all that is right
        "'0 0.1 10', 0.8333333", // found twice, one of them is wrong
        "'50 60', 0"
    })
    void areaUnderTheCurve(String found, double value) {
        double[] at =
                Stream.of(found.split(" ")).mapToDouble(Double::parseDouble).toArray();
        List<Found> all = java.util.stream.IntStream.range(0, at.length)
                .mapToObj(i -> new Found(at[i], 0.9 - 0.1 * i))
                .toList();
        precision.add(all.reversed(), List.of(new Real(0, true), new Real(10, true)));
        assertThat(precision.asked()).isEqualTo(2);
        assertThat(precision.value()).isCloseTo(value, within(1e-6));
    }

    @Test
    void whatIsNotCountedIsNeitherAskedNorWrong() {
        precision.add(List.of(new Found(10, 0.9), new Found(0, 0.8)), List.of(new Real(0, true), new Real(10, false)));
        assertThat(precision.asked()).isEqualTo(1);
        assertThat(precision.value()).isEqualTo(1);
    }

    @Test
    void picturesShareOneCurve() {
        precision.add(List.of(new Found(0, 0.5)), List.of(new Real(0, true)));
        precision.add(List.of(new Found(0, 0.9)), List.of());
        assertThat(precision.value()).isEqualTo(0.5);
    }

    @Test
    void nothingAskedHasNoValue() {
        precision.add(List.of(new Found(0, 0.9)), List.of(new Real(0, false)));
        assertThat(precision.value()).isNaN();
    }
}
