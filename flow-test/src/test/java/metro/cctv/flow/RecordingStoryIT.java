package metro.cctv.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What was recorded plays back for those who may, with a purpose, and has no sound. */
class RecordingStoryIT {
    private static final LocalRun RUN = LocalRun.started();
    private static final String CAMERA = "DJ-YUS-001";

    @BeforeAll
    static void camerasAreLive() {
        Story.awaitLiveCameras(RUN, 8);
    }

    @Test
    void segmentsPlayBackAsOneFilm() {
        Instant to = Instant.now();
        Instant from = to.minusSeconds(600);
        await("two segments")
                .atMost(Duration.ofSeconds(60))
                .until(() -> Story.timeline(RUN, CAMERA, from, Instant.now())
                                .get("segments")
                                .size()
                        >= 2);
        String path = "/api/recordings/%s/index.m3u8?from=%s&to=%s&purpose=%s"
                .formatted(CAMERA, from, Instant.now(), "crime-prevention");
        HttpResponse<String> playlist = RUN.call("GET", path, Optional.of("lead"), Optional.empty());
        assertThat(playlist.statusCode()).as(playlist.body()).isEqualTo(200);
        assertThat(playlist.body()).contains("#EXT-X-MAP").contains("#EXT-X-PROGRAM-DATE-TIME");

        JsonNode segment =
                Story.timeline(RUN, CAMERA, from, Instant.now()).get("segments").get(0);
        Pictures.Seen seen = Pictures.play(Story.download(RUN, segment), 60, Duration.ofSeconds(20));
        assertThat(seen.frames()).isGreaterThanOrEqualTo(30);
        assertThat(seen.audioStreams()).isZero();
    }

    @Test
    void withoutAPurposeOrARightThereIsNoPicture() {
        Instant to = Instant.now();
        String range = "?from=%s&to=%s".formatted(to.minusSeconds(60), to);
        String path = "/api/recordings/" + CAMERA + "/index.m3u8" + range;
        assertThat(RUN.call("GET", path, Optional.of("lead"), Optional.empty()).body())
                .contains("purpose-needed");
        Story.closeIncidentsOfTheCentre(RUN);
        await("no case of the centre covers the camera")
                .untilAsserted(
                        () -> assertThat(RUN.call("GET", path + "&purpose=x", Optional.of("operator"), Optional.empty())
                                        .body())
                                .contains("case-needed"));
        assertThat(RUN.call("GET", path + "&purpose=x", Optional.empty(), Optional.empty())
                        .statusCode())
                .isEqualTo(401);
    }
}
