package metro.cctv.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.IntStream;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.camera.CameraConfigured;
import metro.cctv.testkit.TokenFixture;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the people of an agency's room see: their own open cases, what is shared with them, and nothing else. */
class BoardIT extends LinkFixture {
    private static final String BOARD = "/api/link/board";
    private final String caseNo = "2026-B-" + System.nanoTime();

    private void cameras() {
        configure(IntStream.rangeClosed(1, 4)
                .mapToObj(n -> camera("HERE-" + n, "DJ-SEO", 50 * n))
                .toArray(CameraConfigured[]::new));
    }

    @Test
    void itsOwnOpenCasesWithCamerasUnitsAndClocks() {
        cameras();
        post("/api/link/112/cases", report(), police());
        post("/api/link/112/dispatches", report().replaceFirst("\\{", "{\"unit\":\"car-7\","), police());
        Answer board = get(BOARD, police());
        assertThat(board.status()).as(board.body().toString()).isEqualTo(200);
        assertThat(board.body().path("agency").asString()).isEqualTo("112");
        assertThat(board.body().path("items")).hasSize(1);
        JsonNode open = board.body().at("/items/0");
        assertThat(open.path("caseNo").asString()).isEqualTo(caseNo);
        assertThat(open.path("own").asBoolean()).isTrue();
        assertThat(open.path("cameras")).hasSize(4);
        JsonNode first = open.at("/cameras/0");
        assertThat(first.at("/camera/cameraId").asString()).isEqualTo("HERE-1");
        assertThat(first.at("/camera/reasonCodes").toString()).contains("FACES_PLACE");
        assertThat(first.path("lat").asDouble()).isGreaterThan(LAT);
        assertThat(first.at("/camera/expiresAt").asString())
                .isLessThan(first.path("limitAt").asString());
        assertThat(board.body().toString()).as("a board lies open").doesNotContain("ticket");
        assertThat(open.at("/units/0/unit").asString()).isEqualTo("car-7");
        assertThat(open.at("/units/0/cameras").asInt()).isEqualTo(4);

        assertThat(get(BOARD, fire()).body().path("items"))
                .as("another agency's")
                .isEmpty();
        post("/api/link/112/cases/" + caseNo + "/close", "{\"reason\":\"SOLVED\"}", police());
        assertThat(get(BOARD, police()).body().path("items")).isEmpty();
    }

    @Test
    void lookingProlongsNothingAndTheFeedGoesOnFromTheCursor() {
        cameras();
        post("/api/link/112/cases", report(), police());
        jdbc.sql("update access_grant set expires_at = now() + interval '3 minutes'")
                .update();
        String before = expiry();
        assertThat(expiry()).isEqualTo(before);
        String cursor = get(BOARD, police()).body().path("cursor").asString();
        assertThat(get("/api/link/feed?after=" + cursor, police()).body().path("items"))
                .isEmpty();
        get("/api/link/112/cases/" + caseNo, police());
        assertThat(expiry()).as("reading the case does").isGreaterThan(before);
        send(
                "PATCH",
                "/api/link/112/cases/" + caseNo + "/target",
                "{\"lon\":%s,\"lat\":%s}".formatted(LON, LAT + 0.001),
                police(),
                Map.of());
        assertThat(get(BOARD, police()).body().at("/items/0/target/moves").asInt())
                .isEqualTo(1);
        assertThat(get("/api/link/feed?after=" + cursor, police())
                        .body()
                        .path("items")
                        .size())
                .isPositive();
    }

    @Test
    void whatTheCentreSharesComesAndGoes() {
        cameras();
        String lead = "Bearer " + TokenFixture.token("lead", Role.LEAD, null, "*");
        String own =
                "{\"kind\":\"ROBBERY\",\"summary\":\"seen by the centre\",\"lon\":%s,\"lat\":%s}".formatted(LON, LAT);
        String id = post("/api/incidents", own, lead).body().path("incidentId").asString();
        post("/api/incidents/" + id + "/confirm", "{}", lead);
        post("/api/incidents/" + id + "/agencies", "{\"agency\":\"119\"}", lead);
        JsonNode shared = get(BOARD, fire()).body().at("/items/0");
        assertThat(shared.path("incidentId").asString()).isEqualTo(id);
        assertThat(shared.path("own").asBoolean()).isFalse();
        assertThat(shared.path("caseNo").isNull()).isTrue();
        assertThat(shared.path("cameras")).hasSize(4);
        assertThat(get(BOARD, police()).body().path("items")).isEmpty();
        send("DELETE", "/api/incidents/" + id + "/agencies/119", "", lead, Map.of());
        assertThat(get(BOARD, fire()).body().path("items")).isEmpty();
    }

    @Test
    void nobodyElseHasTheBoardOf112() {
        for (Role role : Role.values()) {
            String token = "Bearer " + TokenFixture.token("somebody", role, "112", "*");
            assertThat(get(BOARD, token).status()).as(role.name()).isEqualTo(role == Role.POLICE_112 ? 200 : 403);
        }
    }

    private String expiry() {
        return get(BOARD, police())
                .body()
                .at("/items/0/cameras/0/camera/expiresAt")
                .asString();
    }

    private static String fire() {
        return TokenFixture.bearer(Role.FIRE_119);
    }

    private String report() {
        return """
                {"caseNo":"%s","code":1,"kind":"robbery","summary":"knife","lon":%s,"lat":%s}""".formatted(caseNo, LON, LAT);
    }
}
