package metro.cctv.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.camera.CameraConfigured;
import metro.cctv.link.FakeOffice.Mood;
import metro.cctv.testkit.TokenFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Units on their way, targets that move, and agencies that are only configuration. */
class DispatchIT extends LinkFixture {
    private static final String DISPATCHES = "/api/link/112/dispatches";
    private static final AtomicInteger CASES = new AtomicInteger();
    private static final double DEG_PER_M_NORTH = 1 / 110_961.0;

    private final String caseNo = "2026-D-" + System.nanoTime() + "-" + CASES.incrementAndGet();

    /** Four near the place, one 501 m away; twelve about two kilometres north of it. */
    @BeforeEach
    void cameras() {
        configure(IntStream.rangeClosed(1, 4)
                .mapToObj(n -> camera("HERE-" + n, "DJ-SEO", 50 * n))
                .toArray(CameraConfigured[]::new));
        configure(camera("FAR-501", "DJ-SEO", 501));
        configure(IntStream.rangeClosed(1, 12)
                .mapToObj(n -> camera("THERE-%02d".formatted(n), "DJ-YUS", 2_000 + 10 * n))
                .toArray(CameraConfigured[]::new));
    }

    @Test
    void onlyTheUnitThatWasSentSeesItsCameras() {
        sent(Topics.GRANT);
        Answer opened = post(DISPATCHES, dispatch("car-7"), police());
        assertThat(opened.status()).as(opened.body().toString()).isEqualTo(201);
        assertThat(opened.body().path("unit").asString()).isEqualTo("car-7");
        assertThat(ids(opened.body().path("cameras"))).containsExactly("HERE-1", "HERE-2", "HERE-3", "HERE-4");
        assertThat(opened.body().toString())
                .as("the vehicle's own token opens them")
                .doesNotContain("ticket");
        assertThat(opened.body().at("/cameras/0/live/hls").asString()).endsWith("/HERE-1/index.m3u8?stream=sub");
        assertThat(texts(opened.body().at("/cameras/0/reasonCodes"))).contains("FACES_PLACE");
        await().untilAsserted(() -> assertThat(sent(Topics.GRANT)).hasSize(4).allSatisfy(grant -> {
            assertThat(grant.path("unit").asString()).isEqualTo("car-7");
            assertThat(grant.path("role").asString()).isEqualTo("FIELD_UNIT");
            assertThat(grant.path("purpose").asString()).isEqualTo("112 dispatch");
        }));

        Answer own = get(DISPATCHES + "/" + caseNo, unit("112", "car-7"));
        assertThat(ids(own.body().at("/units/0/cameras"))).hasSize(4);
        assertThat(get(DISPATCHES + "/" + caseNo, unit("112", "car-8")).status())
                .isEqualTo(404);
        assertThat(get(DISPATCHES + "/" + caseNo, unit("119", "car-7")).status())
                .isEqualTo(403);
        assertThat(post(DISPATCHES, dispatch("car-7"), unit("112", "car-7")).status())
                .as("a unit sends nobody")
                .isEqualTo(403);
        assertThat(post(DISPATCHES, dispatch("car-7"), police()).problem()).endsWith(":case-exists");

        assertThat(post(DISPATCHES, dispatch("car-8"), police()).status()).isEqualTo(201);
        assertThat(get(DISPATCHES + "/" + caseNo, unit("112", "car-8")).body().path("units"))
                .as("a unit sees itself only")
                .hasSize(1);
        Answer back =
                post(DISPATCHES + "/" + caseNo + "/close", "{\"reason\":\"SOLVED\",\"unit\":\"car-8\"}", police());
        assertThat(back.body().path("status").asString()).isEqualTo("OPEN");
        await().untilAsserted(() -> assertThat(grants("REVOKED")).hasSize(4).allMatch(id -> id.startsWith("HERE")));
        Answer over = post(DISPATCHES + "/" + caseNo + "/close", "{\"reason\":\"SOLVED\"}", police());
        assertThat(over.body().path("status").asString()).isEqualTo("CLOSED");
        await().untilAsserted(() -> assertThat(grants("REVOKED")).hasSize(8));
    }

    @Test
    void unitsSayWhereTheyAreAndAreForgotten() {
        post(DISPATCHES, dispatch("car-7"), police());
        String door = DISPATCHES + "/" + caseNo + "/position";
        String here = "{\"lon\":%s,\"lat\":%s,\"floor\":\"B1\",\"room\":\"boiler\"}".formatted(LON, LAT);
        String car = unit("112", "car-7");
        assertThat(send("PUT", door, here, car, java.util.Map.of()).status()).isEqualTo(204);
        assertThat(send("PUT", door, here, car, java.util.Map.of()).problem())
                .as("not more than one in two seconds")
                .endsWith(":too-many-requests");
        assertThat(send("PUT", door, here, unit("112", "car-8"), java.util.Map.of())
                        .status())
                .as("was not sent")
                .isEqualTo(404);
        assertThat(send("PUT", door, here, police(), java.util.Map.of()).status())
                .as("the room speaks for nobody")
                .isEqualTo(403);
        JsonNode room = get(door + "s", police()).body().path("items");
        assertThat(room).hasSize(1);
        assertThat(room.at("/0/unit").asString()).isEqualTo("car-7");
        assertThat(room.at("/0/floor").asString()).isEqualTo("B1");
        String incident = jdbc.sql("select incident_id from unit_position")
                .query(String.class)
                .single();
        assertThat(get("/api/incidents/" + incident + "/positions", operator("kim", "DJ-SEO"))
                        .body()
                        .path("items"))
                .hasSize(1);
        assertThat(room.at("/0/lost").asBoolean()).isFalse();
        jdbc.sql("update unit_position set at = now() - interval '31 seconds'").update();
        assertThat(get(door + "s", police()).body().at("/items/0/lost").asBoolean())
                .as("a lost signal is flagged, with where it was")
                .isTrue();
        assertThat(send("PUT", door, "{\"lon\":126.9,\"lat\":37.5}", car, java.util.Map.of())
                        .status())
                .as("not of this city")
                .isEqualTo(422);
        assertThat(send("PUT", door, here.replace("B1", "3"), car, java.util.Map.of())
                        .status())
                .isEqualTo(204);
        assertThat(get(door + "s", car).body().at("/items/0/floor").asString()).isEqualTo("3");
        post(DISPATCHES + "/" + caseNo + "/close", "{\"reason\":\"SOLVED\"}", police());
        await().until(() ->
                jdbc.sql("select count(*) from unit_position").query(Long.class).single() == 0);
    }

    @Test
    void camerasFollowTheTarget() {
        sent(Topics.GRANT);
        sent(Topics.AUDIT);
        String cases = "/api/link/112/cases";
        Answer opened = post(cases, report(), police());
        assertThat(ids(opened.body().path("cameras"))).hasSize(4);
        post(DISPATCHES, dispatch("car-7"), police());
        await().untilAsserted(() -> assertThat(grants("ACTIVE")).hasSize(8));

        String there = "{\"lon\":%s,\"lat\":%s}".formatted(LON, LAT + 2_000 * DEG_PER_M_NORTH);
        Answer moved = send("PATCH", cases + "/" + caseNo + "/target", there, police(), java.util.Map.of());
        assertThat(moved.status()).as(moved.body().toString()).isEqualTo(200);
        assertThat(ids(moved.body().path("cameras"))).hasSize(9).allMatch(id -> id.startsWith("THERE"));
        assertThat(moved.body().at("/cameras/0/live/hls").asString()).contains("ticket=");
        assertThat(ids(moved.body().at("/units/0/cameras"))).hasSize(9);
        assertThat(moved.body().at("/units/0/cameras").toString()).doesNotContain("ticket");
        assertThat(moved.body().at("/target/moves").asInt()).isEqualTo(1);
        await().untilAsserted(() -> {
            assertThat(grants("REVOKED")).hasSize(8).allMatch(id -> id.startsWith("HERE"));
            assertThat(grants("ACTIVE")).hasSize(26);
        });
        await().untilAsserted(() -> assertThat(sent(Topics.AUDIT).stream()
                        .map(row -> row.path("action").asString())
                        .filter(action -> action.equals("grant.end")))
                .hasSize(8));

        Answer again = send("PATCH", cases + "/" + caseNo + "/target", there, unit("112", "car-7"), java.util.Map.of());
        assertThat(ids(again.body().path("cameras")))
                .as("the room's are not the unit's")
                .isEmpty();
        assertThat(ids(again.body().at("/units/0/cameras"))).hasSize(9);
        assertThat(jdbc.sql("select count(*) from access_grant where state = 'ACTIVE'")
                        .query(Long.class)
                        .single())
                .as("nine for the room, nine for the car; what goes on is not granted twice")
                .isEqualTo(18);
        String here = "{\"lon\":%s,\"lat\":%s}".formatted(LON, LAT);
        assertThat(ids(send("PATCH", cases + "/" + caseNo + "/target", here, police(), java.util.Map.of())
                        .body()
                        .path("cameras")))
                .as("back again: granted anew")
                .hasSize(4);

        post(cases + "/" + caseNo + "/close", "{\"reason\":\"SOLVED\"}", police());
        assertThat(send("PATCH", cases + "/" + caseNo + "/target", there, police(), java.util.Map.of())
                        .problem())
                .endsWith(":case-closed");
        assertThat(jdbc.sql("select count(*) from access_grant where state <> 'REVOKED'")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(send(
                                "PATCH",
                                cases + "/" + caseNo + "/target",
                                "{\"lon\":126.9,\"lat\":37.5}",
                                police(),
                                java.util.Map.of())
                        .status())
                .isEqualTo(422);
    }

    @Test
    void aFireDispatchIsSeenByRoomAndEngine() {
        String fire = TokenFixture.bearer(Role.FIRE_119);
        String body = """
                {"caseNo":"%s","unit":"engine-3","kind":"불이 났다","summary":"third floor","lon":%s,"lat":%s}
                """.formatted(caseNo, LON, LAT);
        Answer opened = post("/api/link/119/dispatches", body, fire);
        assertThat(opened.status()).as(opened.body().toString()).isEqualTo(201);
        Answer room = get("/api/link/119/cases/" + caseNo, fire);
        assertThat(ids(room.body().path("cameras"))).hasSize(4);
        assertThat(ids(room.body().at("/units/0/cameras"))).hasSize(4);
        assertThat(room.body().path("kind").asString()).isEqualTo("FIRE");
        assertThat(get("/api/link/112/dispatches/" + caseNo, police()).status()).isEqualTo(404);
    }

    @Test
    void theEngineKnowsRoadHazardsContactsAndHospitalsWithRoomWhileTheCaseIsOpen() throws Exception {
        String here = "\"lon\":%s,\"lat\":%s,\"distanceM\":10.0".formatted(LON, LAT);
        REGISTRY.layers.put("HAZARD", "{\"items\":[{\"featureId\":\"h\",\"name\":\"LPG store\",%s}]}".formatted(here));
        REGISTRY.layers.put(
                "PARKING", "{\"items\":[{\"name\":\"12가3456\",\"phone\":\"010-0000-0000\",%s}]}".formatted(here));
        REGISTRY.layers.put("HOSPITAL", """
                {"items":[{"name":"full","free":0,%1$s},{"name":"unknown",%1$s},{"name":"room","free":3,%1$s}]}
                """.formatted(here));
        java.nio.file.Files.writeString(
                java.nio.file.Path.of("target/test-roads.json"), """
                [{"name":"side road","widthM":3.5,"lon":%s,"lat":%s},{"name":"far","widthM":9,"lon":127.5,"lat":36.3}]
                """.formatted(LON, LAT + 50 * DEG_PER_M_NORTH));
        String fire = TokenFixture.bearer(Role.FIRE_119);
        post(
                "/api/link/119/dispatches",
                "{\"caseNo\":\"%s\",\"unit\":\"engine-3\",\"kind\":\"FIRE\",\"summary\":\"x\",\"lon\":%s,\"lat\":%s}"
                        .formatted(caseNo, LON, LAT),
                fire);
        String door = "/api/link/119/dispatches/" + caseNo + "/context";
        Answer context = get(door, unit("119", "engine-3"));
        assertThat(context.status()).as(context.body().toString()).isEqualTo(200);
        assertThat(context.body().at("/roads/0/widthM").asDouble()).isEqualTo(3.5);
        assertThat(context.body().path("roads")).hasSize(1);
        assertThat(context.body().at("/hazards/0/name").asString()).isEqualTo("LPG store");
        assertThat(context.body().at("/parking/0/phone").asString()).isEqualTo("010-0000-0000");
        assertThat(StreamSupport.stream(context.body().path("hospitals").spliterator(), false)
                        .map(hospital -> hospital.path("name").asString()))
                .as("a full one is left out")
                .containsExactly("room", "unknown");
        assertThat(texts(context.body().path("missing")))
                .as("said, not guessed")
                .containsExactly("HYDRANT");
        assertThat(get(door, unit("119", "engine-4")).status()).isEqualTo(404);
        assertThat(get(door, police()).status()).isEqualTo(403);
        post("/api/link/119/cases/" + caseNo + "/close", "{\"reason\":\"SOLVED\"}", fire);
        assertThat(get(door, fire).problem()).as("and nothing after the end").endsWith(":case-closed");
    }

    @Test
    void anEngineAsksForGreenAndAPersonDecides() {
        String fire = TokenFixture.bearer(Role.FIRE_119);
        String kim = operator("kim", "DJ-SEO");
        post(
                "/api/link/119/dispatches",
                "{\"caseNo\":\"%s\",\"unit\":\"engine-3\",\"kind\":\"FIRE\",\"summary\":\"x\",\"lon\":%s,\"lat\":%s}"
                        .formatted(caseNo, LON, LAT),
                fire);
        String door = "/api/link/119/dispatches/" + caseNo + "/signal-priority";
        String ask = "{\"unit\":\"engine-3\",\"route\":[[127.38,36.34],[%s,%s]]}".formatted(LON, LAT);
        assertThat(post(door, ask.replace("engine-3", "engine-4"), fire).status())
                .isEqualTo(404);
        Answer asked = post(door, ask, unit("119", "engine-3"));
        assertThat(asked.status()).as(asked.body().toString()).isEqualTo(202);
        assertThat(asked.body().path("state").asString()).isEqualTo("REQUESTED");
        assertThat(SIGNALS.commands()).as("nothing happens by itself").isEmpty();
        String one =
                "/api/link/signal-priorities/" + asked.body().path("requestId").asString();
        assertThat(post(one + "/confirm", null, fire).status()).isEqualTo(403);
        assertThat(post(one + "/confirm", null, operator("x", "DJ-DON")).status())
                .isEqualTo(404);
        assertThat(get("/api/link/signal-priorities", kim).body().path("items")).hasSize(1);
        assertThat(post(one + "/confirm", null, kim).body().path("state").asString())
                .isEqualTo("GRANTED");
        assertThat(SIGNALS.commands()).singleElement().asString().contains("\"PRIORITY\"", "engine-3");
        assertThat(post(one + "/confirm", null, kim).status()).isEqualTo(409);
        post("/api/link/119/cases/" + caseNo + "/close", "{\"reason\":\"SOLVED\"}", fire);
        await("given back at the end")
                .untilAsserted(() -> assertThat(SIGNALS.commands().getLast()).contains("\"RELEASE\""));
        await().untilAsserted(() ->
                assertThat(types(get("/api/link/feed", fire))).contains("signal.granted", "signal.released"));
    }

    @Test
    void whoeverJoinedFollowsTheTargetAndWhoJoinsLaterBeginsThere() {
        String incident = post("/api/link/112/cases", report(), police())
                .body()
                .path("incidentId")
                .asString();
        String kim = operator("kim", "DJ-SEO");
        post("/api/incidents/" + incident + "/join", "{\"agency\":\"119\"}", kim);
        assertThat(open("119")).allMatch(id -> id.startsWith("HERE"));
        String there = "{\"lon\":%s,\"lat\":%s}".formatted(LON, LAT + 2_000 * DEG_PER_M_NORTH);
        send("PATCH", "/api/link/112/cases/" + caseNo + "/target", there, police(), java.util.Map.of());
        assertThat(open("119")).hasSize(9).allMatch(id -> id.startsWith("THERE"));
        Answer feed = get("/api/link/feed", TokenFixture.bearer(Role.FIRE_119));
        assertThat(types(feed)).containsExactly("incident.shared", "incident.moved");
        assertThat(feed.body().at("/items/1/data/cameras").toString()).contains("THERE-01");
        post("/api/incidents/" + incident + "/join", "{\"agency\":\"TENTH\"}", kim);
        assertThat(open("TENTH")).as("not where it was reported").hasSize(9).allMatch(id -> id.startsWith("THERE"));
    }

    private List<String> open(String agency) {
        return jdbc.sql("select camera_id from access_grant where agency = ? and state = 'ACTIVE'")
                .param(agency)
                .query(String.class)
                .list();
    }

    @Test
    void whatRanOutComesBackWhenTheTargetMovesAndIsStillSeen() {
        String cases = "/api/link/112/cases";
        post(cases, report(), police());
        jdbc.sql("update access_grant set expires_at = now() - interval '1 second'")
                .update();
        await().until(() -> jdbc.sql("select count(*) from access_grant where state = 'EXPIRED'")
                        .query(Long.class)
                        .single()
                == 4);
        String near = "{\"lon\":%s,\"lat\":%s}".formatted(LON, LAT - 20 * DEG_PER_M_NORTH);
        Answer moved = send("PATCH", cases + "/" + caseNo + "/target", near, police(), java.util.Map.of());
        assertThat(ids(moved.body().path("cameras")))
                .as("the same four, and all of them open")
                .containsExactly("HERE-1", "HERE-2", "HERE-3", "HERE-4");
        assertThat(moved.body().at("/cameras/0/distanceM").asDouble())
                .as("from where the target is now")
                .isBetween(69.0, 71.0);
        assertThat(Instant.parse(moved.body().at("/cameras/0/expiresAt").asString()))
                .isAfter(Instant.now());
        jdbc.sql("update incident set opened_at = now() - interval '121 minutes'")
                .update();
        assertThat(post(DISPATCHES, dispatch("car-7"), police()).problem())
                .as("nothing is granted that has ended already")
                .endsWith(":conflict");
    }

    @Test
    void aGreenWaveIsGivenBackUntilTheControllerKnows() {
        sent(Topics.AUDIT);
        String fire = TokenFixture.bearer(Role.FIRE_119);
        String kim = operator("kim", "DJ-SEO");
        for (String unit : List.of("engine-3", "engine-4"))
            post(
                    "/api/link/119/dispatches",
                    "{\"caseNo\":\"%s\",\"unit\":\"%s\",\"kind\":\"FIRE\",\"summary\":\"x\",\"lon\":%s,\"lat\":%s}"
                            .formatted(caseNo, unit, LON, LAT),
                    fire);
        String door = "/api/link/119/dispatches/" + caseNo + "/signal-priority";
        String ask = "{\"unit\":\"engine-3\",\"route\":[[127.38,36.34],[%s,%s]]}".formatted(LON, LAT);
        String one = post(door, ask, fire).body().path("requestId").asString();
        assertThat(post(door, ask, fire).problem())
                .as("one of a unit at a time")
                .endsWith(":conflict");
        String other = post(door, ask.replace("engine-3", "engine-4"), fire)
                .body()
                .path("requestId")
                .asString();
        String priorities = "/api/link/signal-priorities/";
        post(priorities + one + "/confirm", null, kim);

        SIGNALS.is(Mood.ANSWERS_A_PAGE); // takes nothing
        assertThat(post(priorities + one + "/release", null, kim)
                        .body()
                        .path("state")
                        .asString())
                .as("said, not acknowledged")
                .isEqualTo("RELEASING");
        post("/api/link/119/cases/" + caseNo + "/close", "{\"reason\":\"SOLVED\"}", fire);
        assertThat(post(priorities + other + "/confirm", null, kim).status())
                .as("nothing is given after the end")
                .isEqualTo(409);
        SIGNALS.is(Mood.ACKNOWLEDGES);
        await().untilAsserted(() -> assertThat(signalStates()).isEqualTo("REFUSED RELEASED"));
        assertThat(SIGNALS.commands()).isNotEmpty().allMatch(command -> command.contains("\"RELEASE\""));
        await().untilAsserted(() -> assertThat(sent(Topics.AUDIT))
                .extracting(row -> row.path("action").asString())
                .contains("signal.request", "signal.confirmed", "signal.released"));
        assertThat(jdbc.sql("select count(*) from incident_entry where what = 'signal.requested'")
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    /** It may have heard it and only not said so; an office that hangs holds up nobody's grants meanwhile. */
    @ParameterizedTest
    @EnumSource(
            value = Mood.class,
            names = {"HANGS", "ANSWERS_A_PAGE"})
    void aGreenWaveThatTheControllerDidNotTakeIsGivenBackAsWell(Mood mood) {
        SIGNALS.is(mood);
        String fire = TokenFixture.bearer(Role.FIRE_119);
        post(
                "/api/link/119/dispatches",
                "{\"caseNo\":\"%s\",\"unit\":\"engine-3\",\"kind\":\"FIRE\",\"summary\":\"x\",\"lon\":%s,\"lat\":%s}"
                        .formatted(caseNo, LON, LAT),
                fire);
        String id = post(
                        "/api/link/119/dispatches/" + caseNo + "/signal-priority",
                        "{\"unit\":\"engine-3\",\"route\":[[127.38,36.34],[%s,%s]]}".formatted(LON, LAT),
                        fire)
                .body()
                .path("requestId")
                .asString();
        assertThat(post("/api/link/signal-priorities/" + id + "/confirm", null, operator("kim", "DJ-SEO"))
                        .body()
                        .path("state")
                        .asString())
                .isEqualTo("FAILED");
        SIGNALS.is(Mood.ACKNOWLEDGES);
        await("it may have been heard, only not answered")
                .untilAsserted(
                        () -> assertThat(SIGNALS.commands()).isNotEmpty().allMatch(c -> c.contains("\"RELEASE\"")));
        assertThat(signalStates()).isEqualTo("FAILED");
    }

    private String signalStates() {
        return jdbc.sql("select string_agg(state, ' ' order by state) from signal_priority")
                .query(String.class)
                .single();
    }

    @Test
    void aTenthAgencyNeedsConfigurationOnly() {
        sent(Topics.GRANT);
        String tenth = "Bearer " + TokenFixture.token("coast", Role.POLICE_112, "TENTH");
        Answer opened = post("/api/link/TENTH/cases", report(), tenth);
        assertThat(opened.status()).as(opened.body().toString()).isEqualTo(201);
        assertThat(ids(opened.body().path("cameras")))
                .as("at most two for this one")
                .hasSize(2);
        await().untilAsserted(() -> assertThat(sent(Topics.GRANT)).hasSize(2).allSatisfy(grant -> {
            assertThat(grant.path("agency").asString()).isEqualTo("TENTH");
            assertThat(grant.path("purpose").asString()).isEqualTo("rescue at the river");
        }));
        assertThat(get("/api/link/TENTH/cases/" + caseNo, police()).status()).isEqualTo(403);
        assertThat(get("/api/link/112/cases/" + caseNo, police()).status()).isEqualTo(404);
        assertThat(types(get("/api/link/feed", tenth))).containsExactly("case.opened", "case.cameras");
        assertThat(post("/api/link/TENTH/cases/" + caseNo + "/close", "{\"reason\":\"SOLVED\"}", tenth)
                        .status())
                .isEqualTo(200);
        assertThat(post("/api/link/NOBODY/cases", report(), tenth).status()).isEqualTo(404);
    }

    @Test
    void whoseContractIsOverGetsNothing() {
        String ended = "Bearer " + TokenFixture.token("former", Role.POLICE_112, "ENDED");
        Answer refused = post("/api/link/ENDED/cases", report(), ended);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.problem()).endsWith(":contract-ended");
        assertThat(jdbc.sql("select count(*) from incident").query(Long.class).single())
                .isZero();
    }

    private List<String> grants(String state) {
        return sent(Topics.GRANT).stream()
                .filter(grant -> grant.path("state").asString().equals(state))
                .map(grant -> grant.path("cameraId").asString())
                .toList();
    }

    private String dispatch(String unit) {
        return """
                {"caseNo":"%s","unit":"%s","code":1,"kind":"ROBBERY","summary":"fleeing north","lon":%s,"lat":%s}
                """.formatted(caseNo, unit, LON, LAT);
    }

    private String report() {
        return """
                {"caseNo":"%s","code":0,"kind":"ROBBERY","summary":"fleeing north","lon":%s,"lat":%s}
                """.formatted(caseNo, LON, LAT);
    }

    private static List<String> ids(JsonNode cameras) {
        return StreamSupport.stream(cameras.spliterator(), false)
                .map(camera -> camera.path("cameraId").asString())
                .toList();
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asString)
                .toList();
    }

    private static List<String> types(Answer feed) {
        return StreamSupport.stream(feed.body().path("items").spliterator(), false)
                .map(event -> event.path("type").asString())
                .toList();
    }
}
