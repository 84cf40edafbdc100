package metro.cctv.registry.ptz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.messaging.EventPublisher;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.incident.GrantChanged;
import metro.cctv.registry.RegistryTest;
import metro.cctv.testkit.TokenFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

/** From the door to the simulated motor and back. */
class PtzIT extends RegistryTest {
    private static final String LEAD = bearer("lead-1", Role.LEAD);
    private static final String OTHER_LEAD = bearer("lead-2", Role.LEAD);
    private static final String VENDOR = bearer("vendor-7", Role.VENDOR);
    private static final String WHY = ",\"purpose\":\"미아 수색\"}";
    private static final Duration SOON = Duration.ofSeconds(5);

    private static TurningCameras cameras;
    private static List<String> unused;

    @Autowired
    EventPublisher events;

    @Autowired
    HeadSweep sweep;

    @Autowired
    HeadStore store;

    @Autowired
    OnvifHeads heads;

    @Autowired
    Steering steering;

    @Autowired
    SteeredCameras steered;

    @BeforeAll
    static void start() throws IOException {
        unused = new ArrayList<>(
                IntStream.range(0, 20).mapToObj(i -> freshCode()).toList());
        cameras = new TurningCameras(unused);
    }

    @AfterAll
    static void stop() {
        cameras.close();
    }

    @Test
    void aMoveTurnsTheHeadAndStopEndsIt() {
        String code = camera();
        JsonNode before = ok(get(ptz(code), LEAD));
        assertThat(before.get("supported").asBoolean()).isTrue();
        assertThat(before.get("lease").isNull()).isTrue();
        assertThat(before.get("position").get("panDeg").asDouble()).isZero();
        assertThat(before.get("presets")).hasSize(3);

        JsonNode after = ok(command(code, LEAD, "{\"command\":\"MOVE\",\"pan\":1,\"tilt\":0.5" + WHY));
        assertThat(after.get("lease").get("holder").asString()).isEqualTo("lead-1");
        assertThat(after.get("lease").get("mine").asBoolean()).isTrue();
        assertThat(after.get("lease").get("purpose").asString()).isEqualTo("미아 수색");
        await().atMost(SOON).until(() -> cameras.panDeg(code) > 8);
        ok(command(code, LEAD, "{\"command\":\"STOP\"" + WHY));
        assertThat(cameras.isMoving(code)).isFalse();
        double rest = cameras.panDeg(code);
        await().atMost(SOON)
                .until(() -> Math.abs(ok(get(ptz(code), LEAD))
                                        .get("position")
                                        .get("panDeg")
                                        .asDouble()
                                - rest)
                        < 0.1);
        assertThat(ok(get(ptz(code), OTHER_LEAD)).get("lease").get("mine").asBoolean())
                .isFalse();
        await().untilAsserted(() -> assertThat(actions(code)).containsSubsequence("ptz.move", "ptz.stop"));
        JsonNode row = ledger(code).stream()
                .filter(r -> r.get("action").asString().equals("ptz.move"))
                .findFirst()
                .orElseThrow();
        assertThat(row.get("purpose").asString()).isEqualTo("미아 수색");
        assertThat(row.get("subject").asString()).isEqualTo("lead-1");
        assertThat(row.get("districtCode").asString()).isEqualTo("DJ-SEO");
    }

    @Test
    void aMoveThatIsNotRepeatedEndsByItself() {
        String code = camera();
        long begin = System.nanoTime();
        ok(command(code, LEAD, "{\"command\":\"MOVE\",\"pan\":-0.5" + WHY));
        await().atMost(SOON).until(() -> !cameras.isMoving(code));
        assertThat(Duration.ofNanos(System.nanoTime() - begin).toMillis()).isBetween(1500L, 3000L);
        assertThat(cameras.panDeg(code)).isCloseTo(-36, within(4.0));
    }

    @Test
    void presetsAreKeptGoneToAndDropped() {
        String code = camera();
        ok(command(code, LEAD, "{\"command\":\"GOTO_PRESET\",\"preset\":\"3\"" + WHY));
        await().atMost(SOON).until(() -> Math.abs(cameras.panDeg(code) - 36) < 0.01);
        Answer kept = post("/api/cameras/" + code + "/presets", LEAD, "{\"name\":\"놀이터\"}");
        assertThat(kept.status()).as(text(kept)).isEqualTo(201);
        assertThat(kept.json().get("panDeg").asDouble()).isCloseTo(36, within(0.01));
        String token = kept.json().get("token").asString();
        assertThat(get("/api/cameras/" + code + "/presets", LEAD).json().get("items"))
                .hasSize(4);
        assertThat(command(code, LEAD, "{\"command\":\"GOTO_PRESET\",\"preset\":\"99\"" + WHY)
                        .problem())
                .isEqualTo("ptz-refused");
        String home = "{\"homePreset\":\"" + token + "\",\"homeAfterSeconds\":60,\"arcs\":[]}";
        ok(call(HttpMethod.PUT, ptz(code) + "/settings", MANAGER, home));
        assertThat(drop(code, token, LEAD).problem()).isEqualTo("conflict");
        ok(call(HttpMethod.PUT, ptz(code) + "/settings", MANAGER, "{\"arcs\":[]}"));
        assertThat(drop(code, token, LEAD).status()).isEqualTo(204);
        assertThat(drop(code, token, LEAD).problem()).isEqualTo("not-found");
        assertThat(post("/api/cameras/" + code + "/presets", LEAD, "{\"name\":\"횡단보도\"}")
                        .problem())
                .as("the camera's own refusal")
                .isEqualTo("ptz-refused");
    }

    @Test
    void aPlaceInDegreesIsGoneToOrRefusedWithTheReach() {
        String code = camera();
        ok(command(code, LEAD, "{\"command\":\"GOTO\",\"panDeg\":350,\"tiltDeg\":-2,\"zoom\":1.5" + WHY));
        await().atMost(SOON).until(() -> !cameras.isMoving(code));
        assertThat(cameras.panDeg(code)).isCloseTo(-10, within(0.01));
        Answer refused = command(code, LEAD, "{\"command\":\"GOTO\",\"panDeg\":0,\"tiltDeg\":-45" + WHY);
        assertThat(refused.problem()).isEqualTo("ptz-refused");
        assertThat(refused.json().get("detail").asString()).contains("tilt -20 to 20");
        ok(command(code, LEAD, "{\"command\":\"HOME\"" + WHY));
        await().atMost(SOON).until(() -> !cameras.isMoving(code));
        assertThat(cameras.panDeg(code)).isZero();
    }

    @Test
    void theArcsAreTheLaw() {
        String code = camera();
        String arcs = "{\"homePreset\":\"1\",\"homeAfterSeconds\":null,"
                + "\"arcs\":[{\"fromDeg\":340,\"toDeg\":20,\"tiltFromDeg\":-20,\"tiltToDeg\":20}]}";
        assertThat(ok(call(HttpMethod.PUT, ptz(code) + "/settings", MANAGER, arcs))
                        .get("arcs"))
                .hasSize(1);
        assertThat(refusal(code, "\"GOTO\",\"panDeg\":90,\"tiltDeg\":0")).contains("outside the approved arcs");
        assertThat(refusal(code, "\"GOTO_PRESET\",\"preset\":\"3\"")).contains("looks out of the approved arcs");
        assertThat(refusal(code, "\"PATROL\",\"presets\":[\"1\",\"3\"],\"dwellSeconds\":5"))
                .contains("\"3\"");
        assertThat(cameras.panDeg(code)).isZero();

        cameras.putAt(code, 10);
        ok(command(code, LEAD, "{\"command\":\"MOVE\",\"pan\":1" + WHY));
        await().atMost(SOON).until(() -> !cameras.isMoving(code));
        assertThat(cameras.panDeg(code)).as("stopped at the edge").isBetween(10.5, 20.1);

        cameras.putAt(code, 19.9);
        assertThat(refusal(code, "\"MOVE\",\"pan\":0.3")).contains("leads out");
        assertThat(cameras.isMoving(code)).isFalse();
        ok(command(code, LEAD, "{\"command\":\"MOVE\",\"pan\":-0.3" + WHY));
        ok(command(code, LEAD, "{\"command\":\"STOP\"" + WHY));
    }

    @Test
    void aHigherRankTakesTheCameraAndTheFormerHolderIsTold() throws Exception {
        String code = camera();
        String operator = bearer("operator-9", Role.OPERATOR);
        ok(command(code, LEAD, "{\"command\":\"GOTO_PRESET\",\"preset\":\"2\"" + WHY));
        Answer second = command(code, OTHER_LEAD, "{\"command\":\"STOP\"" + WHY);
        assertThat(second.problem()).isEqualTo("ptz-held");
        assertThat(second.json().get("heldBy").asString()).isEqualTo("lead-1");
        assertThat(Instant.parse(second.json().get("until").asString())).isAfter(Instant.now());
        assertThat(call(HttpMethod.DELETE, ptz(code) + "/lease", OTHER_LEAD, null)
                        .problem())
                .isEqualTo("ptz-held");

        assertThat(command(code, operator, "{\"command\":\"STOP\"" + WHY).problem())
                .isEqualTo("case-needed");
        UUID grant = UUID.randomUUID();
        Instant opened = Instant.now();
        say(grant, code, "C-77", GrantChanged.State.ACTIVE, opened);
        await().atMost(SOON)
                .until(() ->
                        command(code, operator, "{\"command\":\"STOP\"" + WHY).status() == 200);
        JsonNode lease = ok(get(ptz(code), operator)).get("lease");
        assertThat(lease.get("rank").asString()).isEqualTo("CASE");
        assertThat(lease.get("caseNo").asString()).isEqualTo("C-77");
        assertThat(command(code, operator, "{\"command\":\"STOP\",\"caseNo\":\"C-78\"" + WHY)
                        .problem())
                .isEqualTo("case-needed");

        Answer former = command(code, LEAD, "{\"command\":\"MOVE\",\"pan\":1" + WHY);
        assertThat(former.problem()).isEqualTo("ptz-held");
        assertThat(former.json().get("heldBy").asString()).isEqualTo("operator-9");
        assertThat(cameras.isMoving(code)).isFalse();
        await().untilAsserted(() -> assertThat(actions(code)).contains("ptz.take-over"));

        say(grant, code, "C-77", GrantChanged.State.REVOKED, opened.plusSeconds(1));
        await().atMost(SOON)
                .until(() ->
                        command(code, operator, "{\"command\":\"STOP\"" + WHY).status() == 403);
        say(grant, code, "C-77", GrantChanged.State.ACTIVE, opened);
        UUID marker = UUID.randomUUID();
        say(marker, code, "C-80", GrantChanged.State.ACTIVE, Instant.now());
        await().atMost(SOON)
                .until(() -> command(code, operator, "{\"command\":\"STOP\",\"caseNo\":\"C-80\"" + WHY)
                                .status()
                        == 200);
        assertThat(command(code, operator, "{\"command\":\"STOP\",\"caseNo\":\"C-77\"" + WHY)
                        .problem())
                .as("an old opening that comes again opens nothing")
                .isEqualTo("case-needed");

        assertThat(call(HttpMethod.DELETE, ptz(code) + "/lease", operator, null).status())
                .isEqualTo(204);
        ok(command(code, LEAD, "{\"command\":\"STOP\"" + WHY));
    }

    @Test
    void aCaseTurnsACameraByItselfAndGivesItBack() throws Exception {
        String code = camera();
        ok(call(
                HttpMethod.PUT,
                ptz(code) + "/settings",
                MANAGER,
                "{\"homePreset\":\"1\",\"homeAfterSeconds\":30,\"arcs\":[]}"));
        String turn =
                "{\"agency\":\"CENTRE\",\"caseNo\":\"C-90\",\"purpose\":\"112 emergency video\",\"preset\":\"3\"}";
        String door = "/internal/cameras/" + code + "/ptz";
        assertThat(post(door, SERVICE, turn).problem())
                .as("no grant of that case covers it")
                .isEqualTo("case-needed");
        say(UUID.randomUUID(), code, "C-90", GrantChanged.State.ACTIVE, Instant.now());
        ok(command(code, LEAD, "{\"command\":\"GOTO_PRESET\",\"preset\":\"2\"" + WHY));
        await().atMost(SOON).until(() -> post(door, SERVICE, turn).status() == 204);
        await().atMost(SOON).until(() -> Math.abs(cameras.panDeg(code) - 36) < 0.01);
        assertThat(command(code, LEAD, "{\"command\":\"STOP\"" + WHY)
                        .json()
                        .get("heldBy")
                        .asString())
                .isEqualTo("case CENTRE C-90");
        sweep.sweep(Instant.now().plusSeconds(60));
        assertThat(cameras.panDeg(code)).as("it stays as long as the case").isCloseTo(36, within(0.01));
        String operator = bearer("operator-9", Role.OPERATOR);
        ok(command(code, operator, "{\"command\":\"GOTO_PRESET\",\"preset\":\"2\"" + WHY));
        assertThat(post(door, SERVICE, turn).problem())
                .as("a person on the case goes before")
                .isEqualTo("ptz-held");
        assertThat(call(HttpMethod.DELETE, ptz(code) + "/lease", operator, null).status())
                .isEqualTo(204);
        assertThat(post(door, SERVICE, turn).status()).isEqualTo(204);
        await().atMost(SOON).until(() -> Math.abs(cameras.panDeg(code) - 36) < 0.01);
        String end = door + "?agency=CENTRE&caseNo=";
        assertThat(call(HttpMethod.DELETE, end + "C-91", SERVICE, null).status())
                .as("another case's end changes nothing")
                .isEqualTo(204);
        assertThat(call(HttpMethod.DELETE, end + "C-90", SERVICE, null).status())
                .isEqualTo(204);
        await().atMost(SOON).until(() -> Math.abs(cameras.panDeg(code) - 36) > 1);
        ok(command(code, LEAD, "{\"command\":\"STOP\"" + WHY));
        await().untilAsserted(() -> assertThat(actions(code)).contains("ptz.take-over", "ptz.preset", "ptz.home"));
    }

    @Test
    void ofTwoWhoReachForACameraAtOnceOneGetsIt() throws Exception {
        String code = camera();
        ok(get(ptz(code), LEAD));
        var together = new CyclicBarrier(8);
        List<Callable<Answer>> hands = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String token = bearer("racer-" + i, Role.LEAD);
            hands.add(() -> {
                together.await();
                return command(code, token, "{\"command\":\"MOVE\",\"pan\":0.1" + WHY);
            });
        }
        List<Integer> statuses = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Answer> answer : threads.invokeAll(hands))
                statuses.add(answer.get().status());
        }
        assertThat(statuses).containsOnlyOnce(200);
        assertThat(statuses.stream().filter(s -> s == 409)).hasSize(7);
        await().untilAsserted(() -> assertThat(actions(code)).containsOnlyOnce("ptz.move"));
    }

    @Test
    void aVendorTurnsOnlyWithASecondPersonsPermit() {
        String code = camera();
        String move = "{\"command\":\"HOME\",\"purpose\":\"정비 점검\"}";
        assertThat(command(code, VENDOR, move).problem()).isEqualTo("approval-needed");
        assertThat(get(ptz(code), VENDOR).problem()).isEqualTo("forbidden");
        String permits = ptz(code) + "/permits";
        String body = "{\"for\":\"vendor-7\",\"minutes\":10,\"reason\":\"모터 점검\"}";
        assertThat(post(permits, VENDOR, body).problem()).isEqualTo("forbidden");
        assertThat(post(permits, bearer("lead-9", Role.LEAD, "DJ-YUS"), body).problem())
                .isEqualTo("not-found");
        assertThat(post(permits, bearer("vendor-7", Role.LEAD), body).problem()).isEqualTo("approval-needed");
        assertThat(post(permits, LEAD, body).status()).isEqualTo(201);
        ok(command(code, VENDOR, move));
        assertThat(ok(get(ptz(code), VENDOR)).get("lease").get("rank").asString())
                .isEqualTo("OPERATOR");
        ok(command(code, LEAD, move));
        assertThat(command(code, VENDOR, move).problem()).isEqualTo("ptz-held");
    }

    @Test
    void theHeadGoesHomeAfterAWhileAndOnlyOnce() {
        String code = camera();
        ok(call(HttpMethod.PUT, ptz(code) + "/settings", MANAGER, "{\"homePreset\":\"1\",\"homeAfterSeconds\":300}"));
        ok(command(code, LEAD, "{\"command\":\"GOTO\",\"panDeg\":10,\"tiltDeg\":0" + WHY));
        await().atMost(SOON).until(() -> !cameras.isMoving(code));
        Instant left = Instant.now();
        sweep.sweep(left.plusSeconds(200));
        assertThat(cameras.isMoving(code)).isFalse();
        // Two instances look at the same moment.
        Thread.startVirtualThread(() -> sweep.sweep(left.plusSeconds(301)));
        sweep.sweep(left.plusSeconds(301));
        await().atMost(SOON).until(() -> cameras.panDeg(code) == 0);
        sweep.sweep(left.plusSeconds(400));
        sweep.sweep(left.plusSeconds(900));
        await().untilAsserted(() -> assertThat(actions(code)).containsOnlyOnce("ptz.home"));
        JsonNode row = ledger(code).stream()
                .filter(r -> r.get("action").asString().equals("ptz.home"))
                .findFirst()
                .orElseThrow();
        assertThat(row.get("subject").asString()).isEqualTo("camera-registry");
    }

    @Test
    void aPatrolGoesRoundUntilSomebodySteers() {
        String code = camera();
        JsonNode patrol =
                ok(command(code, LEAD, "{\"command\":\"PATROL\",\"presets\":[\"3\",\"1\"],\"dwellSeconds\":60" + WHY));
        assertThat(patrol.get("patrol").get("dwellSeconds").asInt()).isEqualTo(60);
        await().atMost(SOON).until(() -> cameras.panDeg(code) > 35);
        Instant now = Instant.now();
        sweep.sweep(now.plusSeconds(61));
        await().atMost(SOON).until(() -> cameras.panDeg(code) == 0);
        sweep.sweep(now.plusSeconds(122));
        await().atMost(SOON).until(() -> cameras.panDeg(code) > 35);
        // Another lead's hand is worth more than a patrol.
        ok(command(code, OTHER_LEAD, "{\"command\":\"STOP\"" + WHY));
        assertThat(ok(get(ptz(code), LEAD)).get("patrol").isNull()).isTrue();
        assertThat(store.find(code).patrol()).isNull();

        String ends = camera();
        ok(command(ends, LEAD, "{\"command\":\"PATROL\",\"presets\":[\"1\",\"3\"],\"dwellSeconds\":3600" + WHY));
        sweep.sweep(Instant.now().plusSeconds(3601));
        assertThat(store.find(ends).patrol()).as("its lease was over").isNull();
        assertThat(cameras.panDeg(ends)).isZero();
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            POST | {"command":"MOVE","pan":1}                                 | purpose-needed
            POST | {"command":"MOVE","pan":1,"purpose":"x"}                   | purpose-needed
            POST | {"command":"MOVE","pan":5,"purpose":"미아 수색"}             | invalid-field
            POST | {"command":"MOVE","pan":1,"speed":9,"purpose":"미아 수색"}   | bad-request
            POST | {"command":"MOVE","pan":"fast","purpose":"미아 수색"}        | bad-request
            POST | [1]                                                        | bad-request
            POST | {                                                          | bad-request
            PUT  | {"homeAfterSeconds":60}                                    | invalid-field
            PUT  | {"homePreset":"1","homeAfterSeconds":5}                    | invalid-field
            PUT  | {"homePreset":"99"}                                        | ptz-refused
            PUT  | {"arcs":[{"fromDeg":0,"toDeg":0,"tiltFromDeg":0,"tiltToDeg":9}]} | invalid-field
            PUT  | {"arcs":[{"fromDeg":0,"toDeg":9}]}                         | bad-request
            PUT  | {"homePreset":"3","arcs":[{"fromDeg":0,"toDeg":9,"tiltFromDeg":-9,"tiltToDeg":9}]} | ptz-refused
            NAME | {}                                                         | invalid-field
            NAME | {"name":"a\\u0000"}                                        | invalid-field
            PERMIT | {"for":"vendor-7","minutes":0,"reason":"점검한다"}         | invalid-field
            PERMIT | {"for":"vendor 7;","minutes":5,"reason":"점검한다"}        | invalid-field
            PERMIT | {"for":"vendor-7","minutes":5,"reason":""}                | invalid-field
            """)
    void badInputsAtTheDoor(String door, String body, String problem) {
        String code = shared();
        Answer answer = switch (door) {
            case "POST" -> command(code, LEAD, body);
            case "PUT" -> call(HttpMethod.PUT, ptz(code) + "/settings", MANAGER, body);
            case "NAME" -> post("/api/cameras/" + code + "/presets", LEAD, body);
            default -> post(ptz(code) + "/permits", LEAD, body);
        };
        assertThat(answer.problem()).as(text(answer)).isEqualTo(problem);
        assertThat(cameras.isMoving(code)).isFalse();
    }

    @Test
    void whoMayNot() {
        String code = shared();
        String stop = "{\"command\":\"STOP\"" + WHY;
        assertThat(command(code, MANAGER, stop).problem()).isEqualTo("forbidden");
        assertThat(command(code, bearer("lead-9", Role.LEAD, "DJ-YUS"), stop).problem())
                .isEqualTo("case-needed");
        assertThat(command(code, bearer("x", Role.DISASTER_ROOM), stop).problem())
                .isEqualTo("forbidden");
        assertThat(get(ptz(code), bearer("x", Role.AUDITOR)).problem()).isEqualTo("forbidden");
        assertThat(get(ptz(code), bearer("x", Role.OPERATOR, "DJ-YUS")).problem())
                .isEqualTo("case-needed");
        ok(get(ptz(code), bearer("x", Role.OPERATOR)));
        String settings = ptz(code) + "/settings";
        assertThat(call(HttpMethod.PUT, settings, LEAD, "{}").problem()).isEqualTo("forbidden");
        assertThat(call(HttpMethod.PUT, settings, bearer("m", Role.MANAGER, "DJ-YUS"), "{}")
                        .problem())
                .isEqualTo("not-found");
        assertThat(post("/api/cameras/" + code + "/presets", bearer("x", Role.OPERATOR), "{\"name\":\"n\"}")
                        .problem())
                .isEqualTo("forbidden");
        assertThat(get("/api/cameras/NO-SUCH-1/ptz", LEAD).problem()).isEqualTo("not-found");
        assertThat(get(ptz(code), null).status()).isEqualTo(401);
    }

    @Test
    void aCameraThatIgnoresItsTimeoutIsStoppedByUs() throws IOException {
        try (var odd = new OddCamera()) {
            String code = register(freshCode(), odd.address());
            ok(command(code, LEAD, "{\"command\":\"MOVE\",\"pan\":1" + WHY));
            await().atMost(SOON).until(() -> odd.heard.contains("Stop"));
            assertThat(odd.heard.indexOf("Stop")).isGreaterThan(odd.heard.indexOf("ContinuousMove"));
        }
    }

    @Test
    void anInstanceThatDiedMidMoveIsStoodInFor() throws IOException {
        try (var odd = new OddCamera()) {
            String code = register(freshCode(), odd.address());
            ok(command(code, LEAD, "{\"command\":\"STOP\"" + WHY));
            odd.heard.clear();
            // What the dead one left behind: a lease and a move that is due to end.
            Lease lease = store.find(code).lease();
            store.command(code, lease, Instant.now().plusSeconds(60), null, null, null);
            sweep.sweep(Instant.now().plusSeconds(61));
            await().atMost(SOON).until(() -> odd.heard.contains("Stop"));
            await().atMost(SOON)
                    .until(() -> store.claimStops(Instant.now().plusSeconds(90), SOON, 5, 10)
                            .isEmpty());
        }
    }

    @ParameterizedTest
    @CsvSource({"FAULTING, ptz-refused", "RUBBISH, camera-answer-refused", "BOMB, camera-answer-refused"})
    void hostileAnswers(OddCamera.Mood mood, String problem) throws IOException {
        try (var odd = new OddCamera()) {
            String code = register(freshCode(), odd.address());
            odd.mood = mood;
            Answer answer = command(code, LEAD, "{\"command\":\"MOVE\",\"pan\":1" + WHY);
            assertThat(answer.problem()).as(text(answer)).isEqualTo(problem);
            assertThat(answer.json().get("detail").asString()).doesNotContain("\u202e", "<", "bbbb");
            await().untilAsserted(() ->
                    assertThat(outcomes(code, "ptz.move")).containsExactly("ALLOWED", "FAILED " + problem));
            odd.mood = OddCamera.Mood.OBEDIENT;
            ok(command(code, LEAD, "{\"command\":\"STOP\"" + WHY));
        }
    }

    @Test
    void aReleaseWhoseStopFailsIsMarkedInTheLedger() throws IOException {
        try (var odd = new OddCamera()) {
            String code = register(freshCode(), odd.address());
            ok(command(code, LEAD, "{\"command\":\"STOP\"" + WHY));
            odd.mood = OddCamera.Mood.FAULTING;
            assertThat(call(HttpMethod.DELETE, ptz(code) + "/lease", LEAD, null).problem())
                    .isEqualTo("ptz-refused");
            await().untilAsserted(() ->
                    assertThat(outcomes(code, "ptz.release")).containsExactly("ALLOWED", "FAILED ptz-refused"));
        }
    }

    @Test
    void aCameraThatLiesAboutItsPlaceMovesNowhereItMayNot() throws IOException {
        try (var odd = new OddCamera()) {
            String code = register(freshCode(), odd.address());
            String arcs = "{\"arcs\":[{\"fromDeg\":-90,\"toDeg\":90,\"tiltFromDeg\":-20,\"tiltToDeg\":20}]}";
            ok(call(HttpMethod.PUT, ptz(code) + "/settings", MANAGER, arcs));
            assertThat(refusal(code, "\"GOTO_PRESET\",\"preset\":\"1\"")).contains("Nobody knows where preset");
            odd.mood = OddCamera.Mood.LYING;
            assertThat(refusal(code, "\"MOVE\",\"pan\":1")).contains("does not say where it looks");
            odd.mood = OddCamera.Mood.OBEDIENT;
            ok(command(code, LEAD, "{\"command\":\"MOVE\",\"pan\":1" + WHY));
            odd.mood = OddCamera.Mood.SILENT_ABOUT_PLACE;
            await().atMost(Duration.ofMillis(1500)).until(() -> odd.heard.contains("Stop"));
            assertThat(get(ptz(code), LEAD).status()).isEqualTo(200);
        }
    }

    @Test
    void aCameraThatHangsHarmsNoOther() throws Exception {
        try (var odd = new OddCamera()) {
            String hanging = register(freshCode(), odd.address());
            String fine = camera();
            ok(get(ptz(hanging), LEAD));
            odd.mood = OddCamera.Mood.HANGING;
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<Answer> stuck =
                        threads.submit(() -> command(hanging, LEAD, "{\"command\":\"MOVE\",\"pan\":1" + WHY));
                await().until(() -> odd.heard.contains("ContinuousMove"));
                ok(command(fine, LEAD, "{\"command\":\"STOP\"" + WHY));
                assertThat(stuck.isDone()).as("the other one still hangs").isFalse();
                odd.close();
                assertThat(stuck.get().problem()).startsWith("camera-");
                await().untilAsserted(() -> assertThat(outcomes(hanging, "ptz.move"))
                        .hasSize(2)
                        .anyMatch(o -> o.startsWith("FAILED camera-")));
                assertThat(outcomes(fine, "ptz.stop")).containsExactly("ALLOWED");
            }
        }
    }

    /** Measured against the bare call: rights, lease, ledger row and lane together. */
    @Test
    void aCommandCostsLittleMoreThanTheCallToTheCamera() {
        SteeredCamera camera = steered.get(camera());
        var hand = new Steering.Hand(new Caller("lead-1", Role.LEAD, Set.of("DJ-SEO"), null), "127.0.0.1");
        var stop = new PtzRequest("STOP", null, null, null, null, null, null, null, null, "미아 수색", null);
        long[] bare = new long[60];
        long[] whole = new long[60];
        long[] statement = new long[60];
        for (int i = 0; i < bare.length; i++) {
            long begin = System.nanoTime();
            heads.stop(camera);
            long between = System.nanoTime();
            steering.command(camera, stop, hand);
            bare[i] = between - begin;
            long end = System.nanoTime();
            whole[i] = end - between;
            store.find(camera.cameraId());
            statement[i] = System.nanoTime() - end;
        }
        double overheadMs = (median(whole) - median(bare)) / 1e6;
        LoggerFactory.getLogger(PtzIT.class)
                .info(
                        "PTZ: call {} ms, command {} ms, one SQL statement {} ms (medians)",
                        median(bare) / 1e6,
                        median(whole) / 1e6,
                        median(statement) / 1e6);
        assertThat(overheadMs).isLessThan(Math.max(50, 50 * median(statement) / 1e6));
    }

    private static long median(long[] nanos) {
        return Arrays.stream(nanos).sorted().skip(nanos.length / 2).findFirst().orElseThrow();
    }

    private static String shared;

    private String shared() {
        if (shared == null) shared = camera();
        return shared;
    }

    private String camera() {
        String code = unused.removeLast();
        return register(code, cameras.address(code));
    }

    private String register(String code, String onvifAddress) {
        String body = camera(code, "DJ-SEO", 127.385, 36.35)
                .replace("\"ptz\": false", """
                        "ptz": true, "onvifAddress": "%s", "credentials": {"username": "%s", "password": "%s"},
                        "ptzRange": {"panFromDeg":-180,"panToDeg":180,"tiltFromDeg":-20,"tiltToDeg":20,"maxZoom":4}
                        """.formatted(onvifAddress, TurningCameras.USER, TurningCameras.PASSWORD));
        Answer made = post("/api/cameras", MANAGER, body);
        assertThat(made.status()).as(text(made)).isEqualTo(201);
        return code;
    }

    private Answer command(String code, String token, String body) {
        return post(ptz(code), token, body);
    }

    private Answer drop(String code, String presetToken, String token) {
        return call(HttpMethod.DELETE, "/api/cameras/" + code + "/presets/" + presetToken, token, null);
    }

    private String refusal(String code, String command) {
        Answer answer = command(code, LEAD, "{\"command\":" + command + WHY);
        assertThat(answer.problem()).as(text(answer)).isEqualTo("ptz-refused");
        return answer.json().get("detail").asString();
    }

    private static JsonNode ok(Answer answer) {
        assertThat(answer.status()).as(text(answer)).isEqualTo(200);
        return answer.json();
    }

    private static String text(Answer answer) {
        return new String(answer.bytes(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private static String ptz(String code) {
        return "/api/cameras/" + code + "/ptz";
    }

    private List<String> actions(String code) {
        return ledger(code).stream().map(row -> row.get("action").asString()).toList();
    }

    private List<String> outcomes(String code, String action) {
        return ledger(code).stream()
                .filter(row -> row.get("action").asString().equals(action))
                .map(row -> row.get("result").asString()
                        + (row.get("reason").isNull()
                                ? ""
                                : " " + row.get("reason").asString()))
                .toList();
    }

    private List<JsonNode> ledger(String code) {
        return recordsOf(Topics.AUDIT, code).stream()
                .map(record -> json.readTree(record.value()))
                .toList();
    }

    private void say(UUID grant, String code, String caseNo, GrantChanged.State state, Instant at) throws Exception {
        events.send(
                        Topics.GRANT,
                        grant.toString(),
                        new GrantChanged(
                                UUID.randomUUID(),
                                grant,
                                UUID.randomUUID(),
                                caseNo,
                                "CENTRE",
                                Role.OPERATOR,
                                code,
                                "DJ-SEO",
                                "상황 대응",
                                "0".repeat(64),
                                at.minusSeconds(1),
                                at.plusSeconds(600),
                                state,
                                at))
                .get();
    }

    private static String bearer(String subject, Role role) {
        return bearer(subject, role, "DJ-SEO");
    }

    private static String bearer(String subject, Role role, String district) {
        @Nullable String agency = null;
        return "Bearer " + TokenFixture.token(subject, role, agency, district);
    }
}
