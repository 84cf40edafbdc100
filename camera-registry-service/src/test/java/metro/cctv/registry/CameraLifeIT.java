package metro.cctv.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.access.Role;
import metro.cctv.testkit.TokenFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A camera from its plan to its end, and what is remembered of it. */
class CameraLifeIT extends RegistryTest {
    private static final double LON = 127.3849;
    private static final double LAT = 36.3504;
    /** 12 and 12.0 are one number; everything else is itself. */
    private static final Comparator<JsonNode> BY_VALUE = (one, other) -> one.isNumber() && other.isNumber()
            ? Double.compare(one.doubleValue(), other.doubleValue())
            : one.equals(other) ? 0 : 1;

    @Autowired
    JdbcClient jdbc;

    @Test
    void everyFieldGoesInComesOutAndIsSent() {
        String code = freshCode();
        ObjectNode input = (ObjectNode) json.readTree(camera(code, "DJ-SEO", LON, LAT));
        input.setAll((ObjectNode) json.readTree("""
                {"ownerAgency": "대전경찰청", "purpose": "방범", "siteId": "SITE-7", "heightM": 5.5, "tiltDeg": -12, "rangeM": 60,
                 "ptz": true, "ptzRange": {"panFromDeg": 0.0, "panToDeg": 350.0, "tiltFromDeg": -90.0, "tiltToDeg": 10.0, "maxZoom": 30.0},
                 "onvifAddress": "http://127.0.0.1:8000/onvif/device_service",
                 "masks": [{"name": "2층 창문", "polygon": [{"x": 0.1, "y": 0.1}, {"x": 0.2, "y": 0.1}, {"x": 0.2, "y": 0.2}]}],
                 "security": {"maker": "M", "model": "X1", "firmware": "1.2.3", "firmwareCertificate": "TTA-1",
                              "certificateSha256": null, "certificateExpiresAt": "2027-01-01T00:00:00Z", "passwordChangedAt": null}}"""));
        ((ObjectNode) input.get("mainStream"))
                .put("codec", "H265")
                .put("width", 3840)
                .put("height", 2160)
                .put("fps", 29.97);

        assertThat(post("/api/cameras", MANAGER, input.toString()).status()).isEqualTo(201);
        JsonNode seen = get("/api/cameras/" + code, MANAGER).json();

        for (String field : List.of(
                "ownerAgency",
                "siteId",
                "heightM",
                "tiltDeg",
                "rangeM",
                "ptzRange",
                "onvifAddress",
                "masks",
                "security",
                "law",
                "mainStream"))
            assertThat(seen.get(field).equals(BY_VALUE, input.get(field)))
                    .as("%s: %s against %s", field, seen.get(field), input.get(field))
                    .isTrue();
        assertThat(seen.get("purpose").asString()).isEqualTo("CRIME_PREVENTION");
        assertThat(seen.get("purposeSubtype").asString()).isEqualTo("방범");
        assertThat(seen.get("mobility").asString()).isEqualTo("FIXED");
        assertThat(seen.get("stateSince").isNull()).isFalse();
        await().until(() -> !recordsOf(Topics.CAMERA, code).isEmpty());
        JsonNode event = json.readTree(recordsOf(Topics.CAMERA, code).getFirst().value());
        assertThat(event.get("masks").get(0).get("name").asString()).isEqualTo("2층 창문");
        assertThat(event.get("mounting").toString()).isEqualTo("{\"heightM\":5.5,\"rangeM\":60.0,\"moving\":false}");
        assertThat(event.has("law")).isFalse();
    }

    @Test
    void aPlanBecomesACameraOnceTheLawsItemsAreThere() {
        String code = freshCode();
        ObjectNode input = (ObjectNode) json.readTree(camera(code, "DJ-SEO", LON, LAT));
        input.remove(List.of("state", "mainStream", "subStream", "law"));
        assertThat(post("/api/cameras", MANAGER, input.toString())
                        .json()
                        .get("state")
                        .asString())
                .isEqualTo("PLANNED");

        Answer refused = step(code, "ACTIVE", null);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("activation-refused");
        assertThat(refused.json().get("missing").valueStream().map(JsonNode::asString))
                .containsExactly("mainStream", "law.basis", "law.noticeBoard", "law.consultation");

        patch(code, "{\"mainStream\": {\"url\": \"rtsp://127.0.0.1:8554/x\"}, \"law\": " + LAW + "}");
        assertThat(patch(code, "{\"law\": {\"noticeBoard\": {\"hours\": null}}}")
                        .status())
                .isEqualTo(200);
        assertThat(step(code, "ACTIVE", null).json().get("missing").get(0).asString())
                .isEqualTo("law.noticeBoard.hours");
        patch(code, "{\"law\": {\"noticeBoard\": {\"hours\": \"24시간\"}}}");
        assertThat(step(code, "ACTIVE", null).json().get("state").asString()).isEqualTo("ACTIVE");

        assertThat(patch(code, "{\"law\": {\"consultation\": null}}").problem()).isEqualTo("activation-refused");
        assertThat(patch(code, "{\"mainStream\": null}").problem()).isEqualTo("activation-refused");
        assertThat(patch(code, "{\"purpose\": \"교통정보수집\"}")
                        .json()
                        .get("missing")
                        .get(0)
                        .asString())
                .isEqualTo("law.basis");
        assertThat(step(code, "PLANNED", null).problem()).isEqualTo("conflict");
        assertThat(step(code, "SUSPENDED", "도로 공사").status()).isEqualTo(200);
        assertThat(patch(code, "{\"law\": {\"consultation\": null}}").status()).isEqualTo(200);
        assertThat(step(code, "ACTIVE", null).json().get("missing").get(0).asString())
                .isEqualTo("law.consultation");
        assertThat(step(code, "RETIRED", "철거").json().get("state").asString()).isEqualTo("RETIRED");
        assertThat(step(code, "ACTIVE", null).problem()).isEqualTo("conflict");
        assertThat(patch(code, "{\"name\": \"x\"}").problem()).isEqualTo("conflict");
    }

    @Test
    void whatFilmedBeforeTheEvidenceWasKeptStaysAtWorkAndChangeable() {
        String code = freshCode();
        post("/api/cameras", MANAGER, camera(code, "DJ-SEO", LON, LAT));
        jdbc.sql("update camera set law = '{}' where code = ?").param(code).update();

        assertThat(patch(code, "{\"name\": \"새 이름\"}").json().get("state").asString())
                .isEqualTo("ACTIVE");
        assertThat(patch(code, "{\"mainStream\": null, \"subStream\": null}")
                        .json()
                        .get("missing"))
                .hasSize(1);
        assertThat(step(code, "SUSPENDED", null).status()).isEqualTo(200);
        assertThat(step(code, "ACTIVE", null).json().get("missing")).hasSize(3);
    }

    @Test
    void historyKeepsWhoWhatFromAndToWithoutSecrets() {
        String code = freshCode();
        ObjectNode input = (ObjectNode) json.readTree(camera(code, "DJ-SEO", LON, LAT));
        input.putObject("credentials").put("username", "viewer").put("password", "geheim-9137");
        post("/api/cameras", MANAGER, input.toString());
        patch(code, "{\"lon\": 127.385, \"law\": {\"noticeBoard\": {\"hours\": \"09:00-18:00\"}}}");
        patch(code, "{}");
        patch(code, "{\"credentials\": {\"username\": \"viewer\", \"password\": \"geheim-9138\"}}");
        step(code, "SUSPENDED", "도로 공사");

        Answer answer = get("/api/cameras/" + code + "/history", MANAGER);
        List<JsonNode> rows = answer.json().get("items").valueStream().toList();

        assertThat(rows.stream()
                        .map(r ->
                                r.get("version").asLong() + " " + r.get("what").asString()))
                .containsExactly("4 STATE", "3 CREDENTIALS", "2 CHANGED", "1 REGISTERED");
        assertThat(rows.get(0).get("reason").asString()).isEqualTo("도로 공사");
        assertThat(rows.get(0).get("from").toString()).isEqualTo("{\"state\":\"ACTIVE\"}");
        assertThat(rows.get(0).get("to").toString()).isEqualTo("{\"state\":\"SUSPENDED\"}");
        assertThat(rows.get(1).get("fields").toString()).contains("\"credentialsChangedAt\"");
        assertThat(rows.get(2).get("fields").toString()).isEqualTo("[\"lon\",\"law.noticeBoard\"]");
        assertThat(rows.get(2).get("from").get("lon").asDouble()).isEqualTo(LON);
        assertThat(rows.get(2).get("to").get("lon").asDouble()).isEqualTo(127.385);
        assertThat(rows.get(3).get("from").isNull()).isTrue();
        assertThat(rows.get(3).get("who").asString()).isNotBlank();
        assertThat(new String(answer.bytes(), StandardCharsets.UTF_8)).doesNotContain("geheim", "viewer");

        JsonNode page =
                get("/api/cameras/" + code + "/history?limit=3", MANAGER).json();
        JsonNode rest = get(
                        "/api/cameras/" + code + "/history?cursor="
                                + page.get("next").asString(),
                        MANAGER)
                .json();
        assertThat(rest.get("items")).hasSize(1);
        assertThat(rest.get("next").isNull()).isTrue();
        assertThat(get("/api/cameras/" + code + "/history?cursor=x", MANAGER).problem())
                .isEqualTo("bad-request");
        assertThat(get("/api/cameras/NO-SUCH/history", MANAGER).problem()).isEqualTo("not-found");
    }

    /** Generated from the matrix's audit column: teams and agencies their own districts, officers and auditors all. */
    @ParameterizedTest
    @EnumSource(Role.class)
    void everyRoleAndTheHistoryTheEvidenceAndTheDevice(Role role) {
        String code = freshCode();
        post("/api/cameras", MANAGER, camera(code, "DJ-SEO", LON, LAT));
        patch(code, "{\"security\": {\"firmware\": \"1.0\"}}");
        String own = TokenFixture.bearer(role, "DJ-SEO");
        String other = TokenFixture.bearer(role, "DJ-YUS");
        String path = "/api/cameras/" + code;
        boolean reads = List.of(Role.LEAD, Role.MANAGER, Role.PRIVACY_OFFICER, Role.AUDITOR, Role.SERVICE)
                .contains(role);
        boolean readsAll = reads && role != Role.LEAD && role != Role.MANAGER;
        boolean runs = List.of(Role.LEAD, Role.MANAGER, Role.SERVICE).contains(role);

        assertThat(get(path + "/history", own).status()).isEqualTo(reads ? 200 : 403);
        // Who reads histories at home does not learn that this camera is there; the others may not read any.
        assertThat(get(path + "/history", other).status()).isEqualTo(readsAll ? 200 : reads ? 404 : 403);
        if (reads)
            assertThat(get(path + "/history", own)
                            .json()
                            .get("items")
                            .get(1)
                            .get("to")
                            .has("mainStream"))
                    .isEqualTo(runs);
        JsonNode seen = get(path, own).json();
        assertThat(seen.get("security").isNull()).isEqualTo(!reads);
        assertThat(seen.get("law").get("noticeBoard").isNull()).isFalse();
        assertThat(seen.get("law").get("consultation").isNull()).isEqualTo(!runs);
        assertThat(get(path, other).json().get("security").isNull()).isEqualTo(role != Role.SERVICE);
        boolean writes = role == Role.MANAGER || role == Role.SERVICE;
        Answer step = call(HttpMethod.POST, path + "/state", other, "{\"to\": \"SUSPENDED\"}");
        assertThat(step.status()).isEqualTo(role == Role.SERVICE ? 200 : writes ? 404 : 403);
    }

    @Test
    void listsAreFilteredByWhatIsKnown() {
        String mark = freshCode();
        post("/api/cameras", MANAGER, camera(mark + "A", "DJ-SEO", LON, LAT));
        ObjectNode drone = (ObjectNode) json.readTree(camera(mark + "B", "DJ-SEO", LON, LAT));
        drone.put("mobility", "DRONE").put("recordingNotice", "경광등과 안내 방송").put("ownerAgency", mark + "소방");
        post("/api/cameras", MANAGER, drone.toString());

        String list = "/api/cameras?q=" + mark;
        assertThat(codes(list)).containsExactly(mark + "A", mark + "B");
        assertThat(codes(list + "&mobility=DRONE")).containsExactly(mark + "B");
        assertThat(codes(list + "&mobility=FIXED&purpose=CRIME_PREVENTION")).containsExactly(mark + "A");
        assertThat(codes(list + "&purpose=DISASTER")).isEmpty();
        assertThat(codes("/api/cameras?agency=" + java.net.URLEncoder.encode(mark + "소방", StandardCharsets.UTF_8)))
                .containsExactly(mark + "B");
        assertThat(get(list + "&mobility=BALLOON", OPERATOR).problem()).isEqualTo("bad-request");
    }

    private List<String> codes(String path) {
        return get(path, OPERATOR)
                .json()
                .get("items")
                .valueStream()
                .map(c -> c.get("cameraId").asString())
                .toList();
    }

    private Answer patch(String code, String body) {
        return call(HttpMethod.PATCH, "/api/cameras/" + code, MANAGER, body);
    }

    private Answer step(String code, String to, String reason) {
        ObjectNode body = json.createObjectNode().put("to", to).put("reason", reason);
        return post("/api/cameras/" + code + "/state", MANAGER, body.toString());
    }
}
