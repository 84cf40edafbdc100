package metro.cctv.link.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsualRuleTest {

    @ParameterizedTest(name = "{0} arrivals after {1} of the hour, earlier {2}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
            # as always
            100 | 1.0 | 100 100 100     |  0.0
            # as many as scatter by themselves
            110 | 1.0 | 100 100 100     |  1.0
            # half the hour, half the number
             50 | 0.5 | 100 100 100     |  0.0
            # a festival three weeks ago does not make tonight usual
            400 | 1.0 | 100 900 100 100 100 | 30.0
            # weeks that differ are forgiving: median 100, deviations 0 20 40 40 60, so 1.4826 times 40
            160 | 1.0 | 100 60 140 80 160 | 1.012
            # nobody is ever there
              5 | 1.0 | 0 0 0 0         |  5.0
            # fewer than usual
              0 | 1.0 | 100 100 100     | -10.0
            """)
    void deviations(int arrivals, double part, String earlier, double expected) {
        assertThat(UsualRule.judge(arrivals, part, counts(earlier))
                        .orElseThrow()
                        .deviations())
                .isCloseTo(expected, within(0.35));
    }

    @Test
    void tooFewWeeksAndTooYoungAnHourSayNothing() {
        assertThat(UsualRule.judge(50, 1, counts("1 1"))).isEmpty();
        assertThat(UsualRule.judge(50, 0.09, counts("1 1 1"))).isEmpty();
        assertThat(UsualRule.judge(50, 0.1, counts("1 1 1"))).isPresent();
    }

    @Test
    void theWeekBeginsOnMondayInTheCity() {
        assertThat(ActivityStore.hourOfWeek(Instant.parse("2026-11-22T15:00:00Z")))
                .isZero();
        assertThat(ActivityStore.hourOfWeek(Instant.parse("2026-11-22T14:00:00Z")))
                .isEqualTo(167);
    }

    private static int[] counts(String text) {
        return Stream.of(text.split(" ")).mapToInt(Integer::parseInt).toArray();
    }
}
