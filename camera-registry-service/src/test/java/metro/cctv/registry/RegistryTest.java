package metro.cctv.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import metro.cctv.contracts.access.Role;
import metro.cctv.registry.secret.MasterKeyFiles;
import metro.cctv.testkit.KafkaFixture;
import metro.cctv.testkit.ServiceTest;
import metro.cctv.testkit.TokenFixture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
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

/** The whole registry; every IT of it shares this one context. */
@ServiceTest
@TestPropertySource(
        properties = {
            "cctv.registry.allowed-networks=10.0.0.0/8,127.0.0.0/8",
            // Not 3702: other devices of this machine may listen there.
            "cctv.onvif.discovery-port=${random.int[20000,30000]}",
            "cctv.onvif.call-timeout=2s",
            "cctv.onvif.probes-per-minute=600",
            // Tests that mean a turn of these take it themselves, at the moments they choose.
            "cctv.posture.every=3h",
            "cctv.health.sweep-every=3h",
            // Tests put cameras all over the city; those that mean the rule go further away than this.
            "cctv.camera.district-tolerance-m=30000"
        })
public abstract class RegistryTest {
    protected static final String MANAGER = TokenFixture.bearer(Role.MANAGER, "*");
    protected static final String SERVICE = TokenFixture.bearer(Role.SERVICE, "*");
    protected static final String OPERATOR = TokenFixture.bearer(Role.OPERATOR, "DJ-SEO");

    /** Master keys; {@code credentials-key-file} holds the one that the first format was encrypted with. */
    protected static final Path KEYS = Path.of("target/it-keys/" + UUID.randomUUID());

    @DynamicPropertySource
    static void keys(DynamicPropertyRegistry properties) {
        MasterKeyFiles.fresh(KEYS.resolve("first"));
        MasterKeyFiles.fresh(KEYS.resolve("folder/2026-01-01.key"));
        properties.add(
                "cctv.registry.credentials-key-file",
                () -> KEYS.resolve("first").toString());
        properties.add("cctv.secret.key-folder", () -> KEYS.resolve("folder").toString());
    }

    @LocalServerPort
    int port;

    @Autowired
    protected JsonMapper json;

    @Autowired
    private JdbcClient tables;

    protected static String freshCode() {
        return "T-" + UUID.randomUUID().toString().substring(0, 13).toUpperCase();
    }

    /** An active camera with all that the law asks for, as somebody would enter it. */
    protected static String camera(String code, String district, double lon, double lat) {
        return """
                {"cameraId": "%s", "name": "시청 앞 %s", "districtCode": "%s", "purpose": "CRIME_PREVENTION",
                 "managingAgency": "대전광역시", "lon": %s, "lat": %s, "headingDeg": 90, "fieldOfViewDeg": 70,
                 "mainStream": {"url": "rtsp://127.0.0.1:8554/%s/main", "transport": "TCP"},
                 "subStream": {"url": "rtsp://127.0.0.1:8554/%s/sub"}, "ptz": false, "state": "ACTIVE", "law": %s}
                """.formatted(code, code, district, lon, lat, code, code, LAW);
    }

    /** What the law asks for before a fixed camera may film in public. */
    protected static final String LAW = """
            {"basis": "CRIME_PREVENTION",
             "noticeBoard": {"postedAt": "2026-10-01", "purpose": "범죄 예방", "place": "시청 앞", "range": "반경 50 m",
                             "hours": "24시간", "contact": "통합관제센터 042-000-0000", "contractor": null},
             "consultation": {"kind": "NOTICE", "documentNo": "행정예고 2026-17", "heldAt": "2026-09-01"}}""";

    /** A district that no other test looks at; the registry's memory of districts does not have it. */
    protected String freshDistrict() {
        String district = "TD-" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
        tables.sql("""
                        insert into district (code, name, name_en, outline)
                        select ?, '시험구', 'Test-gu', outline from district where code = 'DJ-SEO'
                        """).param(district).update();
        return district;
    }

    /** An active camera; it is entered in a district that the doors know, and moved past them. */
    protected String freshCamera(String district) {
        String code = freshCode();
        assertThat(post("/api/cameras", MANAGER, camera(code, "DJ-SEO", 127.38, 36.35))
                        .status())
                .isEqualTo(201);
        move(code, district);
        return code;
    }

    protected void move(String code, String district) {
        tables.sql("update camera set district_code = ? where code = ?")
                .params(district, code)
                .update();
    }

    protected Answer call(HttpMethod method, String path, @Nullable String token, @Nullable String body) {
        var request = RestClient.builder()
                .requestFactory(new JdkClientHttpRequestFactory())
                .build()
                .method(method)
                .uri(java.net.URI.create("http://127.0.0.1:" + port + path));
        if (token != null) request.header("Authorization", token);
        if (body != null) request.contentType(MediaType.APPLICATION_JSON).body(body);
        ResponseEntity<byte[]> response =
                request.retrieve().onStatus(status -> true, (q, r) -> {}).toEntity(byte[].class);
        return new Answer(response, json);
    }

    protected String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    /** A body that is no JSON. */
    protected Answer send(String path, String token, String contentType, byte[] body) {
        ResponseEntity<byte[]> response = RestClient.builder()
                .requestFactory(new JdkClientHttpRequestFactory())
                .build()
                .post()
                .uri(java.net.URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", token)
                .contentType(MediaType.parseMediaType(contentType))
                .body(body)
                .retrieve()
                .onStatus(status -> true, (q, r) -> {})
                .toEntity(byte[].class);
        return new Answer(response, json);
    }

    protected Answer get(String path, @Nullable String token) {
        return call(HttpMethod.GET, path, token, null);
    }

    protected Answer post(String path, String token, String body) {
        return call(HttpMethod.POST, path, token, body);
    }

    protected static List<ConsumerRecord<String, byte[]>> recordsOf(String topic, String key) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers", KafkaFixture.broker().getBrokersAsString(),
                "group.id", UUID.randomUUID().toString(),
                "auto.offset.reset", "earliest");
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(p -> new org.apache.kafka.common.TopicPartition(topic, p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p)))
                consumer.poll(Duration.ofMillis(200)).forEach(r -> {
                    if (key.equals(r.key())) found.add(r);
                });
        }
        return found;
    }

    public record Answer(ResponseEntity<byte[]> response, JsonMapper mapper) {
        public int status() {
            return response.getStatusCode().value();
        }

        public byte[] bytes() {
            byte[] body = response.getBody();
            return body == null ? new byte[0] : body;
        }

        public JsonNode json() {
            return mapper.readTree(bytes());
        }

        public String problem() {
            return json().get("type").asString().replace("urn:metro-cctv:problem:", "");
        }
    }
}
