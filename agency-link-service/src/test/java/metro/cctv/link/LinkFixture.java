package metro.cctv.link;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
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
import metro.cctv.contracts.health.StreamHealthChanged;
import metro.cctv.testkit.KafkaFixture;
import metro.cctv.testkit.ServiceTest;
import metro.cctv.testkit.TokenFixture;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** The service as a client, a camera registry, an analytics service and a Kafka reader see it. */
@ServiceTest
@TestPropertySource(
        properties = {
            "cctv.link.secrets-key-file=target/test-link.key",
            "cctv.link.delivery.schemes=http,https",
            "cctv.link.delivery.loopback=true",
            "cctv.link.delivery.first-backoff=100ms",
            "cctv.service-client.id=svc-link",
            "cctv.service-client.secret=test",
            "cctv.link.priority.round=1s",
            "cctv.link.context.files.ROAD=target/test-roads.json",
            // One of those who are told of alarms has no contract any more.
            "cctv.link.vulnerable.sources.TELCO.tells=ENDED,112",
            // The tenth agency, by configuration only; and one whose contract is over.
            "cctv.link.agency.partners.TENTH.name=Coast guard",
            "cctv.link.agency.partners.TENTH.name-korean=해양경찰",
            "cctv.link.agency.partners.TENTH.role=POLICE_112",
            "cctv.link.agency.partners.TENTH.legal-basis.text=a statute",
            "cctv.link.agency.partners.TENTH.legal-basis.source=law",
            "cctv.link.agency.partners.TENTH.legal-basis.effective-from=2024-01-01",
            "cctv.link.agency.partners.TENTH.entrustment.contract-no=2024-7",
            "cctv.link.agency.partners.TENTH.entrustment.from=2024-01-01",
            "cctv.link.agency.partners.TENTH.entrustment.until=2099-12-31",
            "cctv.link.agency.partners.TENTH.services.cases.purpose=rescue at the river",
            "cctv.link.agency.partners.TENTH.services.cases.selection.at-most=2",
            "cctv.link.agency.partners.ENDED.name=Former contractor",
            "cctv.link.agency.partners.ENDED.name-korean=지난 수탁자",
            "cctv.link.agency.partners.ENDED.role=POLICE_112",
            "cctv.link.agency.partners.ENDED.legal-basis.text=a contract",
            "cctv.link.agency.partners.ENDED.legal-basis.source=contract",
            "cctv.link.agency.partners.ENDED.legal-basis.effective-from=2020-01-01",
            "cctv.link.agency.partners.ENDED.entrustment.contract-no=2020-3",
            "cctv.link.agency.partners.ENDED.entrustment.from=2020-01-01",
            "cctv.link.agency.partners.ENDED.entrustment.until=2024-12-31",
            "cctv.link.agency.partners.ENDED.services.cases.purpose=none any more"
        })
abstract class LinkFixture {
    /** City hall of Daejeon. */
    static final double LON = 127.3848;

    static final double LAT = 36.3504;
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final double DEG_PER_M_NORTH = 1 / 110_961.0;

    @LocalServerPort
    int port;

    @Autowired
    EventPublisher events;

    @Autowired
    JdbcClient jdbc;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, KafkaConsumer<String, byte[]>> consumers = new HashMap<>();
    private final List<ConsumerRecord<String, byte[]>> seen = new CopyOnWriteArrayList<>();

    /** The registry, as far as this service asks it. */
    static final FakeRegistry REGISTRY = new FakeRegistry();

    /** The traffic office's controller, and the office that runs the streetlights. */
    static final FakeOffice SIGNALS = new FakeOffice();

    static final FakeOffice LIGHTS = new FakeOffice();

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry properties) {
        properties.add("cctv.link.signal.url", SIGNALS::address);
        properties.add("cctv.link.streetlight.url", LIGHTS::address);
        String url = REGISTRY.url();
        properties.add("cctv.link.context.registry-url", () -> url);
        properties.add("cctv.link.turning.registry-url", () -> url);
        properties.add("cctv.link.turning.first-pause", () -> "50ms");
        properties.add("cctv.service-client.token-uri", () -> url + "/oauth2/token");
    }

    record Answer(int status, JsonNode body) {
        String problem() {
            return body.path("type").asString();
        }
    }

    /**
     * The clocks and listeners of the service go on meanwhile: the emptying never waits long enough for a lock to become
     * one side of a deadlock, but steps back and tries again.
     */
    @BeforeEach
    void emptyTables() {
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptionsMatching(LinkFixture::isLocked)
                .until(() -> jdbc.sql("""
                                do $$ begin
                                  set local lock_timeout = '200ms';
                                  truncate signal_priority, emergency_use, fire, fire_signal, vulnerable_alarm,
                                    vulnerable_purge, case_viewer, case_target, case_area, camera, camera_health, incident,
                                    incident_entry, incident_agency, incident_code, procedure_mark, alert_entry, handover,
                                    access_grant, alert, suppressed_alert, delivery, agency_event, webhook, idempotent_answer,
                                    colleague, camera_turn, incident_report, unit_position,
                                    streetlight, camera_seen, priority_wall, priority_coverage, camera_activity,
                                    camera_usual_hour cascade;
                                end $$""").update() == 0);
    }

    /** A lock timeout inside of a block has no exception of its own: only its state says so. */
    private static boolean isLocked(Throwable thrown) {
        return thrown instanceof PessimisticLockingFailureException
                || thrown.getCause() instanceof SQLException cause && LOCK_NOT_AVAILABLE.equals(cause.getSQLState());
    }

    @BeforeEach
    void officesAtWork() {
        SIGNALS.is(FakeOffice.Mood.ACKNOWLEDGES);
        LIGHTS.is(FakeOffice.Mood.ACKNOWLEDGES);
    }

    @AfterEach
    void closeConsumers() {
        consumers.values().forEach(KafkaConsumer::close);
    }

    static String police() {
        return TokenFixture.bearer(Role.POLICE_112);
    }

    /** A vehicle of an agency. */
    static String unit(String agency, String name) {
        return "Bearer " + TokenFixture.token(name, Role.FIELD_UNIT, agency);
    }

    static String operator(String subject, String... districts) {
        return "Bearer " + TokenFixture.token(subject, Role.OPERATOR, null, districts);
    }

    Answer get(String path, @Nullable String bearer) {
        return send("GET", path, null, bearer, Map.of());
    }

    Answer post(String path, @Nullable String json, @Nullable String bearer) {
        return send("POST", path, json, bearer, Map.of());
    }

    Answer send(
            String method, String path, @Nullable String json, @Nullable String bearer, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(20));
        headers.forEach(request::header);
        if (bearer != null) request.header("Authorization", bearer);
        if (json != null) request.header("Content-Type", "application/json");
        request.method(
                method, json == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json));
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            String body = response.body().isEmpty() ? "{}" : response.body();
            return new Answer(response.statusCode(), EventJson.MAPPER.readTree(body));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    HttpClient http() {
        return http;
    }

    /** A camera so far north of the place, looking south at it. */
    static CameraConfigured camera(String id, String district, double northM) {
        return new CameraConfigured(
                UUID.randomUUID(),
                id,
                "카메라 " + id,
                district,
                CameraPurpose.CRIME_PREVENTION,
                "대전광역시 서구",
                LON,
                LAT + northM * DEG_PER_M_NORTH,
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

    void configure(CameraConfigured... cameras) {
        for (CameraConfigured camera : cameras)
            events.send(Topics.CAMERA, camera.cameraId(), camera).join();
        for (CameraConfigured camera : cameras)
            await().until(() -> jdbc.sql("select count(*) from camera where camera_id = ?")
                            .param(camera.cameraId())
                            .query(Long.class)
                            .single()
                    == 1);
    }

    void health(String cameraId, String district, StreamHealthChanged.State state) {
        Instant now = Instant.now();
        events.send(
                        Topics.HEALTH,
                        cameraId,
                        new StreamHealthChanged(
                                UUID.randomUUID(),
                                cameraId,
                                district,
                                StreamHealthChanged.Stream.MAIN,
                                state,
                                StreamHealthChanged.Cause.NONE,
                                "test",
                                now,
                                now))
                .join();
        await().until(() -> jdbc.sql("select count(*) from camera_health where camera_id = ? and state = ?")
                        .params(cameraId, state.name())
                        .query(Long.class)
                        .single()
                == 1);
    }

    static AlertRaised alert(String cameraId, String district) {
        Instant now = Instant.now();
        return new AlertRaised(
                UUID.randomUUID(),
                cameraId,
                district,
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

    void raise(AlertRaised alert) {
        events.send(Topics.ALERT, alert.cameraId(), alert).join();
        await().until(() -> jdbc.sql("select count(*) from alert where alert_id = ?")
                        .param(alert.alertId())
                        .query(Long.class)
                        .single()
                == 1);
    }

    /** Everything sent to the topic after the first call with it in this test. */
    List<JsonNode> sent(String topic) {
        KafkaConsumer<String, byte[]> consumer = consumers.computeIfAbsent(topic, this::fromNow);
        consumer.poll(Duration.ofMillis(50)).forEach(seen::add);
        List<JsonNode> values = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : seen)
            if (record.topic().equals(topic) && record.value() != null)
                values.add(EventJson.MAPPER.readTree(record.value()));
        return values;
    }

    private KafkaConsumer<String, byte[]> fromNow(String topic) {
        var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        KafkaFixture.broker().getBrokersAsString()),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(p -> new TopicPartition(topic, p.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        return consumer;
    }
}
