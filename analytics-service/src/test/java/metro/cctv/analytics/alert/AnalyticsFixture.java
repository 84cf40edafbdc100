package metro.cctv.analytics.alert;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import metro.cctv.analytics.detection.Pictures;
import metro.cctv.analytics.model.TinyOnnx;
import metro.cctv.chassis.messaging.EventJson;
import metro.cctv.chassis.messaging.EventPublisher;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.alert.AlertRaised;
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
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
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

/** Frames, cameras and what came of them, on real Kafka, real PostgreSQL and tiny networks; one context for all tests. */
@ServiceTest
@Import(AnalyticsFixture.MovableTime.class)
abstract class AnalyticsFixture {
    static final String DISTRICT = "DJ-SEO";
    static final Path MODELS = folder();
    static final Path REPORT = MODELS.resolveSibling(MODELS.getFileName() + "-report.html");
    static final byte[] PERSON = Pictures.bright(TinyOnnx.WIDTH, TinyOnnx.HEIGHT, 160, 96, 32, 32);
    static final byte[] NOBODY = Pictures.bright(TinyOnnx.WIDTH, TinyOnnx.HEIGHT, 0, 0, 0, 0);

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

    final HttpClient http = HttpClient.newHttpClient();

    @DynamicPropertySource
    static void model(DynamicPropertyRegistry registry) throws Exception {
        Path manifest = configuredModel().write(MODELS.resolve("tiny"));
        TinyOnnx.model().named("keen").brightFrom(64).write(MODELS.resolve("keen"));
        TinyOnnx.model().named("flames").brightFrom(127).as("FIRE", "FIRE").write(MODELS.resolve("flames"));
        TinyOnnx.model().named("overflowing").withOverflow().write(MODELS.resolve("overflowing"));
        TinyOnnx.model().named("plates").brightFrom(126).as("PLATE", null).write(MODELS.resolve("plates"));
        TinyOnnx.model().named("foreign").withOperatorsOf("com.example").write(MODELS.resolve("foreign"));
        TinyOnnx.model().named("swapped").write(MODELS.resolve("swapped"));
        Files.write(
                MODELS.resolve("swapped/model.onnx"),
                TinyOnnx.model().brightFrom(1).bytes());
        Files.createDirectories(MODELS.resolve("notes"));
        registry.add("cctv.analytics.model-manifest", manifest::toString);
        registry.add("cctv.analytics.evaluation-report", REPORT::toString);
        registry.add("cctv.analytics.workers", () -> "2");
        registry.add("cctv.analytics.batch.pictures", () -> "4");
        registry.add("cctv.analytics.batch.longest-wait", () -> "5ms");
    }

    /** It takes several pictures in a run, as the workers here are told to. */
    static TinyOnnx configuredModel() {
        return TinyOnnx.model().forAnyNumber();
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

    AlertRaised intrude(String camera) throws Exception {
        configure(camera, zone(Zone.Kind.INTRUSION, null));
        Instant start = Instant.now();
        for (int i = 0; i < 6; i++) frame(camera, i, start.plusMillis(200L * i), PERSON);
        return await().atMost(20, SECONDS)
                .until(() -> alertsOf(camera), all -> !all.isEmpty())
                .getFirst();
    }

    static String nextData(BufferedReader lines) throws Exception {
        for (String line = lines.readLine(); line != null; line = lines.readLine())
            if (line.startsWith("data:")) return line;
        throw new AssertionError("the stream ended");
    }

    void frame(String camera, long sequence, Instant capturedAt, byte[] jpeg) throws Exception {
        var metadata =
                new FrameMetadata(camera, DISTRICT, capturedAt, 0, 0.1, sequence, TinyOnnx.WIDTH, TinyOnnx.HEIGHT);
        var record = new ProducerRecord<String, byte[]>(Topics.FRAME, camera, jpeg);
        metadata.toHeaders().forEach((k, v) -> record.headers().add(k, v.getBytes(StandardCharsets.UTF_8)));
        kafka.send(record).get(5, SECONDS);
    }

    /** Configured and known: the service is told before its frames come. */
    void configure(String camera, Zone zone) throws Exception {
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

    void grant(UUID id, String camera, GrantChanged.State state) throws Exception {
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

    static Zone zone(Zone.Kind kind, @Nullable Double dwellSeconds) {
        return new Zone(
                "z1",
                "whole picture",
                kind,
                List.of(new Zone.Vertex(0, 0), new Zone.Vertex(1, 0), new Zone.Vertex(1, 1), new Zone.Vertex(0, 1)),
                dwellSeconds);
    }

    /** As after kill -9: the group goes back to the camera's n-th frame. */
    void replayFrom(String camera, int frame) throws Exception {
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

    void awaitCommitted(String camera) {
        ConsumerRecord<String, byte[]> last = records(Topics.FRAME).stream()
                .filter(r -> camera.equals(r.key()))
                .reduce((a, b) -> b)
                .orElseThrow();
        var partition = new TopicPartition(last.topic(), last.partition());
        try (AdminClient admin =
                AdminClient.create(Map.of("bootstrap.servers", String.join(",", brokers.getBootstrapServers())))) {
            await().atMost(60, SECONDS)
                    .until(() -> admin.listConsumerGroupOffsets("analytics-frame")
                                    .partitionsToOffsetAndMetadata()
                                    .get(5, SECONDS)
                                    .get(partition)
                                    .offset()
                            > last.offset());
        }
    }

    List<AlertRaised> alertsOf(String camera) {
        return values(Topics.ALERT).stream()
                .map(value -> EventJson.MAPPER.readValue(value, AlertRaised.class))
                .filter(alert -> alert.cameraId().equals(camera))
                .toList();
    }

    List<ObjectsDetected> detectionsOf(String camera) {
        return values(Topics.DETECTION).stream()
                .map(value -> EventJson.MAPPER.readValue(value, ObjectsDetected.class))
                .filter(event -> event.cameraId().equals(camera))
                .toList();
    }

    List<String> values(String topic) {
        return records(topic).stream()
                .map(r -> new String(r.value(), StandardCharsets.UTF_8))
                .toList();
    }

    @SuppressWarnings("unchecked")
    List<ConsumerRecord<String, byte[]>> records(String topic) {
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

    long rows(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    void admin(String sql) throws SQLException {
        String url = database.getJdbcUrl().replaceAll("/[^/]*$", "/postgres");
        try (var connection = DriverManager.getConnection(url, database.getUsername(), database.getPassword());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    HttpResponse<byte[]> get(String path, @Nullable String bearer) throws Exception {
        return http.send(request(path, bearer), BodyHandlers.ofByteArray());
    }

    HttpRequest request(String path, @Nullable String bearer) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(10));
        if (bearer != null) request.header("Authorization", bearer);
        return request.build();
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("tiny-models");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
