package metro.cctv.retention;

import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import metro.cctv.chassis.messaging.EventPublisher;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.incident.GrantChanged;
import metro.cctv.contracts.recording.CameraDayKey;
import metro.cctv.contracts.recording.RecordingKey;
import metro.cctv.contracts.recording.SegmentSealer;
import metro.cctv.contracts.segment.SegmentClosed;
import metro.cctv.retention.key.RecordingKeys;
import metro.cctv.store.LocalVolume;
import metro.cctv.testkit.S3Server;
import metro.cctv.testkit.ServiceTest;
import metro.cctv.testkit.TokenFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole of retention with a clock that can be moved; every IT shares this one context. */
@ServiceTest
@Import(RetentionTest.Clocks.class)
@TestPropertySource(
        properties = {
            "cctv.retention.recordings-roots=" + RetentionTest.ROOT + "," + RetentionTest.SECOND_ROOT,
            "cctv.retention.destroy-every=24h",
            // However slow the machine: a test waits for its clip.
            "cctv.clip.answer-within=2m",
            "cctv.recording-keys.folder=target/it-recording-keys/${random.uuid}",
        })
public abstract class RetentionTest {
    static final String ROOT = "target/it-recordings";
    static final String SECOND_ROOT = "target/it-recordings-2";
    protected static final String LEAD = TokenFixture.bearer(Role.LEAD, "DJ-SEO");
    protected static final String AUDITOR = TokenFixture.bearer(Role.AUDITOR, "*");
    protected static final String SERVICE = TokenFixture.bearer(Role.SERVICE, "*");
    protected static final String PRIVACY_OFFICER = TokenFixture.bearer(Role.PRIVACY_OFFICER, "*");
    /** As long as ingest's {@code ftyp moov} would be. */
    protected static final int INIT_BYTES = 700;

    protected static final int MEDIA_BYTES = 5_000;

    /** Beside the two disks. */
    protected static final S3Server BUCKET = bucket();

    @DynamicPropertySource
    static void bucketOfRecordings(DynamicPropertyRegistry registry) {
        registry.add("cctv.retention.s3.endpoint", BUCKET::endpoint);
        registry.add("cctv.retention.s3.bucket", BUCKET::bucket);
        registry.add("cctv.retention.s3.access-key", () -> S3Server.ACCESS);
        registry.add("cctv.retention.s3.secret-key", () -> S3Server.SECRET);
    }

    private static S3Server bucket() {
        try {
            S3Server server = S3Server.start();
            server.emptyBucket();
            return server;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @LocalServerPort
    int port;

    @Autowired
    protected JsonMapper json;

    @Autowired
    protected JdbcClient jdbc;

    @Autowired
    protected RecordingKeys keys;

    @Autowired
    protected EventPublisher events;

    @Autowired
    protected MovableClock clock;

    @TestConfiguration(proxyBeanMethods = false)
    static class Clocks {
        @Bean
        MovableClock clock() {
            return new MovableClock();
        }
    }

    /** As ingest leaves its roots. */
    @BeforeAll
    static void mounted() throws IOException {
        for (String root : List.of(ROOT, SECOND_ROOT)) Files.createDirectories(Path.of(root, LocalVolume.OPEN));
    }

    @BeforeEach
    void today() {
        clock.moveTo(Duration.ZERO);
        jdbc.sql("delete from destruction_clock").update();
    }

    protected static String freshCamera() {
        return "T-" + UUID.randomUUID().toString().substring(0, 13).toUpperCase();
    }

    /** A minute of recording: its file on disk, its event in Kafka, its row in the index. */
    protected SegmentClosed record(String cameraId, String district, Instant startedAt) {
        SegmentClosed segment = write(cameraId, district, startedAt, List.of());
        tell(segment);
        return segment;
    }

    protected SegmentClosed write(
            String cameraId, String district, Instant startedAt, List<SegmentClosed.Gap> gapsBefore) {
        byte[] media = media(startedAt.truncatedTo(ChronoUnit.MICROS));
        return write(cameraId, district, startedAt, media, Duration.ofMinutes(1), gapsBefore);
    }

    protected SegmentClosed write(
            String cameraId,
            String district,
            Instant startedAt,
            byte[] media,
            Duration length,
            List<SegmentClosed.Gap> gapsBefore) {
        try {
            Instant start = startedAt.truncatedTo(ChronoUnit.MICROS);
            String key = "%s/%s/%s/%d.mp4"
                    .formatted(district, cameraId, start.toString().substring(0, 10), start.toEpochMilli());
            RecordingKey day = keys.ahead(
                            district, start.atZone(ZoneOffset.UTC).toLocalDate().plusDays(1))
                    .getFirst();
            CameraDayKey cameraDay = CameraDayKey.create(day, cameraId);
            byte[] bytes = seal(cameraDay.newFile(), media);
            Path file = file(key);
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
            String sha256 = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            return new SegmentClosed(
                    UUID.randomUUID(),
                    cameraId,
                    district,
                    key,
                    start,
                    start.plus(length),
                    bytes.length,
                    media.length,
                    sha256,
                    INIT_BYTES,
                    "avc1.42c01e",
                    640,
                    360,
                    cameraDay.keyId(),
                    gapsBefore);
        } catch (IOException | java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The MP4, as far as anybody here looks at it. */
    protected static byte[] media(Instant startedAt) {
        byte[] bytes = new byte[MEDIA_BYTES];
        new Random(startedAt.toEpochMilli()).nextBytes(bytes);
        return bytes;
    }

    private static byte[] seal(SegmentSealer sealer, byte[] media) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(sealer.header());
        int from = 0;
        while (from < media.length) {
            int length = Math.min(from == 0 ? INIT_BYTES : 2_000, media.length - from);
            byte[] chunk = new byte[SegmentSealer.sealedSize(length)];
            int at = sealer.begin(length, 1 + from, chunk, 0);
            sealer.end(chunk, sealer.add(media, from, length, chunk, at));
            out.writeBytes(chunk);
            from += length;
        }
        return out.toByteArray();
    }

    protected void tell(SegmentClosed segment) {
        events.send(Topics.SEGMENT, segment.cameraId(), segment).join();
        await().until(() -> rows("segment where id = '" + segment.segmentId() + "'") == 1);
    }

    protected GrantChanged grant(String cameraId, String agency, String caseNo) {
        Instant now = clock.instant();
        var grant = new GrantChanged(
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                caseNo,
                agency,
                Role.OPERATOR,
                cameraId,
                "DJ-SEO",
                "case",
                "0".repeat(64),
                now.minusSeconds(1),
                now.plusSeconds(3600),
                GrantChanged.State.ACTIVE,
                now);
        events.send(Topics.GRANT, grant.grantId().toString(), grant).join();
        await().until(() -> rows("case_grant where id = '" + grant.grantId() + "'") == 1);
        return grant;
    }

    protected long rows(String fromWhere) {
        return jdbc.sql("select count(*) from " + fromWhere).query(Long.class).single();
    }

    protected static Path file(String objectKey) {
        return Path.of(ROOT).resolve(objectKey);
    }

    protected Answer get(String path, @Nullable String token, String... headers) {
        return call(HttpMethod.GET, path, token, null, headers);
    }

    protected Answer post(String path, String token, @Nullable String body) {
        return call(HttpMethod.POST, path, token, body);
    }

    private Answer call(
            HttpMethod method, String path, @Nullable String token, @Nullable String body, String... headers) {
        var request = RestClient.builder()
                .requestFactory(new JdkClientHttpRequestFactory())
                .build()
                .method(method)
                .uri(URI.create("http://127.0.0.1:" + port + path));
        if (token != null) request.header("Authorization", token);
        for (int i = 0; i < headers.length; i += 2) request.header(headers[i], headers[i + 1]);
        if (body != null) request.contentType(MediaType.APPLICATION_JSON).body(body);
        return new Answer(
                request.retrieve().onStatus(status -> true, (q, r) -> {}).toEntity(byte[].class), json);
    }

    public record Answer(ResponseEntity<byte[]> response, JsonMapper mapper) {
        public int status() {
            return response.getStatusCode().value();
        }

        public byte[] bytes() {
            byte[] body = response.getBody();
            return body == null ? new byte[0] : body;
        }

        public String text() {
            return new String(bytes(), java.nio.charset.StandardCharsets.UTF_8);
        }

        public JsonNode json() {
            return mapper.readTree(bytes());
        }

        public String problem() {
            return json().get("type").asString().replace("urn:metro-cctv:problem:", "");
        }
    }
}
