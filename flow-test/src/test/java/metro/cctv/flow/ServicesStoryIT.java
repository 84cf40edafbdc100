package metro.cctv.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The five services from the call to the end, played by {@code ./cctv partner}: the right cameras and only those, pictures
 * that decode, rows in the ledger, and nothing that plays after the end, on any channel. How fast is the bench's question.
 */
class ServicesStoryIT {
    private static final LocalRun RUN = LocalRun.started();
    private static final Duration SOON = Duration.ofSeconds(10);
    /** After the end nothing plays, on any channel (issue C). */
    private static final Duration ONE_SECOND = Duration.ofSeconds(1);

    private static final int RIGHT_ENDED = 4403;
    /** Beside the city hall: three usable cameras stand within 500 m; a fourth is for facilities alone. */
    private static final String CITY_HALL = "127.3849,36.3504";

    private static final String[] AT_CITY_HALL = {"DJ-SEO-001", "DJ-SEO-002", "DJ-SEO-003"};

    private final String number =
            "STORY-" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);

    @BeforeAll
    static void camerasAreLive() {
        Story.awaitLiveCameras(RUN, 8);
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
        String elsewhere = "/api/live/DJ-YUS-001/index.m3u8";
        assertThat(status(elsewhere, "112")).as("a camera of another place").isEqualTo(403);
        String rtsp = opened.get("cameras").get(0).at("/live/rtsp").asString();
        assertThat(Pictures.play(rtsp, 10, Duration.ofSeconds(15)).frames())
                .as("by the agency's own video system")
                .isGreaterThanOrEqualTo(10);
        try (var video = VideoSystem.open(rtsp)) {
            await("RTP packets come").atMost(SOON).until(() -> video.packets() > 0);
            endsAtOnce(opened.get("cameras"), Optional.empty(), () -> close("/api/link/112/cases/", "112"));
            await("its connection is closed").atMost(SOON).until(video::isClosed);
        }
        assertThat(Pictures.play(rtsp, 1, SOON)).isEqualTo(Pictures.Seen.NOTHING);
        Story.ledgerTells(RUN, number, "case.open", "grant.issue", "live.view", "case.close");
    }

    @Test
    void aPatrolCarFollowsItsTarget() {
        JsonNode sent = partner("112-dispatch", "--at", CITY_HALL, "--keep");
        JsonNode camera = sent.get("cameras").get(0);
        String car = RUN.token("car-112-07");
        assertThat(ids(sent.get("cameras"))).containsExactlyInAnyOrder(AT_CITY_HALL);
        assertThat(camera.at("/live/hls").asString()).endsWith("?stream=sub");
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
        decodes(there.get(0), Optional.of(car));
        await("what shows the target no longer ends")
                .atMost(SOON)
                .untilAsserted(() -> assertThat(status(camera.at("/live/hls").asString(), "car-112-07"))
                        .isEqualTo(403));
        endsAtOnce(there, Optional.of("car-112-07"), () -> close("/api/link/112/dispatches/", "112"));
        Story.ledgerTells(RUN, number, "case.dispatch", "case.target", "grant.end", "live.view", "case.close");
    }

    @Test
    void aFireEngineAndItsRoom() {
        JsonNode sent = partner("119-dispatch", "--at", CITY_HALL, "--keep");
        assertThat(ids(sent.get("cameras"))).containsExactlyInAnyOrder(AT_CITY_HALL);
        decodes(sent.get("cameras").get(0), Optional.of(RUN.token("engine-119-03")));
        JsonNode room = RUN.get("/api/link/119/cases/" + number, "119");
        assertThat(ids(room.get("cameras"))).containsExactlyInAnyOrder(AT_CITY_HALL);
        decodes(room.get("cameras").get(0), Optional.of(RUN.token("119")));
        assertThat(status("/api/live/DJ-YUS-001/index.m3u8", "engine-119-03")).isEqualTo(403);
        endsAtOnce(sent.get("cameras"), Optional.of("engine-119-03"), () -> close("/api/link/119/cases/", "119"));
        Story.ledgerTells(RUN, number, "case.dispatch", "grant.issue", "live.view", "case.close");
    }

    @Test
    void aDisastersBoard() {
        JsonNode opened = partner("disaster", "--at", CITY_HALL, "--severity", "2", "--keep");
        assertThat(ids(opened.get("cameras"))).as("all inside, none outside").containsExactlyInAnyOrder(AT_CITY_HALL);
        for (JsonNode camera : opened.get("cameras")) decodes(camera, Optional.empty());
        call("PATCH", "/api/link/disasters/" + number, "disaster", Map.of("severity", 4));
        JsonNode feed = RUN.get("/api/link/feed?limit=500", "disaster");
        assertThat(texts(feed.get("items"), "type")).contains("disaster.changed");
        endsAtOnce(opened.get("cameras"), Optional.empty(), () -> partner("disaster", "--close", number));
        Story.ledgerTells(RUN, number, "case.open", "case.change", "live.view", "case.close");
    }

    @Test
    void aVulnerablePersonToTheCentreFirst() {
        JsonNode raised = partner("vulnerable", "--at", CITY_HALL, "--keep");
        String alarm = "/api/link/vulnerable/" + raised.get("alarmId").asString();
        JsonNode seen = RUN.get(alarm, "operator");
        assertThat(seen.get("state").asString()).isEqualTo("REPORTED");
        String incident = seen.get("incidentId").asString();
        String hls = "/api/live/DJ-SEO-001/index.m3u8?stream=main";
        assertThat(status(hls, "112")).as("a person of the centre looks first").isEqualTo(403);
        assertThat(RUN.bytes(alarm + "/photo.jpg", Optional.of("operator")).statusCode())
                .isEqualTo(200);

        assertThat(call("POST", alarm + "/confirm", "operator", Map.of())
                        .get("state")
                        .asString())
                .isEqualTo("SHARED");
        await("the police see it")
                .atMost(SOON)
                .untilAsserted(() -> assertThat(status(hls, "112")).isEqualTo(200));
        JsonNode live = LocalRun.JSON.valueToTree(Map.of(
                "live",
                Map.of(
                        "hls", hls,
                        "ws", "/api/live/DJ-SEO-001/ws?stream=main",
                        "snapshot", "/api/live/DJ-SEO-001/snapshot.jpg")));
        decodes(live, Optional.of(RUN.token("112")));
        JsonNode[] closed = new JsonNode[1];
        endsAtOnce(
                LocalRun.JSON.valueToTree(List.of(live)),
                Optional.of("112"),
                () -> closed[0] = call("POST", alarm + "/close", "operator", Map.of("reason", "SOLVED")));
        assertThat(texts(closed[0].get("purged"), "kind")).containsExactly("PHOTO", "PLACE");
        assertThat(RUN.bytes(alarm + "/photo.jpg", Optional.of("operator")).statusCode())
                .isEqualTo(404);
        Story.ledgerTells(
                RUN, incident, "vulnerable.raise", "vulnerable.photo", "vulnerable.confirm", "vulnerable.purge");
    }

    /** A picture that is open when the case ends, and every address of every camera. */
    private static void endsAtOnce(JsonNode cameras, Optional<String> who, Runnable end) {
        JsonNode first = cameras.get(0);
        try (var open = Watcher.open(RUN.address(first.at("/live/ws").asString()), who.map(RUN::token))) {
            await("the WebSocket gives pictures").atMost(SOON).until(() -> open.bytes() > 0);
            end.run();
            long endedNs = System.nanoTime();
            await("the WebSocket is closed").atMost(SOON).until(() -> open.closeCode() != 0);
            assertThat(open.closeCode()).isEqualTo(RIGHT_ENDED);
            assertThat(Duration.ofNanos(open.lastByteNs() - endedNs))
                    .as("last picture after the end")
                    .isLessThan(ONE_SECOND);
            for (JsonNode camera : cameras)
                for (String channel : List.of("/live/hls", "/live/snapshot"))
                    isRefused(camera.at(channel).asString(), who, endedNs);
        }
    }

    /** The answer itself takes its time, for a right may be on its way to ingest; what counts is that nothing plays. */
    private static void isRefused(String path, Optional<String> who, long endedNs) {
        await(path).atMost(SOON).until(() -> {
            boolean over = System.nanoTime() - endedNs > ONE_SECOND.toNanos();
            int status = RUN.bytes(path, who).statusCode();
            if (over) assertThat(status).as(path).isEqualTo(403);
            return status == 403;
        });
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

    private static List<String> texts(JsonNode things, String field) {
        List<String> texts = new ArrayList<>();
        things.forEach(thing -> texts.add(thing.get(field).asString()));
        return texts;
    }
}
