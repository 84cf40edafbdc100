package metro.cctv.ingest;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import metro.cctv.chassis.messaging.EventJson;
import metro.cctv.chassis.messaging.EventPublisher;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.audit.AccessAudited;
import metro.cctv.contracts.camera.CameraConfigured;
import metro.cctv.contracts.camera.CameraPurpose;
import metro.cctv.contracts.camera.CameraState;
import metro.cctv.contracts.camera.Mounting;
import metro.cctv.contracts.camera.StreamAddress;
import metro.cctv.contracts.camera.StreamAddress.Transport;
import metro.cctv.contracts.health.StreamHealthChanged;
import metro.cctv.contracts.incident.GrantChanged;
import metro.cctv.contracts.segment.SegmentClosed;
import metro.cctv.ingest.record.Recordings;
import metro.cctv.simulator.SimulatedCameras;
import metro.cctv.simulator.video.TestPattern;
import metro.cctv.testkit.KafkaFixture;
import metro.cctv.testkit.TokenFixture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** The whole service on a real camera server and a real Kafka: from packets to segments, frames, live pictures and proof. */
@IngestTest
@TestPropertySource(
        properties = {
            "cctv.ingest.districts=DJ-SEO",
            "cctv.ingest.session.stall-after=3s",
            "cctv.ingest.frame.still-every=2s"
        })
@Import(IngestIT.Plug.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class IngestIT {
    private static final String CAMERA = "DJ-SEO-001";
    private static final String DISTRICT = "DJ-SEO";
    private static final String TICKET = "a-ticket-of-the-112-room";
    private static final RegistryStub REGISTRY = new RegistryStub();

    private static final Path folder = temporary();

    private static SimulatedCameras cameras;

    @TestConfiguration(proxyBeanMethods = false)
    static class Plug {
        @Bean
        @Primary
        SwitchableKafka switchableKafka(KafkaTemplate<String, byte[]> kafka) {
            return new SwitchableKafka(kafka);
        }
    }

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        registry.add(
                "cctv.ingest.recordings-roots",
                () -> folder.resolve("recordings").toString());
        registry.add("cctv.ingest.state-dir", () -> folder.resolve("state").toString());
        registry.add("cctv.ingest.registry-url", REGISTRY::url);
        registry.add("cctv.ingest.retention-url", REGISTRY::url);
        registry.add("cctv.service-client.token-uri", () -> REGISTRY.url() + "/oauth2/token");
    }

    @LocalServerPort
    int port;

    @Autowired
    EventPublisher events;

    @Autowired
    SwitchableKafka plug;

    @Autowired
    Recordings recordings;

    private TopicTap tap;
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    void oneCameraOfTwo() throws Exception {
        cameras = SimulatedCameras.builder()
                .credentials(RegistryStub.USER, RegistryStub.PASSWORD)
                .withAudio()
                .camera(CAMERA, TestPattern.loop(320, 240, 15, 4), TestPattern.loop(320, 180, 10, 4))
                .start();
        tap = new TopicTap(KafkaFixture.broker().getBrokersAsString());
        events.send(Topics.CAMERA, CAMERA, camera(CAMERA, DISTRICT)).get();
        events.send(Topics.CAMERA, "DJ-YUS-001", camera("DJ-YUS-001", "DJ-YUS")).get();
    }

    @AfterAll
    void end() {
        tap.close();
        cameras.close();
        org.springframework.util.FileSystemUtils.deleteRecursively(folder.toFile());
    }

    @Test
    @Order(1)
    void recordsWhatTheCameraSends() throws Exception {
        SegmentClosed segment = segmentAfter(0);

        Path file = folder.resolve("recordings").resolve(segment.objectKey());
        byte[] bytes = Files.readAllBytes(file);
        assertThat(bytes).hasSize((int) segment.bytes());
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)))
                .isEqualTo(segment.sha256());
        DecodedFile decoded = DecodedFile.of(RegistryStub.KEYS.openedCopy(file, folder));
        assertThat(decoded.streams())
                .as("video only, although the camera offers audio")
                .isEqualTo(1);
        assertThat(decoded.errors()).isZero();
        assertThat(decoded.frames()).isBetween(28, 32);
        assertThat(decoded.width()).isEqualTo(320);
        assertThat(segment.width()).isEqualTo(320);
        assertThat(segment.codecs()).startsWith("avc1.42");
        assertThat(Duration.between(segment.startedAt(), segment.endedAt())).isBetween(ofMillis(1800), ofMillis(2300));
        byte[] mp4 = RegistryStub.KEYS.open(file);
        assertThat(mp4).hasSize((int) segment.mediaBytes());
        assertThat(new String(mp4, segment.initBytes() + 4, 4)).isEqualTo("moof");
    }

    @Test
    @Order(2)
    void segmentsFollowEachOtherWithoutAHole() {
        List<SegmentClosed> three = await().atMost(ofSeconds(60)).until(this::segments, all -> all.size() >= 3);
        for (int i = 1; i < three.size(); i++) {
            assertThat(three.get(i).gapsBefore()).isEmpty();
            assertThat(Duration.between(three.get(i - 1).endedAt(), three.get(i).startedAt())
                            .abs())
                    .isLessThan(ofMillis(50));
        }
    }

    @Test
    @Order(3)
    void sendsFramesOfTheSubStream() {
        ConsumerRecord<String, byte[]> frame = await().atMost(ofSeconds(60))
                .until(() -> tap.of(Topics.FRAME, CAMERA), frames -> frames.size() > 5)
                .getLast();
        assertThat(frame.key()).isEqualTo(CAMERA);
        assertThat(frame.value()).startsWith(0xFF, 0xD8).hasSizeLessThan(128 * 1024);
        var metadata = TopicTap.metadata(frame);
        assertThat(metadata.width()).isEqualTo(320);
        assertThat(metadata.height()).isEqualTo(180);
        assertThat(metadata.districtCode()).isEqualTo(DISTRICT);
        assertThat(metadata.gateScore()).isGreaterThan(0);
        assertThat(Duration.between(metadata.capturedAt(), Instant.now()).abs()).isLessThan(ofSeconds(20));
    }

    @Test
    @Order(4)
    void tellsThatOnlyItsOwnDistrictIsPulled() throws Exception {
        HttpResponse<String> answer = get("/internal/sessions", TokenFixture.bearer(Role.SERVICE));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"state\":\"ONLINE\"")
                .contains("avc1.42")
                .doesNotContain("DJ-YUS-001");
        assertThat(answer.body()).doesNotContain(RegistryStub.PASSWORD);
        assertThat(get("/internal/sessions", TokenFixture.bearer(Role.MANAGER, "*"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    @Order(5)
    void credentialsOnDiskAreSealed() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("state"))) {
            for (Path file : files.filter(Files::isRegularFile).toList())
                assertThat(new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(RegistryStub.PASSWORD);
        }
        assertThat(folder.resolve("state/credentials").resolve(CAMERA)).exists();
    }

    @Test
    @Order(6)
    void liveWithAStandingRight() throws Exception {
        try (var viewer =
                LiveClient.open(http, port, CAMERA, "sub", null, TokenFixture.bearer(Role.OPERATOR, DISTRICT))) {
            viewer.awaitFragments(20);
            assertThat(viewer.texts().getFirst()).contains("\"type\":\"start\"").contains("\"codecs\":\"avc1.42");
            assertThat(viewer.binary(0, 4, 8)).isEqualTo("ftyp");
            assertThat(viewer.binary(1, 4, 8)).isEqualTo("moof");
            assertThat(viewer.firstFragmentAfter()).isLessThan(ofMillis(1500));
            Path file = Files.write(folder.resolve("live.mp4"), viewer.everything());
            assertThat(DecodedFile.of(file).errors()).isZero();
            assertThat(DecodedFile.of(file).frames()).isGreaterThanOrEqualTo(20);
        }
        await().atMost(ofSeconds(60))
                .untilAsserted(() -> assertThat(audits()).anySatisfy(row -> {
                    assertThat(row.action()).isEqualTo("live.view");
                    assertThat(row.objectId()).isEqualTo(CAMERA);
                    assertThat(row.result()).isEqualTo(AccessAudited.Result.ALLOWED);
                }));
    }

    @Test
    @Order(7)
    void noPictureWithoutARight() throws Exception {
        assertThat(LiveClient.refusal(http, port, CAMERA, null, null)).isEqualTo(401);
        assertThat(LiveClient.refusal(http, port, CAMERA, "wrong", null)).isEqualTo(403);
        String otherDistrict = TokenFixture.bearer(Role.OPERATOR, "DJ-YUS");
        assertThat(LiveClient.refusal(http, port, CAMERA, null, otherDistrict)).isEqualTo(403);
        assertProblem(get("/api/live/" + CAMERA + "/index.m3u8", null), 401, "not-authenticated");
        assertProblem(get("/api/live/" + CAMERA + "/index.m3u8?ticket=wrong", null), 403, "ticket-refused");
        assertProblem(get("/api/live/" + CAMERA + "/snapshot.jpg", otherDistrict), 403, "case-needed");
        assertProblem(
                get("/api/live/" + CAMERA + "/snapshot.jpg", TokenFixture.bearer(Role.AUDITOR, "*")), 403, "forbidden");
        assertProblem(get("/api/live/DJ-YUS-001/index.m3u8", TokenFixture.bearer(Role.MANAGER, "*")), 404, "not-found");
        await().atMost(ofSeconds(60))
                .untilAsserted(() -> assertThat(audits())
                        .anySatisfy(row -> assertThat(row.reason()).isEqualTo("ticket-refused")));
    }

    @Test
    @Order(8)
    void hlsAndSnapshotByTicket() throws Exception {
        GrantChanged grant = grant(GrantChanged.State.ACTIVE, Instant.now().plusSeconds(600));
        events.send(Topics.GRANT, grant.grantId().toString(), grant).get();
        String query = "?stream=sub&ticket=" + TICKET;
        HttpResponse<String> playlist = await().atMost(ofSeconds(60))
                .until(() -> get("/api/live/" + CAMERA + "/index.m3u8" + query, null), a -> a.statusCode() == 200);
        assertThat(playlist.body()).startsWith("#EXTM3U").contains("ticket=" + TICKET);
        String init = line(playlist.body(), "#EXT-X-MAP:URI=\"").replaceAll(".*URI=\"(.*)\"", "$1");
        String segment = playlist.body()
                .lines()
                .filter(l -> l.startsWith("gop-"))
                .reduce((a, b) -> b)
                .orElseThrow();
        byte[] initBytes = bytes("/api/live/" + CAMERA + "/" + init);
        byte[] segmentBytes = bytes("/api/live/" + CAMERA + "/" + segment);
        Path file = folder.resolve("hls.mp4");
        Files.write(file, initBytes);
        Files.write(file, segmentBytes, java.nio.file.StandardOpenOption.APPEND);
        assertThat(DecodedFile.of(file).frames()).isBetween(9, 11);
        assertThat(bytes("/api/live/" + CAMERA + "/snapshot.jpg" + query)).startsWith(0xFF, 0xD8);
        assertThat(get("/api/live/" + CAMERA + "/snapshot.jpg", TokenFixture.bearer(Role.POLICE_112, "*"))
                        .statusCode())
                .as("a bearer of the agency whose case covers the camera")
                .isEqualTo(200);
    }

    @Test
    @Order(9)
    void aRevokedGrantEndsTheViewWithinTwoSeconds() throws Exception {
        GrantChanged revoked = grant(GrantChanged.State.REVOKED, Instant.now().plusSeconds(600));
        try (var viewer = LiveClient.open(http, port, CAMERA, "sub", TICKET, null)) {
            viewer.awaitFragments(5);
            events.send(Topics.GRANT, revoked.grantId().toString(), revoked).get();
            Instant told = Instant.now();
            assertThat(viewer.awaitClose(ofSeconds(5))).isEqualTo(4403);
            assertThat(Duration.between(told, viewer.lastMediaAt())).isLessThan(ofSeconds(2));
        }
        assertProblem(get("/api/live/" + CAMERA + "/index.m3u8?ticket=" + TICKET, null), 403, "ticket-refused");
    }

    @Test
    @Order(10)
    void recordsOnWhileKafkaIsAway() {
        int before = segments().size();
        plug.away(true);
        await().atMost(ofSeconds(60)).until(() -> recordings.spool().size() >= 2);
        plug.away(false);
        await().atMost(ofSeconds(60))
                .untilAsserted(() -> assertThat(recordings.spool().size()).isLessThan(2));
        List<SegmentClosed> all = await().atMost(ofSeconds(60)).until(this::segments, now -> now.size() >= before + 2);
        for (int i = before; i < all.size(); i++)
            assertThat(all.get(i).gapsBefore()).isEmpty();
    }

    @Test
    @Order(11)
    void aResetCameraIsDialledAgainAndTheGapIsTold() {
        cameras.kill();
        await().atMost(ofSeconds(60))
                .untilAsserted(() -> assertThat(lastHealth().state()).isEqualTo(StreamHealthChanged.State.OFFLINE));
        Instant down = Instant.now();
        await().pollDelay(ofMillis(1500)).until(() -> true);
        cameras.revive();
        SegmentClosed next = await().atMost(ofSeconds(60))
                .until(this::segments, all -> all.getLast().startedAt().isAfter(down))
                .getLast();
        assertThat(segments().stream().flatMap(s -> s.gapsBefore().stream()))
                .anySatisfy(gap -> assertThat(gap.cause()).isEqualTo(SegmentClosed.GapCause.CAMERA));
        assertThat(next.bytes()).isPositive();
    }

    @Test
    @Order(12)
    void aSilentCameraIsNoticed() {
        cameras.pause();
        await().atMost(ofSeconds(60)).untilAsserted(() -> {
            assertThat(lastHealth().state()).isEqualTo(StreamHealthChanged.State.OFFLINE);
            assertThat(lastHealth().cause()).isEqualTo(StreamHealthChanged.Cause.STALLED);
        });
        cameras.resume();
        await().atMost(ofSeconds(25))
                .untilAsserted(() -> assertThat(lastHealth().state()).isEqualTo(StreamHealthChanged.State.ONLINE));
    }

    private SegmentClosed segmentAfter(int index) {
        return await().atMost(ofSeconds(60))
                .until(this::segments, all -> all.size() > index)
                .get(index);
    }

    private List<SegmentClosed> segments() {
        return tap.of(Topics.SEGMENT, CAMERA).stream()
                .map(r -> EventJson.MAPPER.readValue(r.value(), SegmentClosed.class))
                .toList();
    }

    private List<AccessAudited> audits() {
        return tap.of(Topics.AUDIT).stream()
                .map(r -> EventJson.MAPPER.readValue(r.value(), AccessAudited.class))
                .toList();
    }

    private StreamHealthChanged lastHealth() {
        return tap.of(Topics.HEALTH, CAMERA).stream()
                .map(r -> EventJson.MAPPER.readValue(r.value(), StreamHealthChanged.class))
                .filter(h -> h.stream() == StreamHealthChanged.Stream.MAIN)
                .reduce((a, b) -> b)
                .orElseThrow();
    }

    private static CameraConfigured camera(String id, String district) {
        return new CameraConfigured(
                UUID.randomUUID(),
                id,
                "Test",
                district,
                CameraPurpose.CRIME_PREVENTION,
                "city",
                127.38,
                36.35,
                null,
                90,
                new StreamAddress(cameras.url(CAMERA, "main"), Transport.TCP),
                new StreamAddress(cameras.url(CAMERA, "sub"), Transport.TCP),
                false,
                true,
                CameraState.ACTIVE,
                List.of(),
                List.of(),
                Mounting.UNKNOWN,
                1,
                Instant.now());
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("cctv-ingest-it");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static final UUID GRANT = UUID.randomUUID();

    private static GrantChanged grant(GrantChanged.State state, Instant expiresAt) throws Exception {
        return new GrantChanged(
                UUID.randomUUID(),
                GRANT,
                UUID.randomUUID(),
                "2026-1",
                "112",
                Role.POLICE_112,
                CAMERA,
                DISTRICT,
                "CRIME",
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(TICKET.getBytes())),
                Instant.now().minusSeconds(5),
                expiresAt,
                state,
                Instant.now());
    }

    private static String line(String text, String start) {
        return text.lines().filter(l -> l.startsWith(start)).findFirst().orElseThrow();
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String slug) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.body()).contains("urn:metro-cctv:problem:" + slug);
    }

    private HttpResponse<String> get(String path, String bearer) throws IOException, InterruptedException {
        return http.send(request(path, bearer), BodyHandlers.ofString());
    }

    private byte[] bytes(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(request(path, null), BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    private HttpRequest request(String path, String bearer) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (bearer != null) request.header("Authorization", bearer);
        return request.build();
    }
}
