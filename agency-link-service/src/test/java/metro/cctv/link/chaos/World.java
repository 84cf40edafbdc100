package metro.cctv.link.chaos;

import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import metro.cctv.chassis.messaging.EventJson;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.alert.AlertRaised;
import metro.cctv.contracts.alert.Behaviour;
import metro.cctv.contracts.camera.CameraConfigured;
import metro.cctv.contracts.camera.CameraPurpose;
import metro.cctv.contracts.camera.CameraState;
import metro.cctv.contracts.camera.Mounting;
import metro.cctv.contracts.camera.StreamAddress;
import metro.cctv.testkit.KafkaFixture;
import metro.cctv.testkit.PostgisServer;
import metro.cctv.testkit.TokenFixture;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import tools.jackson.databind.JsonNode;

/** Kafka, PostgreSQL and a gateway's keys for one process under test, none of it shared with other tests. */
final class World implements AutoCloseable {
    static final double LON = 127.3848;
    static final double LAT = 36.3504;
    private static final String MINE = "chaos-test";

    private final EmbeddedKafkaKraftBroker broker = KafkaFixture.start();
    private final PostgisServer.Database database = PostgisServer.shared()
            .createDatabase("chaos" + ProcessHandle.current().pid());
    private final HttpServer keys = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final KafkaProducer<String, byte[]> producer =
            new KafkaProducer<>(kafka(), new StringSerializer(), new ByteArraySerializer());
    private final JdbcClient jdbc;
    private final LinkProcess link;

    World(Path logs, Path folder) throws IOException {
        keys.createContext("/jwks", exchange -> {
            byte[] body = TokenFixture.jwks().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        keys.start();
        jdbc = JdbcClient.create(new DriverManagerDataSource(
                database.jdbcUrl() + "?currentSchema=link,public&ApplicationName=" + MINE,
                database.user(),
                database.password()));
        link = new LinkProcess(
                logs.resolve("chaos-link.log"),
                List.of(
                        "--spring.datasource.url=" + database.jdbcUrl(),
                        "--spring.datasource.username=" + database.user(),
                        "--spring.datasource.password=" + database.password(),
                        "--spring.kafka.bootstrap-servers=" + broker.getBrokersAsString(),
                        "--spring.kafka.consumer.properties.session.timeout.ms=6000",
                        "--cctv.door.jwk-set-uri=http://127.0.0.1:"
                                + keys.getAddress().getPort() + "/jwks",
                        "--cctv.service-client.secret=test",
                        "--cctv.link.secrets-key-file=" + folder.resolve("link.key"),
                        "--cctv.link.delivery.schemes=http",
                        "--cctv.link.delivery.loopback=true",
                        "--cctv.link.delivery.timeout=400ms",
                        "--cctv.link.delivery.first-backoff=100ms",
                        "--cctv.link.delivery.max-backoff=1s"));
    }

    LinkProcess link() {
        return link;
    }

    JdbcClient jdbc() {
        return jdbc;
    }

    long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    /** As a database that is restarted: the service's connections are gone in the middle of whatever they did. */
    int cutConnections() {
        return jdbc.sql("""
                        select count(pg_terminate_backend(pid)) from pg_stat_activity
                        where datname = current_database() and application_name <> ?
                        """).param(MINE).query(Integer.class).single();
    }

    void send(String topic, String key, Object event) {
        producer.send(new ProducerRecord<>(topic, key, EventJson.MAPPER.writeValueAsBytes(event)));
    }

    /** Around city hall, each looking at it. */
    void configureCameras(int count) {
        for (int i = 0; i < count; i++) {
            CameraConfigured camera = camera(id(i), 40.0 + i * 30);
            send(Topics.CAMERA, camera.cameraId(), camera);
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> count("select count(*) from camera") == count);
    }

    static String id(int number) {
        return "DJ-SEO-%03d".formatted(number);
    }

    private static CameraConfigured camera(String id, double northM) {
        return new CameraConfigured(
                UUID.randomUUID(),
                id,
                "카메라 " + id,
                "DJ-SEO",
                CameraPurpose.CRIME_PREVENTION,
                "대전광역시 서구",
                LON,
                LAT + northM / 110_961.0,
                180.0,
                90,
                new StreamAddress("rtsp://camera.example/" + id, StreamAddress.Transport.TCP),
                null,
                false,
                true,
                CameraState.ACTIVE,
                List.of(),
                List.of(),
                Mounting.UNKNOWN,
                1,
                Instant.now());
    }

    static AlertRaised alert(UUID alertId, String cameraId) {
        Instant now = Instant.now();
        return new AlertRaised(
                alertId,
                cameraId,
                "DJ-SEO",
                Behaviour.LOITERING,
                "gate",
                "North gate",
                now.minusSeconds(12),
                now.minusSeconds(1),
                now,
                0.9,
                7,
                List.of(),
                "yolox-nano",
                "a".repeat(64),
                "loitering/1",
                Map.of("dwellSeconds", 10.0));
    }

    /** Everything the topic holds, in order of partition and offset; tombstones are left out. */
    List<JsonNode> all(String topic) {
        List<JsonNode> values = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(kafka(), new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(p -> new TopicPartition(topic, p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue()))
                consumer.poll(Duration.ofMillis(200)).forEach(entry -> {
                    if (entry.value() != null) values.add(EventJson.MAPPER.readTree(entry.value()));
                });
        }
        return values;
    }

    private Map<String, Object> kafka() {
        return Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.getBrokersAsString());
    }

    @Override
    public void close() {
        link.close();
        producer.close(Duration.ofSeconds(1));
        keys.stop(0);
        broker.destroy();
    }
}
