package metro.cctv.registry.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import metro.cctv.contracts.camera.CameraPurpose;
import metro.cctv.contracts.camera.CameraState;
import metro.cctv.registry.RegistryTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What PostgreSQL writes is a {@link CameraBrief}: no member more, none less, every value the camera's own. */
class CameraBriefIT extends RegistryTest {
    private static final String ODD = "둔산 \\\"3\\\" \\\\ <b> 역 앞";
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    @Autowired
    JdbcClient jdbc;

    @Test
    void everyMemberIsTheCamerasOwn() {
        String code = freshCode();
        assertThat(post("/api/cameras", MANAGER, """
                        {"cameraId": "%s", "name": "%s", "districtCode": "DJ-SEO", "purpose": "DUMPING_ENFORCEMENT",
                         "managingAgency": "대전광역시 서구", "ownerAgency": "서구청", "lon": 127.301234567, "lat": 36.312345678,
                         "heightM": 4.5, "headingDeg": 359.5, "tiltDeg": -12.25, "fieldOfViewDeg": 61, "rangeM": 1e2,
                         "mainStream": {"url": "rtsp://127.0.0.1:8554/x/main", "transport": "TCP"},
                         "ptz": true, "state": "PLANNED"}""".formatted(code, ODD)).status())
                .isEqualTo(201);
        Instant since = Instant.parse("2026-11-20T23:59:59.987654Z");
        jdbc.sql("""
                        insert into camera_health (camera_code, district_code, state, cause, detail, since, changed_at)
                        values (?, 'DJ-SEO', 'DEGRADED', 'RECORDING_GAPS', '1 of 3 "seconds"', ?::timestamptz, now())""").params(code, since.toString()).update();

        JsonNode camera = get("/api/cameras/" + code, MANAGER).json();
        CameraBrief brief = brief(code, 127.301234567, 36.312345678);

        assertThat(brief)
                .isEqualTo(new CameraBrief(
                        code,
                        camera.get("name").asString(),
                        "DJ-SEO",
                        camera.get("districtName").asString(),
                        CameraPurpose.DUMPING_ENFORCEMENT,
                        CameraPurpose.DUMPING_ENFORCEMENT.korean(),
                        null,
                        "서구청",
                        "대전광역시 서구",
                        127.301234567,
                        36.312345678,
                        4.5,
                        359.5,
                        -12.25,
                        61,
                        100.0,
                        true,
                        CameraState.PLANNED,
                        Mobility.Kind.FIXED,
                        new CameraHealth(CameraHealth.State.DEGRADED, "RECORDING_GAPS", "1 of 3 \"seconds\"", since),
                        camera.get("version").asLong()));
        assertThat(brief.name()).contains("\"3\" \\ <b>");
    }

    @Test
    void whatNobodyKnowsIsNull() {
        String code = freshCode();
        assertThat(post("/api/cameras", MANAGER, camera(code, "DJ-SEO", 127.302, 36.313))
                        .status())
                .isEqualTo(201);

        CameraBrief brief = brief(code, 127.302, 36.313);

        assertThat(brief.health()).isEqualTo(CameraHealth.NEVER);
        assertThat(brief.ownerAgency()).isEqualTo(brief.managingAgency());
        assertThat(brief)
                .extracting(
                        CameraBrief::heightM, CameraBrief::tiltDeg, CameraBrief::rangeM, CameraBrief::purposeSubtype)
                .containsOnly((@Nullable Object) null);
    }

    private CameraBrief brief(String code, double lon, double lat) {
        String square = "%s %s,%s %s,%s %s,%s %s"
                .formatted(
                        lon - 1e-5, lat - 1e-5, lon + 1e-5, lat - 1e-5, lon + 1e-5, lat + 1e-5, lon - 1e-5, lat + 1e-5)
                .replace(" ", "%20");
        JsonNode items = get("/api/cameras/within?limit=500&polygon=" + square, OPERATOR)
                .json()
                .get("items");
        return items.valueStream()
                .filter(item -> item.get("cameraId").asString().equals(code))
                .map(item -> STRICT.treeToValue(item, CameraBrief.class))
                .findFirst()
                .orElseThrow(() -> new AssertionError("not among " + items));
    }
}
