package metro.cctv.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThrottleRuleTest {
    @ParameterizedTest(name = "{0} failures: wait {1} s")
    @CsvSource(textBlock = """
        0, 0
        4, 0
        5, 1
        6, 2
        8, 8
        13, 256
        14, 300
        1000, 300
        """)
    void waits(int failures, long seconds) {
        assertThat(ThrottleRule.waitAfter(failures, 5, Duration.ofMinutes(5))).isEqualTo(Duration.ofSeconds(seconds));
    }
}
