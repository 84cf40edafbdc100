package metro.cctv.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.stream.Stream;
import metro.cctv.contracts.camera.CameraConfigured;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Heads that a case turns to its place, follow its target and turn back; none of them ever holds the case up. */
class TurningIT extends LinkFixture {
    private static final String CASES = "/api/link/112/cases";
    private static final String KIM = operator("kim", "DJ-SEO");
    private static final double DEG_PER_M_NORTH = 1 / 110_961.0;

    private final String caseNo = "2026-P-" + System.nanoTime();

    @BeforeEach
    void cameras() {
        REGISTRY.heads.clear();
        REGISTRY.headProblems.clear();
        REGISTRY.sights.clear();
        configure(camera("FIXED-1", "DJ-SEO", 50), turning("PTZ-1", 60));
        REGISTRY.sees("PTZ-1", "gate", 180);
    }

    @Test
    void aHeadTurnsToThePlaceFollowsTheTargetAndTurnsBack() {
        Answer opened = open();
        assertThat(camera(opened.body(), "PTZ-1").path("reasonCodes").toString())
                .contains("CAN_TURN");
        await().untilAsserted(() -> assertThat(REGISTRY.heads).hasSize(1));
        assertThat(REGISTRY.heads.getFirst())
                .isEqualTo(
                        "POST PTZ-1 {\"agency\":\"112\",\"caseNo\":\"%s\",\"purpose\":\"112 emergency video\",\"preset\":\"gate\"}"
                                .formatted(caseNo));
        await().untilAsserted(() ->
                assertThat(camera(read(), "PTZ-1").path("reason").asString()).endsWith(", turned to preset gate"));
        assertThat(camera(read(), "PTZ-1").path("reasonCodes").toString()).contains("TURNED");
        assertThat(camera(read(), "FIXED-1").path("reason").asString()).doesNotContain("turned");

        REGISTRY.sees("PTZ-1", null, 190);
        Answer moved = send(
                "PATCH",
                CASES + "/" + caseNo + "/target",
                "{\"lon\":%s,\"lat\":%s}".formatted(LON, LAT + 10 * DEG_PER_M_NORTH),
                police(),
                Map.of());
        assertThat(moved.status()).isEqualTo(200);
        await().untilAsserted(() ->
                assertThat(camera(read(), "PTZ-1").path("reason").asString()).endsWith(", turned to 190 degrees"));
        assertThat(REGISTRY.heads.getLast()).contains("\"panDeg\":190.0,\"tiltDeg\":-5.");

        post(CASES + "/" + caseNo + "/close", "{\"reason\":\"SOLVED\"}", police());
        await().untilAsserted(() ->
                assertThat(REGISTRY.heads.getLast()).isEqualTo("DELETE PTZ-1 agency=112&caseNo=" + caseNo));
        String timeline = "/api/incidents/" + opened.body().path("incidentId").asString() + "/timeline";
        await().untilAsserted(() -> assertThat(
                        Stream.of(get(timeline, KIM).body().path("items"))
                                .flatMap(items -> items.findValuesAsString("detail").stream()))
                .contains("PTZ-1: turned to preset gate", "PTZ-1: turned to 190 degrees", "PTZ-1: turned back"));
        assertThat(REGISTRY.heads).as("turned twice, and back once").hasSize(3);
    }

    @Test
    void aHeadThatDoesNotTurnIsTriedAgainAndHoldsUpNothing() {
        REGISTRY.headProblems.add("case-needed");
        REGISTRY.headProblems.add("ptz-held");
        Answer opened = open();
        assertThat(opened.body().path("cameras")).hasSize(2);
        await().untilAsserted(() -> assertThat(REGISTRY.heads).hasSize(3));
        await().untilAsserted(() ->
                assertThat(camera(read(), "PTZ-1").path("reason").asString()).endsWith(", turned to preset gate"));
    }

    @Test
    void whatTheRegistryRefusesIsSaidAndNotTriedAgain() {
        REGISTRY.headProblems.add("ptz-refused");
        String incident = open().body().path("incidentId").asString();
        await().untilAsserted(() -> assertThat(get("/api/incidents/" + incident + "/timeline", KIM)
                        .body()
                        .path("items")
                        .findValuesAsString("what"))
                .contains("camera.not-turned"));
        assertThat(camera(read(), "PTZ-1").path("reason").asString()).doesNotContain("turned to");
        post(CASES + "/" + caseNo + "/close", "{\"reason\":\"SOLVED\"}", police());
        await().until(() -> jdbc.sql("select state from camera_turn")
                .query(String.class)
                .single()
                .equals("DONE"));
        assertThat(REGISTRY.heads).as("not turned, so not turned back").hasSize(1);
    }

    private Answer open() {
        Answer opened = post(
                CASES,
                "{\"caseNo\":\"%s\",\"code\":1,\"kind\":\"ROBBERY\",\"summary\":\"x\",\"lon\":%s,\"lat\":%s}"
                        .formatted(caseNo, LON, LAT),
                police());
        assertThat(opened.status()).as(opened.body().toString()).isEqualTo(201);
        return opened;
    }

    private JsonNode read() {
        return get(CASES + "/" + caseNo, police()).body();
    }

    private static JsonNode camera(JsonNode aCase, String cameraId) {
        for (JsonNode camera : aCase.path("cameras"))
            if (camera.path("cameraId").asString().equals(cameraId)) return camera;
        throw new AssertionError("no " + cameraId + " in " + aCase);
    }

    /** With a head that looks north, away from the place. */
    private static CameraConfigured turning(String id, double northM) {
        CameraConfigured fixed = camera(id, "DJ-SEO", northM);
        return new CameraConfigured(
                fixed.eventId(),
                id,
                fixed.name(),
                fixed.districtCode(),
                fixed.purpose(),
                fixed.managingAgency(),
                fixed.lon(),
                fixed.lat(),
                0.0,
                fixed.fieldOfViewDeg(),
                fixed.mainStream(),
                null,
                true,
                fixed.needsCredentials(),
                fixed.state(),
                fixed.zones(),
                fixed.masks(),
                fixed.mounting(),
                fixed.version(),
                fixed.at());
    }
}
