package metro.cctv.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The five services from the call to the end, played by {@code ./cctv partner}: the right cameras and only those (one 501 m
 * away is refused), pictures that decode, rows in the ledger, nothing that plays on after the end, on any channel, and
 * nothing left of what was only for the case. How fast is the bench's question.
 */
class ServicesStoryIT {
    private static final LocalRun RUN = LocalRun.started();
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int RIGHT_ENDED = 4403;
    /** Beside the city hall: three usable cameras stand within 500 m; a fourth is for facilities alone. */
    private static final String CITY_HALL = "127.3849,36.3504";

    /** Three metres nearer to the camera that stands beyond the circle. */
    private static final String NEARER = "127.3849,36.35043";

    /** Around the city hall, its border a metre short of that camera. */
    private static final String AREA = "127.3782,36.3450 127.3916,36.3450 127.3916,36.354906 127.3782,36.354906";

    private static final String[] AT_CITY_HALL = {"DJ-SEO-001", "DJ-SEO-002", "DJ-SEO-003"};

    private final String number =
            "STORY-" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);

    private static Outsider beyond;

    @BeforeAll
    static void camerasAreLive() {
        Story.awaitLiveCameras(RUN, 8);
        beyond = new Outsider(RUN, 127.3849, 36.3504);
    }

    @AfterAll
    static void itLeaves() {
        if (beyond != null) beyond.leaves();
    }

    /** Else it would be refused for another reason than its distance. */
    @Test
    void threeMetresNearerTheCameraBeyondIsOneOfThem() {
        JsonNode opened = partner("112", "--case", "robbery", "--at", NEARER, "--keep");
        close("/api/link/112/cases/", "112");
        assertThat(ids(opened.get("cameras"))).contains(beyond.cameraId).contains(AT_CITY_HALL);
    }

    @Test
    void anOfficeTakesGreenAndLightAndGetsThemBack() {
        String patience = Long.toString(SOON.toSeconds());
        JsonNode engine = partner("119-dispatch", "--at", CITY_HALL, "--green", "operator", "--patience", patience);
        assertThat(engine.get("complaints")).as(engine.toString()).isEmpty();
        assertThat(words(engine.get("office"))).containsExactly("PRIORITY", "RELEASE");
        assertThat(texts(engine.get("events"), "type")).contains("signal.granted");
        JsonNode person = partner(
                "vulnerable",
                "--at",
                CITY_HALL,
                "--confirm",
                "operator",
                "--light",
                "operator",
                "--patience",
                patience);
        assertThat(person.get("complaints")).as(person.toString()).isEmpty();
        assertThat(words(person.get("office"))).containsExactly("BRIGHT", "NORMAL");
    }

    @Test
    void aPartnerOfThePolicePlaysAWholeCaseByItself() {
        JsonNode played =
                partner("112", "--case", "robbery", "--at", CITY_HALL, "--patience", Long.toString(SOON.toSeconds()));
        assertThat(played.get("complaints")).as(played.toString()).isEmpty();
        assertThat(ids(played.get("cameras"))).containsExactlyInAnyOrder(AT_CITY_HALL);
        assertThat(played.get("firstByteS").asDouble()).isPositive();
        assertThat(played.get("closedWith").asInt()).isEqualTo(RIGHT_ENDED);
        assertThat(played.get("events"))
                .allSatisfy(event -> assertThat(event.get("signed").asBoolean()).isTrue());
        assertThat(texts(played.get("events"), "type")).contains("case.opened", "case.cameras", "case.closed");
    }

    @Test
    void anEmergencyFor112() {
        JsonNode opened = partner("112", "--case", "kidnap", "--at", CITY_HALL, "--keep");
        assertThat(ids(opened.get("cameras"))).containsExactlyInAnyOrder(AT_CITY_HALL);
        for (JsonNode camera : opened.get("cameras")) decodes(camera, Optional.empty());
        isRefusedBeyond("112");
        String rtsp = opened.get("cameras").get(0).at("/live/rtsp").asString();
        assertThat(Pictures.play(rtsp, 10, Duration.ofSeconds(15)).frames())
                .as("by the agency's own video system")
                .isGreaterThanOrEqualTo(10);
        try (var video = VideoSystem.open(rtsp)) {
            await("RTP packets come").atMost(SOON).until(() -> video.packets() > 0);
            endsAtOnce(() -> close("/api/link/112/cases/", "112"), Eyes.byTicket(opened.get("cameras")));
            await("its connection is closed").atMost(SOON).until(video::isClosed);
        }
        assertThat(Pictures.play(rtsp, 1, SOON)).isEqualTo(Pictures.Seen.NOTHING);
        nothingIsLeft("/api/link/112/cases/" + number, "112");
        Story.ledgerTells(RUN, number, "case.open", "grant.issue", "live.view", "case.close");
    }

    @Test
    void aPatrolCarFollowsItsTarget() {
        JsonNode sent = partner("112-dispatch", "--at", CITY_HALL, "--keep");
        JsonNode camera = sent.get("cameras").get(0);
        String car = RUN.token("car-112-07");
        assertThat(ids(sent.get("cameras"))).containsExactlyInAnyOrder(AT_CITY_HALL);
        assertThat(camera.at("/live/hls").asString()).endsWith("?stream=sub");
        isRefusedBeyond("car-112-07");
        int width = decodes(camera, Optional.of(car)).width();
        assertThat(width).as("what a car's link can carry").isLessThanOrEqualTo(640);
        assertThat(status(camera.at("/live/hls").asString(), "112"))
                .as("the car's, not the room's")
                .isEqualTo(403);
        assertThat(status(camera.at("/live/hls").asString(), "engine-119-03")).isEqualTo(403);

        JsonNode moved = call(
                "PATCH",
                "/api/link/112/dispatches/" + number + "/target",
                "car-112-07",
                Map.of("lon", 127.3560, "lat", 36.3620));
        JsonNode there = moved.at("/units/0/cameras");
        assertThat(ids(there)).isNotEmpty().allMatch(id -> id.startsWith("DJ-YUS"));
        assertThat(texts(there, "cameraId")).contains("DJ-YUS-001", "DJ-YUS-004");
        for (JsonNode one : there) decodes(one, Optional.of(car));
        await("what shows the target no longer ends")
                .atMost(SOON)
                .untilAsserted(() -> assertThat(status(camera.at("/live/hls").asString(), "car-112-07"))
                        .isEqualTo(403));
        endsAtOnce(() -> close("/api/link/112/dispatches/", "112"), new Eyes(there, Optional.of("car-112-07")));
        nothingIsLeft("/api/link/112/dispatches/" + number, "112");
        assertThat(status("/api/link/112/dispatches/" + number, "car-112-07"))
                .as("the car has no part in it any more")
                .isEqualTo(404);
        Story.ledgerTells(RUN, number, "case.dispatch", "case.target", "grant.end", "live.view", "case.close");
    }

    @Test
    void aFireEngineAndItsRoom() {
        JsonNode sent = partner("119-dispatch", "--at", CITY_HALL, "--keep");
        assertThat(ids(sent.get("cameras"))).containsExactlyInAnyOrder(AT_CITY_HALL);
        for (JsonNode camera : sent.get("cameras")) decodes(camera, Optional.of(RUN.token("engine-119-03")));
        JsonNode room = RUN.get("/api/link/119/cases/" + number, "119");
        assertThat(ids(room.get("cameras"))).containsExactlyInAnyOrder(AT_CITY_HALL);
        decodes(room.get("cameras").get(0), Optional.of(RUN.token("119")));
        isRefusedBeyond("engine-119-03");
        isRefusedBeyond("119");
        String context = "/api/link/119/dispatches/" + number + "/context";
        assertThat(status(context, "engine-119-03")).isEqualTo(200);
        endsAtOnce(
                () -> close("/api/link/119/cases/", "119"),
                new Eyes(sent.get("cameras"), Optional.of("engine-119-03")),
                new Eyes(room.get("cameras"), Optional.of("119")));
        nothingIsLeft("/api/link/119/cases/" + number, "119");
        for (String who : List.of("119", "engine-119-03"))
            assertThat(status(context, who))
                    .as("nobody is told whom to call any more")
                    .isEqualTo(409);
        Story.ledgerTells(RUN, number, "case.dispatch", "grant.issue", "live.view", "case.close");
    }

    @Test
    void aDisastersBoard() {
        JsonNode opened = partner("disaster", "--area", AREA, "--severity", "2", "--keep");
        assertThat(ids(opened.get("cameras"))).as("all inside, none outside").containsExactlyInAnyOrder(AT_CITY_HALL);
        for (JsonNode camera : opened.get("cameras")) decodes(camera, Optional.empty());
        call("PATCH", "/api/link/disasters/" + number, "disaster", Map.of("severity", 4));
        JsonNode feed = RUN.get("/api/link/feed?limit=500", "disaster");
        assertThat(texts(feed.get("items"), "type")).contains("disaster.changed");
        isRefusedBeyond("disaster");
        endsAtOnce(() -> partner("disaster", "--close", number), Eyes.byTicket(opened.get("cameras")));
        nothingIsLeft("/api/link/disasters/" + number, "disaster");
        Story.ledgerTells(RUN, number, "case.open", "case.change", "live.view", "case.close");
    }

    @Test
    void aVulnerablePersonToTheCentreFirst() {
        JsonNode raised = partner("vulnerable", "--at", CITY_HALL, "--keep");
        String alarm = "/api/link/vulnerable/" + raised.get("alarmId").asString();
        JsonNode seen = RUN.get(alarm, "operator");
        assertThat(seen.get("state").asString()).isEqualTo("REPORTED");
        String incident = seen.get("incidentId").asString();
        JsonNode cameras = LocalRun.JSON.valueToTree(
                Arrays.stream(AT_CITY_HALL).map(ServicesStoryIT::open).toList());
        for (JsonNode camera : cameras)
            assertThat(status(camera.at("/live/hls").asString(), "112"))
                    .as("a person of the centre looks first")
                    .isEqualTo(403);
        assertThat(RUN.bytes(alarm + "/photo.jpg", Optional.of("operator")).statusCode())
                .isEqualTo(200);

        assertThat(call("POST", alarm + "/confirm", "operator", Map.of())
                        .get("state")
                        .asString())
                .isEqualTo("SHARED");
        for (JsonNode camera : cameras) {
            await("the police see it")
                    .atMost(SOON)
                    .untilAsserted(
                            () -> assertThat(status(camera.at("/live/hls").asString(), "112"))
                                    .isEqualTo(200));
            decodes(camera, Optional.of(RUN.token("112")));
        }
        isRefusedBeyond("112");
        JsonNode[] closed = new JsonNode[1];
        endsAtOnce(
                () -> closed[0] = call("POST", alarm + "/close", "operator", Map.of("reason", "SOLVED")),
                new Eyes(cameras, Optional.of("112")));
        assertThat(texts(closed[0].get("purged"), "kind")).containsExactly("PHOTO", "PLACE");
        assertThat(RUN.bytes(alarm + "/photo.jpg", Optional.of("operator")).statusCode())
                .isEqualTo(404);
        Story.ledgerTells(
                RUN, incident, "vulnerable.raise", "vulnerable.photo", "vulnerable.confirm", "vulnerable.purge");
    }

    /**
     * What somebody looks at.
     *
     * @param who by whose right; empty: the tickets in the addresses
     */
    private record Eyes(JsonNode cameras, Optional<String> who) {
        static Eyes byTicket(JsonNode cameras) {
            return new Eyes(cameras, Optional.empty());
        }
    }

    /** Every camera of everybody is open when the case ends, and every address of every camera is tried afterwards. */
    private static void endsAtOnce(Runnable end, Eyes... all) {
        List<Watcher> open = new ArrayList<>();
        try {
            for (Eyes eyes : all)
                for (JsonNode camera : eyes.cameras())
                    open.add(Watcher.open(
                            RUN.address(camera.at("/live/ws").asString()),
                            eyes.who().map(RUN::token)));
            await("the WebSockets give pictures")
                    .atMost(SOON)
                    .until(() -> open.stream().allMatch(one -> one.bytes() > 0));
            end.run();
            await("the WebSockets are closed")
                    .atMost(SOON)
                    .until(() -> open.stream().allMatch(one -> one.closeCode() != 0));
            assertThat(open).allSatisfy(one -> assertThat(one.closeCode()).isEqualTo(RIGHT_ENDED));
            for (Eyes eyes : all)
                for (JsonNode camera : eyes.cameras())
                    for (String channel : List.of("/live/hls", "/live/snapshot"))
                        isRefused(camera.at(channel).asString(), eyes.who());
        } finally {
            open.forEach(Watcher::close);
        }
    }

    /** It works, and for those who may always look it plays; this case is no reason to. */
    private static void isRefusedBeyond(String who) {
        assertThat(status(beyond.hls(), "operator")).isEqualTo(200);
        assertThat(status(beyond.hls(), who)).as("501 m away, for " + who).isEqualTo(403);
    }

    /** The case itself stays; cameras, tickets and units are gone, in the feed as well. */
    private static void nothingIsLeft(String path, String who) {
        JsonNode over = RUN.get(path, who);
        assertThat(over.get("status").asString()).isEqualTo("CLOSED");
        assertThat(over.get("cameras")).isEmpty();
        assertThat(over.get("units")).isEmpty();
        assertThat(over.toString()).doesNotContain("ticket=");
        assertThat(RUN.get("/api/link/feed?limit=500", who).toString()).doesNotContain("ticket=");
    }

    /** The addresses of a camera, which need a right of one's own. */
    private static Map<String, Object> open(String cameraId) {
        String live = "/api/live/" + cameraId;
        return Map.of(
                "live",
                Map.of(
                        "hls", live + "/index.m3u8?stream=main",
                        "ws", live + "/ws?stream=main",
                        "snapshot", live + "/snapshot.jpg"));
    }

    /** The end of a right may be on its way to ingest. */
    private static void isRefused(String path, Optional<String> who) {
        await(path).atMost(SOON).until(() -> RUN.bytes(path, who).statusCode() == 403);
    }

    private void close(String cases, String who) {
        call("POST", cases + number + "/close", who, Map.of("reason", "SOLVED"));
    }

    private static Pictures.Seen decodes(JsonNode camera, Optional<String> token) {
        String hls = camera.at("/live/hls").asString();
        Pictures.Seen seen = Pictures.play(RUN.address(hls).toString(), token, 10, Duration.ofSeconds(15));
        assertThat(seen.frames()).as(hls).isGreaterThanOrEqualTo(10);
        assertThat(seen.audioStreams()).isZero();
        return seen;
    }

    private JsonNode partner(String service, String... words) {
        List<String> command = new ArrayList<>(List.of("partner", service));
        command.addAll(List.of(words));
        if (!command.contains("--close")) command.addAll(List.of("--number", number));
        command.add("--json");
        String said = RUN.run(Duration.ofSeconds(60), command.toArray(String[]::new));
        return LocalRun.JSON.readTree(
                said.strip().lines().reduce((first, last) -> last).orElseThrow());
    }

    private static JsonNode call(String method, String path, String who, Object body) {
        HttpResponse<String> answer = RUN.call(method, path, Optional.of(who), Optional.of(body));
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
        return LocalRun.JSON.readTree(answer.body().isEmpty() ? "{}" : answer.body());
    }

    private static int status(String path, String who) {
        return RUN.bytes(path, Optional.of(who)).statusCode();
    }

    private static List<String> ids(JsonNode cameras) {
        return texts(cameras, "cameraId");
    }

    private static List<String> words(JsonNode things) {
        List<String> words = new ArrayList<>();
        things.forEach(thing -> words.add(thing.asString()));
        return words;
    }

    private static List<String> texts(JsonNode things, String field) {
        List<String> texts = new ArrayList<>();
        things.forEach(thing -> texts.add(thing.get(field).asString()));
        return texts;
    }
}
