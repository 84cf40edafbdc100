package metro.cctv.analytics.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetectionRecallTest {

    /** Of a still scene there is one frame in ten seconds. */
    @ParameterizedTest(name = "at least {0} s, times of {1} and {2} s: {3} s")
    @CsvSource({"30, 10, 5, 40", "30, 60, 120, 150", "300, 60, 120, 300", "30, 569, 10, 599", "30, 3600, 10, 600"})
    void theLongestTimeAndThreeFramesOfAStillSceneAreReadBack(long atLeast, long one, long other, long span) {
        assertThat(DetectionRecall.span(
                        Duration.ofSeconds(atLeast), Duration.ofSeconds(one), Duration.ofSeconds(other)))
                .isEqualTo(Duration.ofSeconds(span));
    }
}
