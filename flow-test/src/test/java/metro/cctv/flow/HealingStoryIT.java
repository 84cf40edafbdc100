package metro.cctv.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Parts are killed as a power cut would, and started again: the line heals by itself and nothing acknowledged is lost. */
class HealingStoryIT {
    private static final LocalRun RUN = LocalRun.started();
    private static final String CAMERA = "DJ-SEO-001";

    @BeforeAll
    static void camerasAreLive() {
        Story.awaitLiveCameras(RUN, 8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway registry", "link retention", "ingest"})
    void killedServicesComeBackAndTheLineGoesOn(String parts) {
        Set<String> before = alertIds();
        for (String part : parts.split(" ")) RUN.kill(part);
        RUN.up();
        RUN.forgetTokens();
        Story.awaitLiveCameras(RUN, 8);
        assertThat(alertIds()).as("alerts that were known before").containsAll(before);
        awaitFreshDetections();
    }

    @ParameterizedTest
    @ValueSource(strings = {"analytics", "kafka", "postgres"})
    void recordingHasNoGapWhileItIsAway(String part) {
        Set<String> before = alertIds();
        Instant from = Instant.now();
        RUN.kill(part);
        RUN.up();
        RUN.forgetTokens();
        awaitFreshDetections();
        Instant to = Instant.now();
        await("the recordings of the outage are known")
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> {
                    JsonNode segments = Story.timeline(RUN, CAMERA, from, to.plusSeconds(30))
                            .get("segments");
                    assertThat(segments).isNotEmpty();
                    Instant last = Instant.parse(
                            segments.get(segments.size() - 1).get("endedAt").asString());
                    assertThat(last).isAfter(to);
                });
        assertThat(Story.gaps(RUN, CAMERA, from, to)).isEmpty();
        assertThat(alertIds()).containsAll(before);
    }

    @Test
    void theLedgerIsStillWhole() {
        JsonNode verified = RUN.get("/api/ledger/verify", "auditor");
        assertThat(verified.get("intact").asBoolean()).as(verified.toString()).isTrue();
    }

    private static void awaitFreshDetections() {
        double before = analysed();
        await("frames are analysed again")
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> analysed() > 0 && analysed() != before);
    }

    private static double analysed() {
        JsonNode rate = RUN.status().get("figures").get("framesPerSecond");
        return rate == null || rate.isNull() ? 0 : rate.asDouble();
    }

    private static Set<String> alertIds() {
        return Story.alerts(RUN).stream().map(a -> a.get("alertId").asString()).collect(Collectors.toSet());
    }
}
