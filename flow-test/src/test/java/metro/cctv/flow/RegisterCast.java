package metro.cctv.flow;

import static org.junit.jupiter.api.Assertions.assertAll;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** What only {@link RegisterStoryIT} needs: a camera that gives no pictures, a drone, and air that is closed to it. */
final class RegisterCast {
    private static final String RUN_NO =
            UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
    /** Nothing listens at its address. */
    static final String DEAD = "DJ-JUN-DEAD-" + RUN_NO;

    static final String DRONE = "DJ-DON-DRONE-" + RUN_NO;
    static final String AIRSPACE = "FLOW-" + RUN_NO;

    private RegisterCast() {}

    static void enters(LocalRun run) {
        Story.ask(run, "POST", "/api/cameras", "manager", 201, deadCamera());
        Story.ask(run, "POST", "/api/cameras", "manager", 201, drone());
        Story.ask(run, "POST", "/api/cameras/" + DRONE + "/pose", "manager", 204, flown());
        Story.ask(run, "PUT", "/api/airspaces/" + AIRSPACE, "manager", 201, closedAir());
    }

    /** Each of them, also where one cannot. */
    static void leaves(LocalRun run) {
        assertAll(Stream.of("/api/airspaces/" + AIRSPACE, "/api/cameras/" + DRONE, "/api/cameras/" + DEAD)
                .map(path -> () -> Story.ask(run, "DELETE", path, "manager", 204, null)));
    }

    /** On private ground with everybody's consent: nothing more is needed to put it in service. */
    private static Map<String, Object> deadCamera() {
        return Map.ofEntries(
                Map.entry("cameraId", DEAD),
                Map.entry("name", "꺼진 카메라"),
                Map.entry("districtCode", "DJ-JUN"),
                Map.entry("purpose", "OTHER"),
                Map.entry("managingAgency", "대전광역시 중구청"),
                Map.entry("lon", 127.4131),
                Map.entry("lat", 36.3235),
                Map.entry("fieldOfViewDeg", 90),
                Map.entry("mainStream", Map.of("url", "rtsp://127.0.0.1:9/dead", "transport", "TCP")),
                Map.entry("ptz", false),
                Map.entry("law", Map.of("basis", "NON_PUBLIC_CONSENT")),
                Map.entry("state", "ACTIVE"));
    }

    private static Map<String, Object> drone() {
        return Map.of(
                "cameraId",
                DRONE,
                "name",
                "보문산 산불 감시 드론",
                "districtCode",
                "DJ-DON",
                "purpose",
                "DISASTER",
                "managingAgency",
                "대전광역시 동구청",
                "lon",
                127.4342,
                "lat",
                36.3324,
                "fieldOfViewDeg",
                84,
                "ptz",
                false,
                "mobility",
                "DRONE");
    }

    private static List<Map<String, Object>> flown() {
        Instant now = Instant.now();
        return List.of(
                pose(now.minusSeconds(40), 127.4302, 36.3304),
                pose(now.minusSeconds(20), 127.4322, 36.3324),
                pose(now, 127.4352, 36.3334));
    }

    private static Map<String, Object> pose(Instant at, double lon, double lat) {
        return Map.of("at", at.toString(), "lon", lon, "lat", lat, "headingDeg", 60, "heightM", 55);
    }

    private static Map<String, Object> closedAir() {
        var ring = List.of(
                List.of(127.42, 36.32),
                List.of(127.45, 36.32),
                List.of(127.45, 36.345),
                List.of(127.42, 36.345),
                List.of(127.42, 36.32));
        return Map.of(
                "name",
                "대전역 상공",
                "polygon",
                Map.of("type", "Polygon", "coordinates", List.of(ring)),
                "floorM",
                0,
                "ceilingM",
                40);
    }
}
