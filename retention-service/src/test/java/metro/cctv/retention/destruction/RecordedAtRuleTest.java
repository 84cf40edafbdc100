package metro.cctv.retention.destruction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import metro.cctv.store.Stored;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordedAtRuleTest {
    private static final String PUT = "2026-12-24T00:00:00Z";

    @ParameterizedTest
    @CsvSource({
        // Put into a bucket, or copied, a month after it was recorded.
        "DJ-SEO/CAM-1/2026-11-21/120000.500.mp4, 2026-11-21T12:00:00.500Z",
        "DJ-SEO/CAM-1/2026-11-21/120000.500-0a1b2c3d.mp4, 2026-11-21T12:00:00.500Z",
        // The camera's day is ahead of the clock that wrote it.
        "DJ-SEO/CAM-1/2027-01-01/000000.000.mp4, " + PUT,
        // Names of others.
        "DJ-SEO/CAM-1/2026-13-41/120000.500.mp4, " + PUT,
        "DJ-SEO/CAM-1/2026-11-21/noon.mp4, " + PUT,
        "x/y.mp4, " + PUT
    })
    void countsFromWhatTheNameSays(String key, Instant since) {
        assertThat(RecordedAtRule.of(new Stored(key, 1, Instant.parse(PUT)))).isEqualTo(since);
    }
}
