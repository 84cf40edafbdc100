package metro.cctv.analytics.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import metro.cctv.analytics.analysis.SheddingPolicy.Decision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SheddingPolicyTest {
    private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
    private static final SheddingPolicy POLICY =
            new SheddingPolicy(Duration.ofSeconds(2), Duration.ofMillis(350), Duration.ofMinutes(4));

    @ParameterizedTest(name = "{0} ms old, {1} ms after the last one: {2}")
    @CsvSource(textBlock = """
            0,       200,  ANALYSE
            2000,    200,  ANALYSE
            2001,    200,  SKIP
            2001,    349,  SKIP
            2001,    350,  ANALYSE
            120000,  200,  SKIP
            120000,  350,  ANALYSE
            120001,  699,  SKIP
            120001,  700,  ANALYSE
            240000,  700,  ANALYSE
            240001,  700,  ABANDON
            60000,   -1,   ANALYSE
            """)
    void decide(long ageMs, long sinceLastMs, Decision expected) {
        Instant capturedAt = NOW.minusMillis(ageMs);
        Instant last = sinceLastMs < 0 ? null : capturedAt.minusMillis(sinceLastMs);
        assertThat(POLICY.decide(capturedAt, NOW, last)).isEqualTo(expected);
    }

    @Test
    void frameRateCountsTheLastTenSeconds() {
        long[] now = {1_000_000_000_000L};
        var rate = new FrameRate(() -> now[0]);
        for (int i = 0; i < 100; i++) {
            rate.mark();
            now[0] += 200_000_000L;
        }
        assertThat(rate.perSecond()).isEqualTo(5.0);
        now[0] += 30_000_000_000L;
        assertThat(rate.perSecond()).isZero();
    }
}
