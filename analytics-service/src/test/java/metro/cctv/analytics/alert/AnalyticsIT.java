package metro.cctv.analytics.alert;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Collectors;
import metro.cctv.analytics.detection.Pictures;
import metro.cctv.analytics.model.TinyOnnx;
import metro.cctv.chassis.messaging.EventJson;
import metro.cctv.chassis.messaging.EventPublisher;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.alert.AlertRaised;
import metro.cctv.contracts.alert.Behaviour;
import metro.cctv.contracts.camera.CameraConfigured;
import metro.cctv.contracts.camera.CameraPurpose;
import metro.cctv.contracts.camera.CameraState;
import metro.cctv.contracts.camera.Mounting;
import metro.cctv.contracts.camera.StreamAddress;
import metro.cctv.contracts.camera.Zone;
import metro.cctv.contracts.detection.ObjectsDetected;
import metro.cctv.contracts.frame.FrameMetadata;
import metro.cctv.contracts.incident.GrantChanged;
import metro.cctv.testkit.ServiceTest;
import metro.cctv.testkit.TestData;
import metro.cctv.testkit.TokenFixture;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Frames in, alerts and evidence out: on real Kafka, real PostgreSQL and a real, tiny network. */
@ServiceTest
@Import(AnalyticsIT.MovableTime.class)
class AnalyticsIT {
    private static final String DISTRICT = "DJ-SEO";
    private static final byte[] PERSON = Pictures.bright(TinyOnnx.WIDTH, TinyOnnx.HEIGHT, 160, 96, 32, 32);
    private static final byte[] NOBODY = Pictures.bright(TinyOnnx.WIDTH, TinyOnnx.HEIGHT, 0, 0, 0, 0);

    @LocalServerPort
    int port;

    @Autowired
    KafkaTemplate<String, byte[]> kafka;

    @Autowired
    EventPublisher events;

    @Autowired
    ConsumerFactory<?, ?> consumers;

    @Autowired
    KafkaConnectionDetails brokers;

    @Autowired
    JdbcConnectionDetails database;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    EvidenceDestruction destruction;

    @Autowired
    MovableClock clock;

    @Autowired
    @Qualifier("analysis")
    SmartLifecycle workers;

    private final HttpClient http = HttpClient.newHttpClient();

    @DynamicPropertySource
    static void model(DynamicPropertyRegistry registry) throws Exception {
        Path manifest = TinyOnnx.model().write(Files.createTempDirectory("tiny-model"));
        registry.add("cctv.analytics.model-manifest", manifest::toString);
        registry.add("cctv.analytics.workers", () -> "2");
    }

    static final class MovableClock extends Clock {
        volatile Duration ahead = Duration.ZERO;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class MovableTime {
        @Bean
        MovableClock clock() {
            return new MovableClock();
        }
    }

    @BeforeEach
    void today() {
        clock.ahead = Duration.ZERO;
    }

    @Test
    void aLoitererIsOneAlertWithEvidenceHoweverOftenItsFramesAreReplayed() throws Exception {
        String camera = "IT-LOITER";
        configure(camera, zone(Zone.Kind.LOITERING, null));
        Instant start = Instant.now();
        for (int i = 0; i <= 60; i++) frame(camera, i, start.plusMillis(200L * i), PERSON);

        AlertRaised alert = await().atMost(20, SECONDS)
                .until(() -> alertsOf(camera), all -> !all.isEmpty())
                .getFirst();

        assertThat(alert.behaviour()).isEqualTo(Behaviour.LOITERING);
        assertThat(Duration.between(alert.startedAt(), alert.capturedAt())).isEqualTo(Duration.ofSeconds(10));
        assertThat(alert.objects()).hasSize(1);
        assertThat(get("/api/alerts/" + alert.alertId() + "/frame.jpg", TokenFixture.bearer(Role.OPERATOR, DISTRICT))
                        .body())
                .isEqualTo(PERSON);
        List<ObjectsDetected> before = detectionsOf(camera);
        assertThat(before).hasSizeGreaterThan(50);

        // From the first frame: the same tracks, the same ids, nothing new.
        replayFrom(camera, 0);
        awaitCommitted(camera);
        // From the middle: tracks and stays come back from the detections; he goes on standing there.
        replayFrom(camera, 30);
        for (int i = 61; i <= 120; i++) frame(camera, i, start.plusMillis(200L * i), PERSON);
        await().atMost(20, SECONDS).until(() -> detectionsOf(camera).stream().anyMatch(d -> d.sequence() == 120));
        awaitCommitted(camera);

        assertThat(alertsOf(camera)).hasSize(1);
        assertThat(detectionsOf(camera).stream()
                        .flatMap(d -> d.objects().stream())
                        .map(ObjectsDetected.TrackedObject::trackId)
                        .distinct())
                .hasSize(1);
        assertThat(rows("select count(*) from alert where camera_id = '" + camera + "'"))
                .isEqualTo(1);
    }

    @Test
    void evidenceIsForThoseWhoMaySeeTheCameraAndDiesAfterThirtyDays() throws Exception {
        String camera = "IT-EVIDENCE";
        AlertRaised alert = intrude(camera);
        String path = "/api/alerts/" + alert.alertId() + "/frame.jpg";
        String police = TokenFixture.bearer(Role.POLICE_112);

        assertThat(get(path, null).statusCode()).isEqualTo(401);
        assertThat(get(path, TokenFixture.bearer(Role.OPERATOR, "DJ-YUS")).statusCode())
                .isEqualTo(404);
        assertThat(get(path, TokenFixture.bearer(Role.PRIVACY_OFFICER, "*")).statusCode())
                .isEqualTo(404);
        assertThat(get(path, police).statusCode()).isEqualTo(404);
        assertThat(get("/api/alerts/" + UUID.randomUUID() + "/frame.jpg", police)
                        .statusCode())
                .isEqualTo(404);

        UUID grant = UUID.randomUUID();
        grant(grant, camera, GrantChanged.State.ACTIVE);
        await().atMost(5, SECONDS).until(() -> get(path, police).statusCode() == 200);
        grant(grant, camera, GrantChanged.State.REVOKED);
        await().atMost(5, SECONDS).until(() -> get(path, police).statusCode() == 404);

        await().atMost(10, SECONDS)
                .untilAsserted(() -> assertThat(values(Topics.AUDIT).stream()
                                .filter(row -> row.contains("alert.frame.view"))
                                .collect(Collectors.joining("\n")))
                        .contains("ALLOWED")
                        .contains("REFUSED")
                        .contains("case-needed")
                        .contains("forbidden"));

        clock.ahead = Duration.ofDays(29);
        destruction.destroyExpired();
        assertThat(rows("select count(*) from evidence where jpeg is not null and alert_id = '" + alert.alertId()
                        + "'"))
                .isEqualTo(1);
        clock.ahead = Duration.ofDays(31);
        destruction.destroyExpired();
        clock.ahead = Duration.ZERO;
        HttpResponse<byte[]> gone = get(path, TokenFixture.bearer(Role.OPERATOR, DISTRICT));
        assertThat(gone.statusCode()).isEqualTo(410);
        assertThat(new String(gone.body(), StandardCharsets.UTF_8)).contains("urn:metro-cctv:problem:destroyed");
    }

    @Test
    void poisonIsParkedWithItsReasonAndTheLineGoesOn() throws Exception {
        String camera = "IT-POISON";
        configure(camera, zone(Zone.Kind.INTRUSION, null));
        Instant start = Instant.now();
        frame(camera, 0, start, "no picture".getBytes(StandardCharsets.UTF_8));
        kafka.send(new ProducerRecord<>(Topics.FRAME, camera, PERSON)).get(5, SECONDS);
        frame(camera, 1, start.plusMillis(200), new byte[200 * 1024]);
        frame(camera, 2, start.plusSeconds(3600), PERSON);
        for (int i = 3; i < 8; i++) frame(camera, i, start.plusMillis(200L * i), PERSON);

        await().atMost(20, SECONDS).until(() -> !alertsOf(camera).isEmpty());
        await().atMost(10, SECONDS)
                .untilAsserted(() -> assertThat(records(Topics.FRAME + Topics.DEAD_LETTER_SUFFIX).stream()
                                .filter(r -> camera.equals(r.key()))
                                .map(r -> new String(
                                        r.headers().lastHeader("dlt-reason").value(), StandardCharsets.UTF_8)))
                        .containsExactly("BROKEN_PICTURE", "HEADERS", "TOO_LARGE", "FROM_THE_FUTURE"));
    }

    @Test
    void whileTheDatabaseIsAwayDetectionsGoOnAndTheAlertComesOnceItIsBack() throws Exception {
        String camera = "IT-DB-AWAY";
        configure(camera, zone(Zone.Kind.INTRUSION, null));
        String name = database.getJdbcUrl().replaceAll(".*/", "");
        admin("alter database " + name + " with allow_connections false");
        admin("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");
        try {
            Instant start = Instant.now();
            for (int i = 0; i < 10; i++) frame(camera, i, start.plusMillis(200L * i), PERSON);
            await().atMost(10, SECONDS)
                    .until(() -> detectionsOf(camera).stream().anyMatch(d -> d.sequence() == 9));
            assertThat(alertsOf(camera)).isEmpty();
        } finally {
            admin("alter database " + name + " with allow_connections true");
        }

        await().atMost(20, SECONDS).until(() -> !alertsOf(camera).isEmpty());
        awaitCommitted(camera);
        assertThat(alertsOf(camera)).hasSize(1);
    }

    @Test
    void boxesAreStreamedToThoseWhoMaySeeTheCamera() throws Exception {
        String camera = "IT-STREAM";
        configure(camera, zone(Zone.Kind.INTRUSION, null));
        String path = "/api/live/" + camera + "/detections";
        assertThat(get(path, TokenFixture.bearer(Role.OPERATOR, "DJ-YUS")).statusCode())
                .isEqualTo(404);
        assertThat(get("/api/live/IT-NO-SUCH/detections", TokenFixture.bearer(Role.OPERATOR, DISTRICT))
                        .statusCode())
                .isEqualTo(404);

        HttpResponse<InputStream> stream =
                http.send(request(path, TokenFixture.bearer(Role.OPERATOR, DISTRICT)), BodyHandlers.ofInputStream());
        assertThat(stream.statusCode()).isEqualTo(200);
        try (var lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).startsWith(":");
            Instant start = Instant.now();
            for (int i = 0; i < 3; i++) frame(camera, i, start.plusMillis(200L * i), PERSON);
            frame(camera, 3, start.plusMillis(600), NOBODY);
            assertThat(nextData(lines)).contains("\"label\":\"PERSON\"").contains(camera);
            nextData(lines);
            nextData(lines);
            assertThat(nextData(lines)).contains("\"objects\":[]");
        }
    }

    @Test
    void theModelSaysWhatItIs() throws Exception {
        String models =
                new String(get("/api/models", TokenFixture.bearer(Role.AUDITOR)).body(), StandardCharsets.UTF_8);
        assertThat(models)
                .contains("\"name\":\"tiny\"")
                .contains("\"labels\":[\"PERSON\"]")
                .contains("finds bright cells");
        assertThat(get("/api/models", null).statusCode()).isEqualTo(401);
    }

    /** Changes of the doors show in a diff; run with -DupdateOpenApi=true to take them over. */
    @Test
    void openApiIsAsCommitted() throws Exception {
        String live = new String(get("/v3/api-docs", null).body(), StandardCharsets.UTF_8);
        var tree = (tools.jackson.databind.node.ObjectNode) EventJson.MAPPER.readTree(live);
        tree.remove("servers");
        String pretty = EventJson.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(tree) + "\n";
        Path committed = TestData.repository().resolve("docs/ref/openapi/analytics.json");
        if (Boolean.getBoolean("updateOpenApi")) {
            Files.createDirectories(committed.getParent());
            Files.writeString(committed, pretty);
        }
        assertThat(committed).exists();
        assertThat(EventJson.MAPPER.readTree(Files.readString(committed)))
                .as("docs/ref/openapi/analytics.json; -DupdateOpenApi=true rewrites it")
                .isEqualTo(tree);
    }

    private AlertRaised intrude(String camera) throws Exception {
        configure(camera, zone(Zone.Kind.INTRUSION, null));
        Instant start = Instant.now();
        for (int i = 0; i < 6; i++) frame(camera, i, start.plusMillis(200L * i), PERSON);
        return await().atMost(20, SECONDS)
                .until(() -> alertsOf(camera), all -> !all.isEmpty())
                .getFirst();
    }

    private static String nextData(BufferedReader lines) throws Exception {
        for (String line = lines.readLine(); line != null; line = lines.readLine())
            if (line.startsWith("data:")) return line;
        throw new AssertionError("the stream ended");
    }

    private void frame(String camera, long sequence, Instant capturedAt, byte[] jpeg) throws Exception {
        var metadata =
                new FrameMetadata(camera, DISTRICT, capturedAt, 0, 0.1, sequence, TinyOnnx.WIDTH, TinyOnnx.HEIGHT);
        var record = new ProducerRecord<String, byte[]>(Topics.FRAME, camera, jpeg);
        metadata.toHeaders().forEach((k, v) -> record.headers().add(k, v.getBytes(StandardCharsets.UTF_8)));
        kafka.send(record).get(5, SECONDS);
    }

    /** Configured and known: the service is told before its frames come. */
    private void configure(String camera, Zone zone) throws Exception {
        var configured = new CameraConfigured(
                UUID.randomUUID(),
                camera,
                camera,
                DISTRICT,
                CameraPurpose.CRIME_PREVENTION,
                "Seo-gu",
                127.38,
                36.35,
                0.0,
                60,
                new StreamAddress("rtsp://127.0.0.1:8554/" + camera, StreamAddress.Transport.TCP),
                null,
                false,
                false,
                CameraState.ACTIVE,
                List.of(zone),
                List.of(),
                Mounting.UNKNOWN,
                1,
                Instant.now());
        events.send(Topics.CAMERA, camera, configured).get(5, SECONDS);
        await().atMost(10, SECONDS).until(() -> directory.find(camera).isPresent());
    }

    @Autowired
    metro.cctv.analytics.camera.CameraDirectory directory;

    private void grant(UUID id, String camera, GrantChanged.State state) throws Exception {
        var grant = new GrantChanged(
                UUID.randomUUID(),
                id,
                UUID.randomUUID(),
                "2026-1",
                "112",
                Role.POLICE_112,
                camera,
                DISTRICT,
                "CRIME",
                "0".repeat(64),
                Instant.now().minusSeconds(60),
                Instant.now().plusSeconds(600),
                state,
                Instant.now());
        events.send(Topics.GRANT, id.toString(), grant).get(5, SECONDS);
    }

    private static Zone zone(Zone.Kind kind, @Nullable Double dwellSeconds) {
        return new Zone(
                "z1",
                "whole picture",
                kind,
                List.of(new Zone.Vertex(0, 0), new Zone.Vertex(1, 0), new Zone.Vertex(1, 1), new Zone.Vertex(0, 1)),
                dwellSeconds);
    }

    /** As after kill -9: the group goes back to the camera's n-th frame. */
    private void replayFrom(String camera, int frame) throws Exception {
        workers.stop();
        List<ConsumerRecord<String, byte[]>> frames = records(Topics.FRAME).stream()
                .filter(r -> camera.equals(r.key()))
                .toList();
        ConsumerRecord<String, byte[]> from = frames.get(frame);
        try (AdminClient admin =
                AdminClient.create(Map.of("bootstrap.servers", String.join(",", brokers.getBootstrapServers())))) {
            admin.alterConsumerGroupOffsets(
                            "analytics-frame",
                            Map.of(
                                    new TopicPartition(from.topic(), from.partition()),
                                    new OffsetAndMetadata(from.offset())))
                    .all()
                    .get(10, SECONDS);
        }
        workers.start();
    }

    private void awaitCommitted(String camera) {
        ConsumerRecord<String, byte[]> last = records(Topics.FRAME).stream()
                .filter(r -> camera.equals(r.key()))
                .reduce((a, b) -> b)
                .orElseThrow();
        var partition = new TopicPartition(last.topic(), last.partition());
        try (AdminClient admin =
                AdminClient.create(Map.of("bootstrap.servers", String.join(",", brokers.getBootstrapServers())))) {
            await().atMost(20, SECONDS)
                    .until(() -> admin.listConsumerGroupOffsets("analytics-frame")
                                    .partitionsToOffsetAndMetadata()
                                    .get(5, SECONDS)
                                    .get(partition)
                                    .offset()
                            > last.offset());
        }
    }

    private List<AlertRaised> alertsOf(String camera) {
        return values(Topics.ALERT).stream()
                .map(value -> EventJson.MAPPER.readValue(value, AlertRaised.class))
                .filter(alert -> alert.cameraId().equals(camera))
                .toList();
    }

    private List<ObjectsDetected> detectionsOf(String camera) {
        return values(Topics.DETECTION).stream()
                .map(value -> EventJson.MAPPER.readValue(value, ObjectsDetected.class))
                .filter(event -> event.cameraId().equals(camera))
                .toList();
    }

    private List<String> values(String topic) {
        return records(topic).stream()
                .map(r -> new String(r.value(), StandardCharsets.UTF_8))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private List<ConsumerRecord<String, byte[]>> records(String topic) {
        List<ConsumerRecord<String, byte[]>> all = new ArrayList<>();
        try (var consumer = (Consumer<String, byte[]>) consumers.createConsumer(null, "test", null, new Properties())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(p -> new TopicPartition(topic, p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (!partitions.stream().allMatch(p -> consumer.position(p) >= ends.get(p)))
                consumer.poll(Duration.ofMillis(100)).forEach(all::add);
        }
        return all;
    }

    private long rows(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    private void admin(String sql) throws SQLException {
        String url = database.getJdbcUrl().replaceAll("/[^/]*$", "/postgres");
        try (var connection = DriverManager.getConnection(url, database.getUsername(), database.getPassword());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private HttpResponse<byte[]> get(String path, @Nullable String bearer) throws Exception {
        return http.send(request(path, bearer), BodyHandlers.ofByteArray());
    }

    private HttpRequest request(String path, @Nullable String bearer) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(10));
        if (bearer != null) request.header("Authorization", bearer);
        return request.build();
    }
}
