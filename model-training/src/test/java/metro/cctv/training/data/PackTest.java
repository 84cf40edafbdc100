package metro.cctv.training.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackTest {
    @ParameterizedTest
    @CsvSource({
        "0, 3, ''",
        "2, 3, 0 1",
        "3, 3, 0 1 2",
        "4, 3, 0 1 2",
        "5, 3, 0 1 3",
        "6, 3, 0 2 4",
        "7, 1, 0",
    })
    void noMoreThanAskedForAndEvenlySpread(int count, int most, String expected) {
        List<Sample> samples = IntStream.range(0, count)
                .mapToObj(i -> new Sample(false, new byte[] {(byte) i}, List.of()))
                .toList();
        List<String> taken = Pack.spread(samples, most).stream()
                .map(sample -> "" + sample.jpeg()[0])
                .toList();
        assertThat(String.join(" ", taken)).isEqualTo(expected);
    }
}
