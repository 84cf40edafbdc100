package metro.cctv.ingest.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import metro.cctv.contracts.health.StreamHealthChanged.Cause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffPolicyTest {
    @ParameterizedTest(name = "failure {0} ({1}), random {2}: {3} ms")
    @CsvSource({
        "1, REFUSED, 1, 500",
        "1, REFUSED, 0, 250",
        "2, STALLED, 1, 1000",
        "4, UNREACHABLE, 1, 4000",
        "7, UNREACHABLE, 1, 30000",
        "9999, UNREACHABLE, 0, 15000",
        "1, AUTHENTICATION_FAILED, 1, 30000"
    })
    void waits(int failures, Cause cause, double random, long millis) {
        assertThat(BackoffPolicy.wait(failures, cause, random)).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void onlyASessionThatHeldStartsTheCountAnew() {
        assertThat(BackoffPolicy.failuresAfter(5, Duration.ofSeconds(1))).isEqualTo(6);
        assertThat(BackoffPolicy.failuresAfter(5, Duration.ofSeconds(30))).isEqualTo(1);
    }

    @Test
    void dialsAreSpread() {
        var pacer = new DialPacer(10);
        assertThat(pacer.reserve(0)).isZero();
        assertThat(pacer.reserve(0)).isEqualTo(Duration.ofMillis(100));
        assertThat(pacer.reserve(0)).isEqualTo(Duration.ofMillis(200));
        assertThat(pacer.reserve(10_000_000_000L)).isZero();
    }
}
