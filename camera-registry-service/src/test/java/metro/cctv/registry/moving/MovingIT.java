package metro.cctv.registry.moving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.access.Role;
import metro.cctv.registry.RegistryTest;
import metro.cctv.testkit.TokenFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class MovingIT extends RegistryTest {
    /** A square over the east of the city, about 900 m by 1,100 m. */
    private static final String SQUARE = """
            {"type": "Polygon", "coordinates": [[[127.50, 36.30], [127.51, 36.30], [127.51, 36.31], [127.50, 36.31], [127.50, 36.30]]]}""";

    @Autowired
    JdbcClient jdbc;

    @AfterEach
    void clearTheAir() {
        jdbc.sql("delete from airspace").update();
    }

    @Test
    void theCameraAndItsEventFollowTheNewestPoseOnceASecondAtMost() {
        String drone = moving("DRONE");
        Instant start = now().minusSeconds(60);
        for (int i = 0; i < 20; i++)
            assertThat(pose(drone, at(start.plusSeconds(i), 127.40 + i * 0.0625, 36.35))
                            .status())
                    .isEqualTo(204);
        assertThat(pose(drone, at(start.plusMillis(500), 127.0, 36.0)).status())
                .isEqualTo(204); // late: kept, not followed

        JsonNode seen = get("/api/cameras/" + drone, OPERATOR).json();
        assertThat(seen.get("lon").asDouble()).isEqualTo(128.5875);
        assertThat(seen.get("headingDeg").asDouble()).isEqualTo(45);
        assertThat(seen.get("heightM").asDouble()).isEqualTo(80);
        await().untilAsserted(
                        () -> assertThat(lastEvent(drone).get("lon").asDouble()).isEqualTo(128.5875));
        assertThat(lastEvent(drone).get("mounting").get("moving").asBoolean()).isTrue();
        assertThat(recordsOf(Topics.CAMERA, drone)).hasSizeLessThan(12);
        assertThat(get("/api/cameras/" + drone + "/history", MANAGER).json().get("items"))
                .hasSize(1);

        JsonNode poses = get("/api/cameras/" + drone + "/poses?from=" + start, MANAGER)
                .json()
                .get("items");
        assertThat(poses).hasSize(21);
        assertThat(poses.get(1).get("lon").asDouble()).isEqualTo(127.0);
        JsonNode page = get("/api/cameras/" + drone + "/poses?limit=2&from=" + start, MANAGER)
                .json();
        assertThat(page.get("items")).hasSize(2);
        assertThat(page.get("next").asString()).isEqualTo(start.plusSeconds(1).toString());
    }

    @Test
    void aThousandPosesAtOnceInAnyOrderAndTheSameAgain() {
        String car = moving("VEHICLE");
        Instant start = now().minusSeconds(2_000);
        StringBuilder all = new StringBuilder("[");
        for (int i = 999; i >= 0; i--)
            all.append(at(start.plusSeconds(i), 127.25 + i * 0.0009765625, 36.35))
                    .append(i == 0 ? "]" : ",");

        assertThat(pose(car, all.toString()).status()).isEqualTo(204);
        assertThat(pose(car, all.toString()).status()).isEqualTo(204);
        assertThat(get("/api/cameras/" + car, OPERATOR).json().get("lon").asDouble())
                .isEqualTo(128.2255859375);
        assertThat(get("/api/cameras/" + car + "/poses?limit=5000&from=" + start, MANAGER)
                        .json()
                        .get("items"))
                .hasSize(1000);
        assertThat(pose(car, all.toString().replaceFirst("\\[", "[" + at(start.plusSeconds(1999), 127, 36) + ","))
                        .problem())
                .isEqualTo("invalid-field");
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            {"at": "+3600", "lon": 127, "lat": 36}                   | invalid-field | at:
            {"at": "-2678400", "lon": 127, "lat": 36}                | invalid-field | 30 days ago
            {"lon": 127, "lat": 36}                                  | invalid-field | at: is needed
            {"at": "+0", "lon": 200, "lat": 36}                      | invalid-field | lon: -180.0 to 180.0
            {"at": "+0", "lon": 36, "lat": 127}                      | invalid-field | lat: -85.0 to 85.0
            {"at": "+0", "lat": 36}                                  | bad-request   | lon
            {"at": "+0", "lon": 127, "lat": 36, "headingDeg": 400}   | invalid-field | headingDeg
            {"at": "+0", "lon": 127, "lat": 36, "heightM": 5000}     | invalid-field | heightM
            {"at": "+0", "lon": 127, "lat": 36, "speed": 5}          | bad-request   | speed
            {"at": "noon", "lon": 127, "lat": 36}                    | bad-request   | at: a time like
            [{"at": "+0", "lon": 127, "lat": 36}, {"at": "+0", "lon": 127, "lat": 99}] | invalid-field | [1].lat
            []                                                       | invalid-field | poses: 1 to 1000
            7                                                        | bad-request   | pose
            """)
    void badPoses(String body, String problem, String words) {
        String drone = moving("DRONE");
        var time = java.util.regex.Pattern.compile("\"([+-]\\d+)\"").matcher(body);

        Answer answer = pose(drone, time.replaceAll(m -> "\"" + now().plusSeconds(Long.parseLong(m.group(1))) + "\""));

        assertThat(answer.problem()).isEqualTo(problem);
        assertThat(text(answer)).contains(words);
    }

    @Test
    void aFixedCameraDoesNotMoveAndARetiredOneNeither() {
        String fixed = freshCode();
        post("/api/cameras", MANAGER, camera(fixed, "DJ-SEO", 127.3849, 36.3504));
        String drone = moving("DRONE");
        call(HttpMethod.DELETE, "/api/cameras/" + drone, MANAGER, null);
        String one = at(now(), 127.4, 36.3);

        assertThat(text(pose(fixed, one))).contains("invalid-field", "FIXED");
        assertThat(pose(drone, one).problem()).isEqualTo("conflict");
        assertThat(pose("NO-SUCH", one).problem()).isEqualTo("not-found");
    }

    @Test
    void comingIntoRestrictedAirspaceIsWrittenDownOnce() {
        airspace("PRISON", SQUARE, "\"floorM\": 0, \"ceilingM\": 150");
        String drone = moving("DRONE");
        String car = moving("VEHICLE");
        Instant start = now().minusSeconds(60);
        for (String camera : List.of(drone, car)) {
            pose(camera, at(start, 127.49, 36.305));
            pose(camera, at(start.plusSeconds(1), 127.505, 36.305));
            pose(camera, at(start.plusSeconds(2), 127.506, 36.305));
            pose(camera, at(start.plusSeconds(3), 127.52, 36.305));
        }

        JsonNode newest =
                get("/api/cameras/" + drone + "/history", MANAGER).json().get("items");
        assertThat(newest).hasSize(2);
        assertThat(newest.get(0).get("what").asString()).isEqualTo("WARNING");
        assertThat(newest.get(0).get("reason").asString())
                .contains("PRISON", start.plusSeconds(1).toString());
        assertThat(get("/api/cameras/" + car + "/history", MANAGER).json().get("items"))
                .hasSize(1);
    }

    /** The square, floor 50 m, ceiling 150 m, restricted from 10:00 to 12:00 on the day after tomorrow. */
    @ParameterizedTest(name = "{0}: {5}")
    @CsvSource(textBlock = """
            through,            '[127.49,36.305],[127.52,36.305]', 100, 10:30, 11:30, 409
            inside,             '[127.502,36.302],[127.508,36.308]', 100, 10:30, 11:30, 409
            touches the edge,   '[127.49,36.29],[127.49,36.30],[127.50,36.30]', 100, 10:30, 11:30, 409
            along the edge,     '[127.49,36.30],[127.52,36.30]', 100, 10:30, 11:30, 409
            passes by,          '[127.49,36.29],[127.52,36.29]', 100, 10:30, 11:30, 201
            a hair outside,     '[127.49,36.2999999],[127.52,36.2999999]', 100, 10:30, 11:30, 201
            below,              '[127.49,36.305],[127.52,36.305]', 49.9, 10:30, 11:30, 201
            on the floor,       '[127.49,36.305],[127.52,36.305]', 50, 10:30, 11:30, 409
            at the ceiling,     '[127.49,36.305],[127.52,36.305]', 150, 10:30, 11:30, 409
            above,              '[127.49,36.305],[127.52,36.305]', 150.1, 10:30, 11:30, 201
            before,             '[127.49,36.305],[127.52,36.305]', 100, 08:00, 09:59, 201
            until it begins,    '[127.49,36.305],[127.52,36.305]', 100, 09:00, 10:00, 409
            after,              '[127.49,36.305],[127.52,36.305]', 100, 12:01, 13:00, 201
            """)
    void missions(String name, String way, double heightM, String from, String to, int status) {
        String day = now().plus(Duration.ofDays(2)).toString().substring(0, 11);
        airspace(
                "GOV",
                SQUARE,
                "\"floorM\": 50, \"ceilingM\": 150, \"from\": \"%s10:00:00Z\", \"to\": \"%s12:00:00Z\""
                        .formatted(day, day));
        String drone = moving("DRONE");

        Answer answer = post(
                "/api/cameras/" + drone + "/missions",
                MANAGER,
                mission(way, heightM, day + from + ":00Z", day + to + ":00Z"));

        assertThat(answer.status()).as(text(answer)).isEqualTo(status);
        if (status == 409) {
            assertThat(answer.problem()).isEqualTo("airspace-restricted");
            assertThat(answer.json().get("airspaces").get(0).get("code").asString())
                    .isEqualTo("GOV");
            assertThat(answer.json().get("detail").asString()).contains("공공청사 GOV (GOV)");
        }
        assertThat(get("/api/cameras/" + drone + "/missions", MANAGER).json().get("items"))
                .hasSize(status == 201 ? 1 : 0);
    }

    @Test
    void anAirspaceThatIsEnteredLaterSuspendsTheFlightsThatCrossIt() {
        String drone = moving("DRONE");
        String across = "[127.49,36.305],[127.52,36.305]";
        Instant now = now();
        Instant inTwoDays = now.plus(Duration.ofDays(2));
        String planned = filed(drone, across, 100, now.plusSeconds(3_600));
        String flying = filed(drone, across, 100, now.minusSeconds(60));
        String above = filed(drone, across, 150.1, now.plusSeconds(3_600));
        String beside = filed(drone, "[127.49,36.29],[127.52,36.29]", 100, now.plusSeconds(3_600));
        String afterwards = filed(drone, across, 100, inTwoDays.plusSeconds(1));

        airspace("NEW", SQUARE, "\"ceilingM\": 150, \"to\": \"" + inTwoDays + "\"");
        assertThat(suspended(drone)).containsOnlyKeys(planned, flying);
        assertThat(suspended(drone).values()).containsOnly("It crosses 공공청사 NEW (NEW).");
        airspace("NEW", SQUARE, "\"ceilingM\": 160, \"to\": \"" + inTwoDays + "\"");
        assertThat(suspended(drone)).containsOnlyKeys(planned, flying, above);
        airspace("NEW", SQUARE, "\"ceilingM\": 160, \"to\": \"" + inTwoDays + "\"");

        JsonNode history =
                get("/api/cameras/" + drone + "/history", MANAGER).json().get("items");
        assertThat(history).as("each suspension is told once").hasSize(4);
        assertThat(history.get(0).get("what").asString()).isEqualTo("WARNING");
        assertThat(history.get(0).get("reason").asString()).contains("suspended", "NEW");
        await().untilAsserted(() -> assertThat(recordsOf(Topics.AUDIT, drone).stream()
                        .map(row -> json.readTree(row.value()).get("action").asString())
                        .filter("mission.suspend"::equals))
                .hasSize(3));
        call(HttpMethod.DELETE, "/api/airspaces/NEW", MANAGER, null);
        assertThat(suspended(drone)).containsOnlyKeys(planned, flying, above).doesNotContainKeys(beside, afterwards);
        filed(drone, across, 100, now.plusSeconds(3_600));
    }

    private String filed(String drone, String way, double heightM, Instant from) {
        String body =
                mission(way, heightM, from.toString(), from.plusSeconds(600).toString());
        Answer answer = post("/api/cameras/" + drone + "/missions", MANAGER, body);
        assertThat(answer.status()).as(text(answer)).isEqualTo(201);
        return answer.json().get("missionId").asString();
    }

    private Map<String, String> suspended(String drone) {
        return get("/api/cameras/" + drone + "/missions", MANAGER)
                .json()
                .get("items")
                .valueStream()
                .filter(m -> !m.get("suspendedAt").isNull())
                .collect(Collectors.toMap(
                        m -> m.get("missionId").asString(),
                        m -> m.get("suspendedBecause").asString()));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            {"way": null}                                          | way
            {"way": {"type": "Point", "coordinates": [127, 36]}}   | way: type: one of LineString
            {"way": {"type": "LineString", "coordinates": [[127, 36]]}} | way: coordinates: at least 2
            {"way": {"type": "LineString", "coordinates": [[36, 127], [36, 128]]}} | longitude first
            {"heightM": null}                                      | heightM
            {"heightM": 1001}                                      | heightM: 0.0 to 1000.0
            {"from": null}                                         | from
            {"to": "2020-01-01T00:00:00Z"}                         | to: after from
            {"from": "2020-01-01T00:00:00Z", "to": "2020-01-01T01:00:00Z"} | would be over already
            {"to": "2099-01-01T00:00:00Z"}                         | at most 24 hours
            """)
    void badMissions(String change, String words) {
        String drone = moving("DRONE");
        ObjectNode body = (ObjectNode) json.readTree(mission(
                "[127.4,36.3],[127.5,36.4]",
                50,
                now().toString(),
                now().plusSeconds(60).toString()));
        body.setAll((ObjectNode) json.readTree(change));

        Answer answer = post("/api/cameras/" + drone + "/missions", MANAGER, body.toString());

        assertThat(answer.problem()).as(text(answer)).isEqualTo("invalid-field");
        assertThat(text(answer)).contains(words);
        assertThat(post("/api/cameras/" + moving("VEHICLE") + "/missions", MANAGER, body.toString())
                        .status())
                .isEqualTo(422);
    }

    @Test
    void airspacesAreEnteredChangedAndDeletedAndBadOnesRefused() {
        assertThat(airspace("AIR-1", SQUARE, "\"floorM\": 10").status()).isEqualTo(201);
        assertThat(airspace("AIR-1", SQUARE, "\"ceilingM\": 90").status()).isEqualTo(204);
        JsonNode seen = get("/api/airspaces", OPERATOR).json().get("items").get(0);
        assertThat(seen.get("floorM").asDouble()).isZero();
        assertThat(seen.get("ceilingM").asDouble()).isEqualTo(90);
        assertThat(seen.get("polygon").get("type").asString()).isEqualTo("Polygon");

        String bow = SQUARE.replace("[127.51, 36.31], [127.50, 36.31]", "[127.50, 36.31], [127.51, 36.31]");
        assertThat(text(airspace("AIR-2", bow, "\"floorM\": 0"))).contains("polygon: Self-intersection");
        assertThat(text(airspace("AIR-2", "{\"type\": \"Point\", \"coordinates\": [1, 2]}", "\"floorM\": 0")))
                .contains("one of Polygon, MultiPolygon");
        assertThat(text(airspace("AIR-2", SQUARE, "\"floorM\": 90, \"ceilingM\": 90")))
                .contains("ceilingM: above floorM");
        assertThat(text(airspace(
                        "AIR-2", SQUARE, "\"from\": \"2026-12-02T00:00:00Z\", \"to\": \"2026-12-01T00:00:00Z\"")))
                .contains("to: after from");
        assertThat(airspace("air 2", SQUARE, "\"floorM\": 0").status()).isEqualTo(422);
        assertThat(call(HttpMethod.DELETE, "/api/airspaces/AIR-1", MANAGER, null)
                        .status())
                .isEqualTo(204);
        assertThat(call(HttpMethod.DELETE, "/api/airspaces/AIR-1", MANAGER, null)
                        .status())
                .isEqualTo(404);
        await().until(() -> recordsOf(Topics.AUDIT, "AIR-1").size() >= 3);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void everyRole(Role role) {
        String drone = moving("DRONE");
        String own = TokenFixture.bearer(role, "DJ-SEO");
        String all = TokenFixture.bearer(role, "*");
        String foreign = TokenFixture.bearer(role, "DJ-YUS");
        boolean writes = role == Role.MANAGER || role == Role.SERVICE;
        boolean reads =
                writes || List.of(Role.LEAD, Role.PRIVACY_OFFICER, Role.AUDITOR).contains(role);
        String path = "/api/cameras/" + drone;
        String one = at(now(), 127.4, 36.3);
        String flight = mission(
                "[127.4,36.3],[127.5,36.4]",
                50,
                now().toString(),
                now().plusSeconds(60).toString());

        assertThat(post(path + "/pose", own, one).status()).isEqualTo(writes ? 204 : 403);
        assertThat(post(path + "/missions", own, flight).status()).isEqualTo(writes ? 201 : 403);
        assertThat(get(path + "/poses", own).status()).isEqualTo(reads ? 200 : 403);
        assertThat(get(path + "/missions", own).status()).isEqualTo(reads ? 200 : 403);
        int elsewhere = role == Role.SERVICE ? 204 : writes ? 404 : 403;
        assertThat(post(path + "/pose", foreign, at(now(), 127.4, 36.3)).status())
                .isEqualTo(elsewhere);
        String air = "{\"name\": \"a\", \"polygon\": " + SQUARE + "}";
        assertThat(call(HttpMethod.PUT, "/api/airspaces/ROLE-" + role.ordinal(), all, air)
                        .status())
                .isEqualTo(writes ? 201 : 403);
        assertThat(call(HttpMethod.DELETE, "/api/airspaces/ROLE-" + role.ordinal(), own, null)
                        .status())
                .isEqualTo(role == Role.SERVICE ? 204 : 403);
        assertThat(get("/api/airspaces", own).status()).isEqualTo(200);
    }

    private String moving(String mobility) {
        String code = freshCode();
        ObjectNode input = (ObjectNode) json.readTree(camera(code, "DJ-SEO", 127.3849, 36.3504));
        input.put("mobility", mobility).put("recordingNotice", "경광등과 안내 방송");
        ((ObjectNode) input.get("law")).remove(List.of("noticeBoard", "consultation"));
        assertThat(post("/api/cameras", MANAGER, input.toString()).status()).isEqualTo(201);
        return code;
    }

    private Answer pose(String cameraId, String body) {
        return post("/api/cameras/" + cameraId + "/pose", SERVICE, body);
    }

    private static String at(Instant at, double lon, double lat) {
        return "{\"at\": \"%s\", \"lon\": %s, \"lat\": %s, \"headingDeg\": 45, \"heightM\": 80}"
                .formatted(at, lon, lat);
    }

    private static String mission(String way, double heightM, String from, String to) {
        return "{\"way\": {\"type\": \"LineString\", \"coordinates\": [%s]}, \"heightM\": %s, \"from\": \"%s\", \"to\": \"%s\"}"
                .formatted(way, heightM, from, to);
    }

    private Answer airspace(String code, String polygon, String more) {
        String body = "{\"name\": \"공공청사 %s\", \"polygon\": %s, %s}".formatted(code, polygon, more);
        return call(HttpMethod.PUT, "/api/airspaces/" + code.replace(" ", "%20"), MANAGER, body);
    }

    private JsonNode lastEvent(String code) {
        var events = recordsOf(Topics.CAMERA, code);
        return json.readTree(events.getLast().value());
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    private static String text(Answer answer) {
        return new String(answer.bytes(), StandardCharsets.UTF_8);
    }
}
