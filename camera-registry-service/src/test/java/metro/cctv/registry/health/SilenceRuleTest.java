package metro.cctv.registry.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import metro.cctv.registry.camera.CameraHealth;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SilenceRuleTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration SILENCE = Duration.ofMinutes(3);

    @ParameterizedTest(name = "camera {0} s, district back {1} s, listening {2} s ago: silent {3}")
    @CsvSource(textBlock = """
            0,   9999, 9999, false
            180, 9999, 9999, false
            181, 9999, 9999, true
            900, 100,  9999, false
            900, 181,  9999, true
            900, 9999, 100,  false
            900, 9999, 181,  true
            """)
    void aCameraInASpeakingDistrict(long heardS, long backS, long listeningS, boolean silent) {
        var health = SilenceRule.assess(ago(heardS), ago(backS), ago(listeningS), SILENCE, NOW);

        assertThat(health.isPresent()).isEqualTo(silent);
        health.ifPresent(said -> {
            assertThat(said.state()).isEqualTo(CameraHealth.State.OFFLINE);
            assertThat(said.cause()).isEqualTo("SILENT");
            assertThat(said.since()).as("the alarm names the last word").isEqualTo(ago(heardS));
        });
    }

    @ParameterizedTest(name = "district {0} s, listening {1} s ago: stale {2}")
    @CsvSource(textBlock = """
            180, 9999, false
            181, 9999, true
            900, 180,  false
            900, 181,  true
            """)
    void aDistrict(long heardS, long listeningS, boolean stale) {
        assertThat(SilenceRule.isStale(ago(heardS), ago(listeningS), SILENCE, NOW))
                .isEqualTo(stale);
    }

    private static Instant ago(long seconds) {
        return NOW.minusSeconds(seconds);
    }
}
