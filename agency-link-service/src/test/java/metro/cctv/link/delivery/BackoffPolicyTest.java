package metro.cctv.link.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffPolicyTest {
    @ParameterizedTest(name = "{0} failures, jitter {1}: {2} ms")
    @CsvSource(textBlock = """
             1, 0.0,    500
             1, 1.0,   1000
             2, 1.0,   2000
             5, 0.5,  12000
            11, 1.0, 600000
           999, 1.0, 600000
           """)
    void doublesUpToTheLongest(int failures, double jitter, long expectedMs) {
        assertThat(BackoffPolicy.pause(failures, Duration.ofSeconds(1), Duration.ofMinutes(10), jitter))
                .hasMillis(expectedMs);
    }
}
