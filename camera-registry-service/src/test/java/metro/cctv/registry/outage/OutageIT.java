package metro.cctv.registry.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.access.AccessMatrix;
import metro.cctv.contracts.access.Capability;
import metro.cctv.contracts.access.Right;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.outage.OutageChanged;
import metro.cctv.registry.RegistryTest;
import metro.cctv.registry.health.HealthSwept;
import metro.cctv.testkit.TokenFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Health is written as the sweep leaves it; each test has a district of its own. */
class OutageIT extends RegistryTest {
    @Autowired
    JdbcClient jdbc;

    @Autowired
    Outages outages;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private String district = "";

    @BeforeEach
    void aDistrictOfItsOwn() {
        district = freshDistrict();
    }

    @Test
    void anOutageNamesWhoAnswersForItWhoWasToldAndWhoTookItUp() {
        String code = freshCamera(district);
        health(code, "OFFLINE", "UNREACHABLE", 300);
        stream(code, "OFFLINE", 300);
        sweep();

        JsonNode outage = only(open());
        assertThat(outage.get("cameraId").asString()).isEqualTo(code);
        assertThat(outage.get("cause").asString()).isEqualTo("UNREACHABLE");
        assertThat(Instant.parse(outage.get("since").asString())).isEqualTo(ago(300));
        assertThat(outage.get("ownerAgency").asString()).isEqualTo("대전광역시");
        await().untilAsserted(() -> {
            JsonNode told = only(open());
            assertThat(told.get("notifiedTo").asString()).isEqualTo("대전광역시");
            assertThat(Instant.parse(told.get("notifiedAt").asString())).isAfter(now.minusSeconds(60));
        });

        String door = "/api/cameras/outages/" + outage.get("outageId").asString();
        JsonNode first =
                post(door + "/acknowledge", as("kim"), "{\"note\":\"전원 확인 중\"}").json();
        JsonNode second =
                post(door + "/acknowledge", as("lee"), "{\"note\":\"나도\"}").json();
        assertThat(first.get("acknowledgedBy").asString()).isEqualTo("kim");
        assertThat(second).isEqualTo(first);
        post(door + "/notify", as("kim"), "{\"to\":\"수리업체 010\",\"by\":\"PHONE\"}");
        assertThat(get(door, as("kim")).json().get("notices"))
                .extracting(n -> n.get("by").asString())
                .containsExactly("EVENT", "PHONE");

        health(code, "ONLINE", "NONE", 120);
        stream(code, "ONLINE", 120);
        sweep();
        assertThat(open()).isEmpty();
        await().untilAsserted(() -> assertThat(changes(outage.get("outageId").asString()))
                .containsExactly("OPENED", "NOTIFIED", "ACKNOWLEDGED", "NOTIFIED", "CLOSED"));
        JsonNode closed = get(door, as("kim")).json().get("outage");
        assertThat(Instant.parse(closed.get("endedAt").asString())).isEqualTo(ago(120));
        assertThat(audits(outage.get("outageId").asString())).isEqualTo(3);
    }

    @Test
    void aFlappingCameraHasOneOutage() {
        String code = freshCamera(district);
        for (int round = 0; round < 5; round++) {
            health(code, "OFFLINE", "STALLED", 300 - 20 * round);
            stream(code, "OFFLINE", 300 - 20 * round);
            sweep();
            health(code, "ONLINE", "NONE", 5); // not settled
            stream(code, "ONLINE", 5);
            sweep();
            health(code, "DEGRADED", "FLAPPING", 90);
            stream(code, "ONLINE", 90);
            sweep();
        }

        assertThat(all()).hasSize(1);
        assertThat(only(open()).get("cameraId").asString()).isEqualTo(code);
    }

    @Test
    void aCameraHeardAgainAfterSilenceWasOutUntilThen() {
        String code = freshCamera(district);
        health(code, "OFFLINE", "SILENT", 1200);
        stream(code, "ONLINE", 9000); // what it last said
        sweep();
        health(code, "ONLINE", "NONE", 300);
        sweep();

        JsonNode outage = only(all());
        assertThat(Instant.parse(outage.get("endedAt").asString())).isEqualTo(ago(300));
    }

    @Test
    void aSilentDistrictIsOneOutage() {
        List<String> codes = List.of(freshCamera(district), freshCamera(district), freshCamera(district));
        codes.forEach(code -> health(code, "STALE", "DISTRICT_SILENT", 400));
        link(true, 400, 4000);
        sweep();
        sweep();

        JsonNode outage = only(open());
        assertThat(outage.get("cameraId").isNull()).isTrue();
        assertThat(outage.get("cameras").asInt()).isEqualTo(3);

        link(false, 10, 30);
        codes.forEach(code -> health(code, "ONLINE", "NONE", 20));
        sweep();
        assertThat(open()).isEmpty();
        assertThat(Instant.parse(only(all()).get("endedAt").asString())).isEqualTo(ago(30));
    }

    @Test
    void whatIsPlannedOrOutOfServiceIsNoOutage() {
        String planned = freshCamera(district);
        String suspended = freshCamera(district);
        String young = freshCamera(district);
        assertThat(post(
                                "/api/cameras/" + planned + "/maintenance",
                                MANAGER,
                                "{\"from\":\"%s\",\"to\":\"%s\",\"reason\":\"렌즈 교체\"}"
                                        .formatted(ago(10), now.plusSeconds(3600)))
                        .status())
                .isEqualTo(201);
        health(planned, "OFFLINE", "UNREACHABLE", 300);
        health(young, "OFFLINE", "UNREACHABLE", 30);
        health(suspended, "OFFLINE", "UNREACHABLE", 300);
        sweep();
        assertThat(open()).extracting(o -> o.get("cameraId").asString()).containsExactly(suspended);

        post("/api/cameras/" + suspended + "/state", MANAGER, "{\"to\":\"SUSPENDED\",\"reason\":\"공사\"}");
        sweep();

        assertThat(open()).isEmpty();
        assertThat(only(all()).get("endedBy").asString()).isEqualTo("OUT_OF_SERVICE");
    }

    @Test
    void aListGoesOnWhereItStopped() {
        for (int i = 0; i < 7; i++) health(freshCamera(district), "OFFLINE", "UNREACHABLE", 300 + i / 2);
        sweep();

        java.util.Set<String> seen = new java.util.HashSet<>();
        @Nullable String cursor = null;
        do {
            JsonNode page = get(
                            "/api/cameras/outages?limit=3&district=" + district
                                    + (cursor == null ? "" : "&cursor=" + cursor),
                            MANAGER)
                    .json();
            assertThat(page.get("open").asInt()).isEqualTo(7);
            page.get("items")
                    .forEach(o ->
                            assertThat(seen.add(o.get("outageId").asString())).isTrue());
            cursor = page.get("next").isNull() ? null : page.get("next").asString();
        } while (cursor != null);
        assertThat(seen).hasSize(7);
    }

    @Test
    void anotherDistrictsOutagesAreNobodysBusiness() {
        health(freshCamera(district), "OFFLINE", "UNREACHABLE", 300);
        sweep();
        String id = only(open()).get("outageId").asString();
        String foreign = TokenFixture.bearer(Role.OPERATOR, "DJ-JUN");

        assertThat(get("/api/cameras/outages?district=" + district, foreign)
                        .json()
                        .get("items"))
                .isEmpty();
        assertThat(get("/api/cameras/outages/" + id, foreign).status()).isEqualTo(404);
        assertThat(post("/api/cameras/outages/" + id + "/acknowledge", foreign, "{}")
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void everyCellOfTheMatrix(Role role) {
        String token = TokenFixture.bearer(role, "*");
        boolean works = AccessMatrix.right(role, Capability.OUTAGES) == Right.YES;
        String nobodys = "/api/cameras/outages/" + UUID.randomUUID();

        assertThat(get("/api/cameras/outages", token).status()).isEqualTo(works ? 200 : 403);
        assertThat(get("/api/cameras/availability", token).status()).isEqualTo(works ? 200 : 403);
        assertThat(get(nobodys, token).status()).isEqualTo(works ? 404 : 403);
        assertThat(post(nobodys + "/acknowledge", token, "{}").status()).isEqualTo(works ? 404 : 403);
        assertThat(post(nobodys + "/notify", token, "{\"to\":\"a\",\"by\":\"PHONE\"}")
                        .status())
                .isEqualTo(works ? 404 : 403);
    }

    @ParameterizedTest(name = "{0} {1} {2}: {3}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            GET  | /api/cameras/outages?state=OPEN                        | -                                | state
            GET  | /api/cameras/outages?state=closed                         | -                                | state
            GET  | /api/cameras/outages?limit=many                        | -                                | limit
            GET  | /api/cameras/outages?cursor=x                          | -                                | cursor
            GET  | /api/cameras/outages?cursor=%2F%2F%2F                  | -                                | cursor
            GET  | /api/cameras/outages?cursor=MjAyNi0xMS0yMlQwMDowMDowMFo | -                               | cursor
            GET  | /api/cameras/outages?cursor=Ky05OTk5OTk5OTktMDEtMDFUMDA6MDA6MDBaLzE | -                  | cursor
            GET  | /api/cameras/availability?month=2026-13                | -                                | month
            GET  | /api/cameras/availability?month=2026-1                 | -                                | month
            GET  | /api/cameras/availability?month=november               | -                                | month
            GET  | /api/cameras/availability?month=                       | -                                | month
            GET  | /api/cameras/availability?month=2999-01                | -                                | month
            GET  | /api/cameras/availability?month=1999-12                | -                                | month
            GET  | /api/cameras/availability?month=%2B999999999-01        | -                                | month
            GET  | /api/cameras/availability?by=colour                    | -                                | by
            GET  | /api/cameras/availability?by=camera&cursor=%00         | -                                | cursor
            GET  | /api/cameras/availability?by=camera&cursor=            | -                                | cursor
            GET  | /api/cameras/availability?by=camera&cursor=AAAA        | -                                | cursor
            POST | /api/cameras/outages/{id}/acknowledge                  | {"note":""}                      | note
            POST | /api/cameras/outages/{id}/acknowledge                  | {"note":"{1001}"}                | note
            POST | /api/cameras/outages/{id}/acknowledge                  | {"note":"a\\u0007b"}             | note
            POST | /api/cameras/outages/{id}/acknowledge                  | {"by":"me"}                      | by
            POST | /api/cameras/outages/{id}/acknowledge                  | [1]                              | -
            POST | /api/cameras/outages/{id}/notify                       | {}                               | to
            POST | /api/cameras/outages/{id}/notify                       | {"to":"kim"}                     | by
            POST | /api/cameras/outages/{id}/notify                       | {"to":"kim","by":"EVENT"}        | by
            POST | /api/cameras/outages/{id}/notify                       | {"to":"kim","by":"PIGEON"}       | by
            POST | /api/cameras/outages/{id}/notify                       | {"to":" ","by":"PHONE"}          | to
            POST | /api/cameras/outages/{id}/notify                       | {"to":"{201}","by":"PHONE"}      | to
            POST | /api/cameras/outages/{id}/notify                       | {"to":"kim","by":"PHONE","at":1} | at
            POST | /api/cameras/{camera}/maintenance                      | {}                               | from
            POST | /api/cameras/{camera}/maintenance                      | {"from":"2020-01-01T00:00:00Z","to":"2020-01-02T00:00:00Z","reason":"x"} | from
            POST | /api/cameras/{camera}/maintenance                      | {"from":"2999-01-01T00:00:00Z","to":"2998-01-02T00:00:00Z","reason":"x"} | to
            POST | /api/cameras/{camera}/maintenance                      | {"from":"2999-01-01T00:00:00Z","to":"2999-03-02T00:00:00Z","reason":"x"} | to
            POST | /api/cameras/{camera}/maintenance                      | {"from":"2999-01-01T00:00:00Z","to":"2999-01-02T00:00:00Z","reason":"x"} | from
            POST | /api/cameras/{camera}/maintenance                      | {"from":"tomorrow","to":"2999-01-02T00:00:00Z","reason":"x"} | from
            GET  | /api/cameras/{camera}/health?from=yesterday            | -                                | from
            GET  | /api/cameras/{camera}/health?from=2026-11-02T00:00:00Z&to=2026-11-01T00:00:00Z | -        | from
            GET  | /api/cameras/{camera}/health?from=2020-11-02T00:00:00Z&to=2026-11-01T00:00:00Z | -        | from
            """)
    void badInputsAreRefusedByName(String method, String path, @Nullable String body, @Nullable String field) {
        String code = freshCamera(district);
        health(code, "OFFLINE", "UNREACHABLE", 300);
        sweep();
        String id = only(open()).get("outageId").asString();
        String sent =
                body == null ? null : body.replace("{1001}", "가".repeat(1001)).replace("{201}", "가".repeat(201));

        Answer answer =
                call(HttpMethod.valueOf(method), path.replace("{id}", id).replace("{camera}", code), MANAGER, sent);

        assertThat(answer.status())
                .as(new String(answer.bytes(), java.nio.charset.StandardCharsets.UTF_8))
                .isIn(400, 422);
        if (field != null) assertThat(answer.json().get("detail").asString()).contains(field);
    }

    @Test
    void idsThatAreNoneAreNotFound() {
        for (String id : List.of("x", "1", "00000000-0000-0000-0000-000000000000", "%2e%2e", "'--"))
            assertThat(get("/api/cameras/outages/" + id, MANAGER).status())
                    .as(id)
                    .isIn(404, 400);
        assertThat(get("/api/cameras/NOBODY-001/health", MANAGER).status()).isEqualTo(404);
    }

    private void health(String code, String state, String cause, long sinceS) {
        jdbc.sql("""
                        insert into camera_health (camera_code, district_code, state, cause, detail, since, changed_at)
                        values (?, ?, ?, ?, 'said by a test', ?, now())
                        on conflict (camera_code) do update set state = excluded.state, cause = excluded.cause,
                          since = excluded.since
                        """)
                .params(code, district, state, cause, Timestamp.from(ago(sinceS)))
                .update();
    }

    private void stream(String code, String state, long sinceS) {
        jdbc.sql("""
                        insert into stream_health (camera_code, stream, state, cause, detail, since, at)
                        values (?, 'MAIN', ?, 'NONE', '', ?, now())
                        on conflict (camera_code, stream) do update set state = excluded.state, since = excluded.since
                        """).params(code, state, Timestamp.from(ago(sinceS))).update();
    }

    private void link(boolean stale, long heardS, long backS) {
        jdbc.sql("""
                        insert into district_link (district_code, heard_at, back_at, stale, since)
                        values (?, ?, ?, ?, now())
                        on conflict (district_code) do update set heard_at = excluded.heard_at,
                          back_at = excluded.back_at, stale = excluded.stale
                        """)
                .params(district, Timestamp.from(ago(heardS)), Timestamp.from(ago(backS)), stale)
                .update();
    }

    private void sweep() {
        outages.follow(new HealthSwept(now));
    }

    private List<JsonNode> open() {
        return items("open");
    }

    private List<JsonNode> all() {
        return items("all");
    }

    private List<JsonNode> items(String state) {
        return get("/api/cameras/outages?limit=500&state=" + state + "&district=" + district, MANAGER)
                .json()
                .get("items")
                .valueStream()
                .toList();
    }

    private static JsonNode only(List<JsonNode> outages) {
        assertThat(outages).hasSize(1);
        return outages.getFirst();
    }

    private List<String> changes(String outageId) {
        return recordsOf(Topics.OUTAGE, outageId).stream()
                .map(r ->
                        json.readValue(r.value(), OutageChanged.class).change().name())
                .toList();
    }

    private static long audits(String outageId) {
        return recordsOf(Topics.AUDIT, outageId).size();
    }

    private Instant ago(long seconds) {
        return now.minusSeconds(seconds);
    }

    private String as(String subject) {
        return "Bearer " + TokenFixture.token(subject, Role.OPERATOR, null, district);
    }
}
