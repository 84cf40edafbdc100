package metro.cctv.registry.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.access.RegistryDoors;
import metro.cctv.contracts.access.RegistryDoors.Door;
import metro.cctv.contracts.access.Role;
import metro.cctv.registry.RegistryTest;
import metro.cctv.registry.secret.CameraSecrets.FirstKey;
import metro.cctv.registry.secret.KeyService.Mood;
import metro.cctv.testkit.KafkaFixture;
import metro.cctv.testkit.TokenFixture;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.client.RestClient;

/**
 * A password that sings. It goes in by every door, rightly and wrongly, with the database and the key service failing; then
 * logs, topics, answers, exceptions and the whole database are searched for it. Attack 55 of the list.
 */
@ExtendWith(OutputCaptureExtension.class)
class SecretLeakIT extends RegistryTest {
    private static final String CANARY = "canary-" + UUID.randomUUID();
    private static final List<String> TOLD =
            List.of("metro.cctv", "org.springframework.jdbc", "org.springframework.transaction");

    @Autowired
    JdbcClient jdbc;

    @Autowired
    JdbcTemplate template;

    @Autowired
    SecretStore store;

    private final List<String> answers = new ArrayList<>();

    @BeforeEach
    void tellEverything() {
        TOLD.forEach(logger -> level(logger, LogLevel.TRACE));
    }

    @AfterEach
    void tellTheUsual() {
        TOLD.forEach(logger -> level(logger, null));
    }

    @Test
    void noDoorLetsItOut(CapturedOutput log) {
        String code = registered();
        assertThat(ask("PUT", "/api/cameras/" + code + "/credentials", MANAGER, login())
                        .status())
                .isEqualTo(204);
        assertThat(secret(code)).isEqualTo(CANARY);

        for (Door door : RegistryDoors.all()) {
            boolean ends = door.method().equals("DELETE") || door.path().endsWith("/credentials");
            String camera = ends ? withSecret() : code;
            String path = door.path().replace("{cameraId}", camera).replaceAll("\\{[^}]*}", "1");
            for (String token : List.of(TokenFixture.bearer(Role.LEAD, "*"), MANAGER, SERVICE)) {
                if (door.path().equals("/internal/cameras/{cameraId}/credentials") && token.equals(SERVICE)) continue;
                for (String body : bodies(door, token)) ask(door.method(), path, token, body);
            }
        }
        ask("GET", "/api/cameras/" + code + "?password=" + CANARY, null, "");

        await().until(() -> recordsOf(Topics.CAMERA, code).size() >= 2);
        nothingOfIt(log);
    }

    @Test
    void aFailingDatabaseDoesNotTell(CapturedOutput log) {
        String code = registered();
        jdbc.sql("alter table camera_secret rename to camera_secret_away").update();
        try {
            assertThat(ask("PUT", "/api/cameras/" + code + "/credentials", MANAGER, login())
                            .status())
                    .isEqualTo(500);
            assertThat(ask("PATCH", "/api/cameras/" + code, MANAGER, "{\"credentials\": " + login() + "}")
                            .status())
                    .isEqualTo(500);
            assertThat(ask("GET", "/internal/cameras/" + code + "/credentials", SERVICE, "")
                            .status())
                    .isEqualTo(500);
        } finally {
            jdbc.sql("alter table camera_secret_away rename to camera_secret").update();
        }
        jdbc.sql("alter table camera_secret add constraint never check (camera_code <> '" + code + "')")
                .update();
        try {
            assertThat(ask("PUT", "/api/cameras/" + code + "/credentials", MANAGER, login())
                            .status())
                    .isEqualTo(500);
        } finally {
            jdbc.sql("alter table camera_secret drop constraint never").update();
        }
        assertThat(log.getAll()).contains("camera_secret");
        nothingOfIt(log);
    }

    @Test
    void aFailingKeyServiceDoesNotTell(CapturedOutput log) throws Exception {
        try (var service = new KeyService()) {
            var token = MasterKeyFiles.write(
                    KEYS.resolve("token"), KeyService.TOKEN.getBytes(StandardCharsets.US_ASCII), "rw-------");
            var keys = new TransitKeys(
                    new SecretProperties.Kms(
                            service.url(),
                            "transit",
                            "camera-credentials",
                            token.toString(),
                            Duration.ofMillis(300),
                            ""),
                    null,
                    json);
            var lone = new SecretStore(jdbc, template) {
                @Override
                java.util.Optional<WrappedKey> fingerprintKey() {
                    return java.util.Optional.empty();
                }

                @Override
                WrappedKey keepFingerprintKey(WrappedKey fresh) {
                    return fresh;
                }
            };
            var secrets = new CameraSecrets(
                    lone,
                    new CredentialVault(keys),
                    new FingerprintKey(lone, keys),
                    new FirstKey(null),
                    json,
                    Clock.systemUTC());
            String code = registered();
            secrets.keep(secrets.seal(code, new Credentials("viewer", CANARY)));
            assertThat(secrets.find(code).orElseThrow().password()).isEqualTo(CANARY);
            for (Mood mood : Mood.values()) {
                if (mood == Mood.WELL) continue;
                service.mood = mood;
                told(catchThrowable(() -> secrets.find(code)));
                if (mood != Mood.WRONG_KEY_LENGTH)
                    told(catchThrowable(() -> secrets.seal(code, new Credentials("viewer", CANARY))));
            }
            secrets.forget(code);
        }
        nothingOfIt(log);
    }

    private void told(Throwable refused) {
        assertThat(refused).isNotNull();
        var text = new StringWriter();
        refused.printStackTrace(new PrintWriter(text));
        answers.add(text.toString());
    }

    /** As somebody would send it, and as somebody would send it by mistake. */
    private static List<String> bodies(Door door, String token) {
        if (door.method().equals("GET")) return List.of("");
        if (!token.equals(MANAGER)) return List.of(login());
        return List.of(
                login(),
                "{\"credentials\": " + login() + "}",
                "{\"credentials\": {\"username\": \"v\", \"password\": \"" + CANARY + "\", \"role\": \"x\"}}",
                "{\"credentials\": {\"username\": \"v\", \"password\": \"" + CANARY.repeat(9) + "\"}}",
                "{\"credentials\": {\"username\": \"\", \"password\": \"" + CANARY + "\"}}",
                "{\"credentials\": {\"username\": \"v\", \"password\": [\"" + CANARY + "\"]}}",
                "{\"address\": \"rtsp://127.0.0.1:1/x\", \"credentials\": " + login() + "}",
                "{\"credentials\": {\"password\": \"" + CANARY,
                "[" + login() + "]",
                CANARY);
    }

    private static String login() {
        return "{\"username\": \"viewer\", \"password\": \"" + CANARY + "\"}";
    }

    private String registered() {
        String code = freshCode();
        post("/api/cameras", MANAGER, camera(code, "DJ-SEO", 127.3849, 36.3504));
        return code;
    }

    private String withSecret() {
        String code = registered();
        ask("PUT", "/api/cameras/" + code + "/credentials", MANAGER, login());
        return code;
    }

    private String secret(String code) {
        return get("/internal/cameras/" + code + "/credentials", SERVICE)
                .json()
                .get("password")
                .asString();
    }

    private Answer ask(String method, String path, @Nullable String token, String body) {
        var request = RestClient.builder()
                .requestFactory(new JdkClientHttpRequestFactory())
                .build()
                .method(HttpMethod.valueOf(method))
                .uri(URI.create(url(path)));
        if (token != null) request.header("Authorization", token);
        if (!body.isEmpty()) request.header("Content-Type", "application/json").body(body);
        var response = request.retrieve().onStatus(status -> true, (q, r) -> {}).toEntity(byte[].class);
        var answer = new Answer(response, json);
        answers.add(response.getHeaders() + new String(answer.bytes(), StandardCharsets.UTF_8));
        return answer;
    }

    private void nothingOfIt(CapturedOutput log) {
        assertThat(answers).isNotEmpty().noneMatch(SecretLeakIT::sings);
        assertThat(log.getAll()).isNotEmpty().doesNotContain(CANARY, KeyService.TOKEN);
        assertThat(topics()).isNotEmpty().noneMatch(SecretLeakIT::sings);
        List<String> tables = jdbc.sql("select tablename from pg_tables where schemaname = 'registry'")
                .query(String.class)
                .list();
        assertThat(tables).contains("camera_secret", "camera_history", "outbox");
        String hex = HexFormat.of().formatHex(CANARY.getBytes(StandardCharsets.UTF_8));
        for (String table : tables)
            assertThat(jdbc.sql("select count(*) from registry." + table + " t where t::text like ? or t::text like ?")
                            .params("%" + CANARY + "%", "%" + hex + "%")
                            .query(Integer.class)
                            .single())
                    .as(table)
                    .isZero();
    }

    private static boolean sings(String text) {
        return text.contains(CANARY);
    }

    /** Every record of every topic: key, value, headers. */
    private static List<String> topics() {
        Map<String, Object> config =
                Map.of("bootstrap.servers", KafkaFixture.broker().getBrokersAsString());
        List<String> found = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.listTopics().values().stream()
                    .flatMap(List::stream)
                    .filter(p -> p.topic().startsWith("cctv."))
                    .map(p -> new TopicPartition(p.topic(), p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p)))
                consumer.poll(Duration.ofMillis(200))
                        .forEach(r -> found.add(text(r.key()) + text(r.value()) + r.headers()));
        }
        return found;
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    private static void level(String logger, @Nullable LogLevel level) {
        LoggingSystem.get(SecretLeakIT.class.getClassLoader()).setLogLevel(logger, level);
    }
}
