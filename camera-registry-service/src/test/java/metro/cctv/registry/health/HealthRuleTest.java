package metro.cctv.registry.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import metro.cctv.contracts.health.StreamHealthChanged;
import metro.cctv.registry.camera.CameraHealth;
import metro.cctv.registry.health.HealthRule.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthRuleTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration SILENCE = Duration.ofMinutes(3);

    @ParameterizedTest(name = "{0}, {1} s ago: {2} {3}")
    @CsvSource(textBlock = """
            ONLINE,     0,   ONLINE,     NONE
            ONLINE,     180, ONLINE,     NONE
            ONLINE,     181, UNKNOWN,    SILENCE
            CONNECTING, 60,  CONNECTING, NONE
            OFFLINE,    60,  OFFLINE,    NONE
            OFFLINE,    600, UNKNOWN,    SILENCE
            """)
    void assess(StreamHealthChanged.State said, long secondsAgo, CameraHealth.State expected, String cause) {
        var report = new Report(said, "NONE", "fine", NOW.minusSeconds(3600), NOW.minusSeconds(secondsAgo));

        CameraHealth health = HealthRule.assess(Optional.of(report), SILENCE, NOW);

        assertThat(health.state()).isEqualTo(expected);
        assertThat(health.cause()).isEqualTo(cause);
    }

    @Test
    void neverSeenIsUnknown() {
        CameraHealth health = HealthRule.assess(Optional.empty(), SILENCE, NOW);

        assertThat(health.state()).isEqualTo(CameraHealth.State.UNKNOWN);
        assertThat(health.cause()).isEqualTo("NEVER_SEEN");
        assertThat(health.since()).isNull();
    }
}
