package metro.cctv.flow;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** A camera that works as well as any other, 501 m from a place where enough stand nearer: nobody sent there may look at it. */
final class Outsider {
    private static final double AWAY_M = 501;
    /** At Daejeon's latitude. */
    private static final double M_PER_DEG_NORTH = 110_961;

    final String cameraId =
            "DJ-SEO-FAR-" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);

    private final LocalRun run;

    /** North of the place, and live. */
    Outsider(LocalRun run, double lon, double lat) {
        this.run = run;
        String address = "rtsp://127.0.0.1:" + run.environment("CCTV_SIM_RTSP_PORT") + "/DJ-SEO-001/";
        String[] logIn = run.cameraLogIn();
        Story.ask(
                run,
                "POST",
                "/api/cameras",
                "manager",
                201,
                Map.ofEntries(
                        Map.entry("cameraId", cameraId),
                        Map.entry("name", "501 m 밖의 카메라"),
                        Map.entry("districtCode", "DJ-SEO"),
                        Map.entry("purpose", "CRIME_PREVENTION"),
                        Map.entry("managingAgency", "대전광역시 서구청"),
                        Map.entry("lon", lon),
                        Map.entry("lat", lat + AWAY_M / M_PER_DEG_NORTH),
                        Map.entry("headingDeg", 180),
                        Map.entry("fieldOfViewDeg", 90),
                        Map.entry("mainStream", Map.of("url", address + "main", "transport", "TCP")),
                        Map.entry("subStream", Map.of("url", address + "sub", "transport", "TCP")),
                        Map.entry("credentials", Map.of("username", logIn[0], "password", logIn[1])),
                        Map.entry("ptz", false),
                        Map.entry("law", rehearsed()),
                        Map.entry("state", "ACTIVE")));
        await("the camera beyond is as good as any")
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> List.of("ONLINE", "DEGRADED").contains(health())
                        && run.bytes(hls(), Optional.of("operator")).statusCode() == 200);
    }

    void leaves() {
        Story.ask(run, "DELETE", "/api/cameras/" + cameraId, "manager", 204, null);
    }

    String hls() {
        return "/api/live/" + cameraId + "/index.m3u8?stream=main";
    }

    private String health() {
        JsonNode camera = LocalRun.JSON.readTree(
                run.call("GET", "/api/cameras/" + cameraId, Optional.of("manager"), Optional.empty())
                        .body());
        return camera.at("/health/state").asString("");
    }

    /** As ./cctv up says it of its simulated cameras: nobody is filmed. */
    private static Map<String, Object> rehearsed() {
        return Map.of(
                "basis",
                "CRIME_PREVENTION",
                "noticeBoard",
                Map.of(
                        "postedAt", "2026-11-01",
                        "purpose", "모의 카메라 시험 (simulated camera)",
                        "place", "화면 속 장소 (simulated place)",
                        "range", "실제 장소나 사람을 촬영하지 않음 (films nobody)",
                        "hours", "시험 중 (while testing)",
                        "contact", "이 컴퓨터의 사용자 (whoever runs this computer)"),
                "consultation",
                Map.of("kind", "NOTICE", "documentNo", "SIMULATION", "heldAt", "2026-11-01"));
    }
}
