package metro.cctv.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** 112 reports a case and sees the nearest cameras at once, for as long as the case is open and not a moment longer. */
class CaseStoryIT {
    private static final LocalRun RUN = LocalRun.started();

    @BeforeAll
    static void camerasAreLive() {
        Story.awaitLiveCameras(RUN, 8);
    }

    @Test
    void aCaseOpensTheNearestCamerasAndItsEndClosesThem() {
        String caseNo = "FLOW-" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(java.util.Locale.ROOT);
        HttpResponse<String> opened =
                RUN.call("POST", "/api/link/112/cases", Optional.of("112"), Optional.of(robbery(caseNo)));
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(201);
        JsonNode answer = LocalRun.JSON.readTree(opened.body());
        List<JsonNode> cameras = new ArrayList<>();
        answer.get("cameras").forEach(cameras::add);
        assertThat(cameras).hasSizeBetween(3, 9);
        assertThat(cameras.stream().map(c -> c.get("distanceM").asDouble()).toList())
                .allSatisfy(m -> assertThat(m).isGreaterThanOrEqualTo(0));

        String playlist = cameras.getFirst().get("live").get("hls").asString();
        Pictures.Seen seen = Pictures.play(RUN.address(playlist).toString(), 10, Duration.ofSeconds(20));
        assertThat(seen.frames()).isGreaterThanOrEqualTo(10);
        assertThat(seen.audioStreams()).isZero();

        HttpResponse<String> closed = RUN.call(
                "POST",
                "/api/link/112/cases/" + caseNo + "/close",
                Optional.of("112"),
                Optional.of(Map.of("reason", "해결")));
        assertThat(closed.statusCode()).as(closed.body()).isEqualTo(200);
        await("the ticket is worth nothing").atMost(Duration.ofSeconds(15)).untilAsserted(() -> {
            HttpResponse<String> refused = RUN.call("GET", playlist, Optional.empty(), Optional.empty());
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(problem(refused)).isEqualTo("urn:metro-cctv:problem:ticket-refused");
        });
        Story.ledgerTells(RUN, caseNo, "case.open", "case.close", "live.view");
    }

    @Test
    void nobodyElseGetsACase() {
        HttpResponse<String> stranger =
                RUN.call("POST", "/api/link/112/cases", Optional.empty(), Optional.of(robbery("FLOW-STRANGER")));
        assertThat(stranger.statusCode()).isEqualTo(401);
        assertThat(problem(stranger)).isEqualTo("urn:metro-cctv:problem:not-authenticated");

        HttpResponse<String> operator =
                RUN.call("POST", "/api/link/112/cases", Optional.of("operator"), Optional.of(robbery("FLOW-OPERATOR")));
        assertThat(operator.statusCode()).isEqualTo(403);
        assertThat(problem(operator)).isEqualTo("urn:metro-cctv:problem:forbidden");

        String live = "/api/live/" + anyCamera() + "/index.m3u8";
        assertThat(RUN.call("GET", live, Optional.empty(), Optional.empty()).statusCode())
                .isEqualTo(401);
        HttpResponse<String> without = RUN.call("GET", live, Optional.of("119"), Optional.empty());
        assertThat(without.statusCode()).isEqualTo(403);
        assertThat(problem(without)).isEqualTo("urn:metro-cctv:problem:case-needed");
        HttpResponse<String> forged =
                RUN.call("GET", live + "?ticket=" + "A".repeat(43), Optional.empty(), Optional.empty());
        assertThat(forged.statusCode()).isEqualTo(403);

        await("refusals are in the ledger").atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            List<String> refused = new ArrayList<>();
            RUN.get("/api/ledger?limit=200", "auditor").get("items").forEach(row -> {
                if ("REFUSED".equals(row.get("result").asString()))
                    refused.add(row.get("subject").asString());
            });
            assertThat(refused).contains("anonymous", "operator", "119");
        });
    }

    private static String anyCamera() {
        return RUN.get("/api/cameras?limit=1", "operator")
                .get("items")
                .get(0)
                .get("cameraId")
                .asString();
    }

    private static Map<String, Object> robbery(String caseNo) {
        // Between the simulated cameras of 유성구 and 서구.
        return Map.of(
                "caseNo", caseNo, "code", 0, "kind", "강도", "summary", "편의점 강도, 도주 중", "lon", 127.3849, "lat", 36.3504);
    }

    private static String problem(HttpResponse<String> answer) {
        return LocalRun.JSON.readTree(answer.body()).get("type").asString();
    }
}
