package metro.cctv.registry.onvif;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import metro.cctv.contracts.access.AccessMatrix;
import metro.cctv.contracts.access.Capability;
import metro.cctv.contracts.access.Right;
import metro.cctv.contracts.access.Role;
import metro.cctv.registry.RegistryTest;
import metro.cctv.simulator.SimulatedCameras;
import metro.cctv.simulator.onvif.DiscoveryResponder;
import metro.cctv.simulator.video.TestPattern;
import metro.cctv.testkit.TokenFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The two doors, against the camera simulator. */
class OnvifDoorIT extends RegistryTest {
    @Autowired
    OnvifProperties onvif;

    @Autowired
    JdbcClient jdbc;

    @Test
    void whatAProbeSuggestsCanBeEnteredOnceAPersonAddedLawAndPlace() {
        String code = freshCode();
        try (var devices = SimulatedDevices.start()) {
            Answer probed = probe(devices.address(SimulatedDevices.TURNING), SimulatedDevices.PASSWORD);

            assertThat(probed.status()).as(probed.json().toString()).isEqualTo(200);
            JsonNode device = probed.json();
            assertThat(device.get("kind").asString()).isEqualTo("ONVIF");
            assertThat(device.get("maker").asString()).isEqualTo("Metro CCTV");
            assertThat(device.get("authentication").asString()).isEqualTo("DIGEST");
            assertThat(device.get("pinnedAddress").asString()).isEqualTo("127.0.0.1");
            assertThat(Math.abs(device.get("clockOffsetMs").asInt())).isLessThan(20_000);
            assertThat(device.get("profiles").get(0).get("media").asInt()).isEqualTo(2);
            assertThat(device.get("profiles").get(0).get("codec").asString()).isEqualTo("H264");
            assertThat(device.get("profiles").get(0).get("width").asInt()).isEqualTo(320);
            assertThat(device.get("ptz").get("continuous").asBoolean()).isTrue();
            assertThat(device.get("ptz").get("presets").get(1).get("name").asString())
                    .isEqualTo("횡단보도");
            assertThat(device.get("registeredAs").isNull()).isTrue();
            assertThat(new String(probed.bytes(), java.nio.charset.StandardCharsets.UTF_8))
                    .doesNotContain(SimulatedDevices.PASSWORD);

            ObjectNode draft = (ObjectNode) device.get("suggestion");
            draft.put("cameraId", code)
                    .put("districtCode", "DJ-SEO")
                    .put("purpose", "CRIME_PREVENTION")
                    .put("managingAgency", "대전광역시")
                    .put("lon", 127.3849)
                    .put("lat", 36.3504);
            draft.set("law", json.readTree(LAW));
            Answer entered = post("/api/cameras", MANAGER, draft.toString());
            assertThat(entered.status()).as(entered.json().toString()).isEqualTo(201);

            assertThat(probe(devices.address(SimulatedDevices.TURNING), SimulatedDevices.PASSWORD)
                            .json()
                            .get("registeredAs")
                            .asString())
                    .isEqualTo(code);
        } finally {
            jdbc.sql("delete from camera where code = ?").param(code).update();
        }
    }

    @Test
    void aWrongPasswordIsTheDevicesRefusalAndIsNotSentBack() {
        try (var devices = SimulatedDevices.start()) {
            Answer answer = probe(devices.address("DJ-SEO-001"), "guess-7");

            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.problem()).isEqualTo("camera-login-refused");
            assertThat(answer.json().toString()).doesNotContain("guess-7");
        }
    }

    @Test
    void aPlainRtspCameraIsFirstClass() {
        var loop = TestPattern.loop(320, 180, 10, 1);
        try (var cameras = SimulatedCameras.builder()
                .camera("CAM-1", loop, loop)
                .credentials("cam", SimulatedDevices.PASSWORD)
                .withAudio()
                .start()) {
            Answer answer = probe(cameras.url("CAM-1", "main"), SimulatedDevices.PASSWORD);

            assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
            JsonNode device = answer.json();
            assertThat(device.get("kind").asString()).isEqualTo("RTSP");
            assertThat(device.get("authentication").asString()).isEqualTo("DIGEST");
            JsonNode profile = device.get("profiles").get(0);
            assertThat(profile.get("codec").asString()).isEqualTo("H264");
            assertThat(profile.get("width").asInt()).isEqualTo(320);
            assertThat(profile.get("height").asInt()).isEqualTo(180);
            assertThat(profile.get("fps").asDouble()).isEqualTo(10);
            assertThat(profile.get("audio").asBoolean()).isTrue();
            assertThat(device.get("quirks").toString()).contains("AUDIO");
            assertThat(device.get("suggestion").get("mainStream").get("url").asString())
                    .isEqualTo(cameras.url("CAM-1", "main"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://169.254.169.254/latest/meta-data, 400, address-refused",
        "http://8.8.8.8/onvif/device_service, 400, address-refused",
        "file:///etc/passwd, 400, address-refused",
        "concat:rtsp://10.0.0.1/a, 400, address-refused",
        "pipe:1, 400, address-refused",
        "http://admin:secret-9@10.0.0.1/, 400, address-refused",
        "rtsp://10.0.0.1/$(id), 400, address-refused",
        "10.0.0.1:0, 400, address-refused",
        "nowhere.invalid, 400, address-refused",
        "'', 422, invalid-field",
        "http://127.0.0.1:1/onvif/device_service, 502, camera-unreachable",
        "rtsp://127.0.0.1:1/, 502, camera-unreachable",
    })
    void otherAddressesAreRefused(String address, int status, String problem) {
        Answer answer = probe(address, "x");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.problem()).isEqualTo(problem);
        assertThat(answer.json().toString()).doesNotContain("secret-9");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void onlyThoseWhoEnterCamerasLook(Role role) {
        boolean may = AccessMatrix.right(role, Capability.CAMERAS) == Right.YES;
        String token = TokenFixture.bearer(role, "DJ-SEO");

        assertThat(post("/api/cameras/probe", token, "{\"address\":\"file:///a\"}")
                        .status())
                .isEqualTo(may ? 400 : 403);
        assertThat(post("/api/cameras/discover", token, "{\"networks\":[\"8.8.8.0/30\"]}")
                        .status())
                .isEqualTo(may ? 400 : 403);
    }

    @Test
    void whoAnswersIsListedAndNothingIsEntered() throws Exception {
        long before = cameras();
        try (var devices = SimulatedDevices.start();
                var responder = DiscoveryResponder.start(
                        "127.0.0.1",
                        onvif.discoveryPort(),
                        Map.of(
                                "DJ-SEO-001", devices.address("DJ-SEO-001"),
                                "DJ-SEO-002", devices.address("DJ-SEO-002"),
                                "LIAR", "http://169.254.169.254/onvif/device_service"))) {
            Answer answer = post("/api/cameras/discover", MANAGER, "{\"networks\":[\"127.0.0.0/30\"],\"seconds\":1}");

            assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
            JsonNode items = answer.json().get("items");
            assertThat(items.valueStream().map(i -> i.get("name").asString()))
                    .containsExactlyInAnyOrder("DJ-SEO-001", "DJ-SEO-002");
            assertThat(items.get(0).get("allowed").asBoolean()).isTrue();
            assertThat(answer.json().get("refused").toString()).contains("169.254.169.254", "never dialled");
            assertThat(responder.port()).isEqualTo(onvif.discoveryPort());
        }
        assertThat(cameras()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"networks\":[]}', 422, invalid-field",
        "'{}', 422, invalid-field",
        "'{\"networks\":[\"10.0.0.0/8\"]}', 422, invalid-field",
        "'{\"networks\":[\"10.0.0.0/22\",\"10.0.4.0/32\"]}', 422, invalid-field",
        "'{\"networks\":[\"10.0.0.0\"]}', 422, invalid-field",
        "'{\"networks\":[\"$(id)/24\"]}', 422, invalid-field",
        "'{\"networks\":[\"169.254.0.0/24\"]}', 400, address-refused",
        "'{\"networks\":[\"192.168.0.0/24\"]}', 400, address-refused",
        "'{\"networks\":[\"10.0.0.0/30\"],\"seconds\":0}', 422, invalid-field",
        "'{\"networks\":[\"10.0.0.0/30\"],\"seconds\":11}', 422, invalid-field",
        "'{\"networks\":[\"10.0.0.0/30\"],\"enrol\":true}', 400, bad-request",
    })
    void otherSearchesAreRefused(String body, int status, String problem) {
        Answer answer = post("/api/cameras/discover", MANAGER, body);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.problem()).isEqualTo(problem);
    }

    private long cameras() {
        return jdbc.sql("select count(*) from camera").query(Long.class).single();
    }

    private Answer probe(String address, String password) {
        return post(
                "/api/cameras/probe",
                MANAGER,
                "{\"address\":\"%s\",\"credentials\":{\"username\":\"cam\",\"password\":\"%s\"}}"
                        .formatted(address, password));
    }
}
