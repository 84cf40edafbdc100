package metro.cctv.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.camera.CameraConfigured;
import metro.cctv.contracts.health.StreamHealthChanged;
import metro.cctv.testkit.TokenFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** A disaster room's board: all cameras of an area and none outside of it. */
class DisasterIT extends LinkFixture {
    private static final String DOOR = "/api/link/disasters";
    private static final String ROOM = "Bearer " + TokenFixture.token("room", Role.DISASTER_ROOM, "DISASTER");

    private final String caseNo = "NDMS-" + System.nanoTime();

    @Test
    void everyCameraInsideAndNoneOutside() {
        configure(IntStream.rangeClosed(1, 40)
                .mapToObj(n -> camera("IN-%02d".formatted(n), "DJ-SEO", n * 10))
                .toArray(CameraConfigured[]::new));
        configure(camera("SOUTH-1", "DJ-SEO", -30), camera("NORTH-1", "DJ-SEO", 1_500));
        health("IN-40", "DJ-SEO", StreamHealthChanged.State.ONLINE);
        sent(Topics.GRANT);

        Answer opened = post(DOOR, disaster("2", box(0, 500)), ROOM);
        assertThat(opened.status()).as(opened.body().toString()).isEqualTo(201);
        List<String> board = ids(opened.body().path("cameras"));
        assertThat(board).as("as many as a board may show").hasSize(36).allMatch(id -> id.startsWith("IN-"));
        assertThat(board.getFirst()).as("online first").isEqualTo("IN-40");
        assertThat(opened.body().at("/cameras/0/live/hls").asString()).contains("stream=sub&ticket=");
        assertThat(opened.body().at("/cameras/0/reasonCodes").toString()).contains("IN_AREA");
        await().untilAsserted(() -> assertThat(sent(Topics.GRANT))
                .hasSize(36)
                .allSatisfy(
                        grant -> assertThat(grant.path("purpose").asString()).isEqualTo("disaster response")));

        Answer worse = send("PATCH", DOOR + "/" + caseNo, "{\"severity\":4}", ROOM, Map.of());
        assertThat(worse.body().at("/disaster/severity").asInt()).isEqualTo(4);
        assertThat(types(get("/api/link/feed", ROOM)))
                .as("a change of severity is pushed")
                .containsExactly("case.opened", "disaster.changed", "case.cameras", "disaster.changed", "case.cameras");

        assertThat(send(
                                "PATCH",
                                DOOR + "/" + caseNo,
                                "{\"area\":[[126.97,37.55],[126.98,37.55],[126.98,37.56]]}",
                                ROOM,
                                Map.of())
                        .status())
                .as("not in this city")
                .isEqualTo(422);
        Answer larger = send("PATCH", DOOR + "/" + caseNo, "{\"area\":" + box(1_000, 2_000) + "}", ROOM, Map.of());
        assertThat(ids(larger.body().path("cameras"))).containsExactly("NORTH-1");
        assertThat(larger.body().path("target").isNull()).isTrue();
        await().untilAsserted(() -> assertThat(sent(Topics.GRANT))
                .filteredOn(grant -> grant.path("state").asString().equals("REVOKED"))
                .hasSize(36));
        assertThat(post(DOOR + "/" + caseNo + "/close", "{\"reason\":\"SOLVED\"}", ROOM)
                        .status())
                .isEqualTo(200);
        assertThat(send("PATCH", DOOR + "/" + caseNo, "{\"severity\":1}", ROOM, Map.of())
                        .problem())
                .endsWith(":case-closed");
        assertThat(post(DOOR, disaster("2", box(0, 500)), police()).status()).isEqualTo(403);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            a bow tie     | [[127.38,36.35],[127.39,36.36],[127.39,36.35],[127.38,36.36]] | 422
            two corners   | [[127.38,36.35],[127.39,36.36]]                               | 422
            a line        | [[127.38,36.35],[127.385,36.355],[127.39,36.36]]              | 422
            far too large | [[126.0,36.0],[129.0,36.0],[129.0,38.0],[126.0,38.0]]         | 422
            elsewhere     | [[126.97,37.55],[126.98,37.55],[126.98,37.56]]                | 422
            three numbers | [[127.38,36.35,1],[127.39,36.36,1],[127.39,36.35,1]]          | 422
            """)
    void refusesWhatIsNoArea(String name, String area, int status) {
        assertThat(post(DOOR, disaster("1", area), ROOM).status()).isEqualTo(status);
    }

    private String disaster(String severity, String area) {
        return """
                {"caseNo":"%s","type":"침수","severity":%s,"summary":"the river rises","area":%s}
                """.formatted(caseNo, severity, area);
    }

    /** From so far north of the place to so far, and 200 m to both sides. */
    private static String box(double fromM, double toM) {
        double south = LAT + fromM / 110_961.0;
        double north = LAT + toM / 110_961.0;
        double west = LON - 0.0022;
        double east = LON + 0.0022;
        return "[[%s,%s],[%s,%s],[%s,%s],[%s,%s]]".formatted(west, south, east, south, east, north, west, north);
    }

    private static List<String> ids(JsonNode cameras) {
        return StreamSupport.stream(cameras.spliterator(), false)
                .map(camera -> camera.path("cameraId").asString())
                .toList();
    }

    private static List<String> types(Answer feed) {
        return StreamSupport.stream(feed.body().path("items").spliterator(), false)
                .map(event -> event.path("type").asString())
                .toList();
    }
}
