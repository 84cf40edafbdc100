package metro.cctv.analytics.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PictureAgeTest {
    private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");

    @Test
    void isTheTimeSinceItWasTaken() {
        assertThat(PictureAge.of(NOW.minusMillis(120), NOW)).isEqualTo(Duration.ofMillis(120));
    }

    @Test
    void aPictureOfTheFutureIsCountedAsNew() {
        var timer = new SimpleMeterRegistry().timer("lag");
        timer.record(PictureAge.of(NOW.plusSeconds(20), NOW));
        assertThat(timer.count()).isEqualTo(1);
        assertThat(timer.totalTime(TimeUnit.MILLISECONDS)).isZero();
    }
}
