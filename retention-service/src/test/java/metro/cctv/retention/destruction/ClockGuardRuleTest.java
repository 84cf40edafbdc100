package metro.cctv.retention.destruction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockGuardRuleTest {
    private static final Instant BELIEVED = Instant.parse("2026-11-21T12:00:00Z");

    @ParameterizedTest(name = "{0} s after the believed time: may run {1}")
    @CsvSource(textBlock = """
                  0, true
                 60, true
              86400, true
              86401, false
            2678400, false
               -300, true
               -301, false
             -86400, false
            """)
    void objection(long seconds, boolean mayRun) {
        assertThat(ClockGuardRule.objection(BELIEVED.plusSeconds(seconds), BELIEVED, Duration.ofDays(1))
                        .isEmpty())
                .isEqualTo(mayRun);
    }
}
