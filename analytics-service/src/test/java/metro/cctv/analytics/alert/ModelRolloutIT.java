package metro.cctv.analytics.alert;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import metro.cctv.analytics.detection.Pictures;
import metro.cctv.analytics.model.LoadedModel;
import metro.cctv.analytics.model.ModelManifest;
import metro.cctv.analytics.model.TinyOnnx;
import metro.cctv.analytics.rollout.ServingModels;
import metro.cctv.chassis.messaging.EventJson;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.access.AccessMatrix;
import metro.cctv.contracts.access.Capability;
import metro.cctv.contracts.access.Right;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.alert.AlertRaised;
import metro.cctv.contracts.alert.Behaviour;
import metro.cctv.contracts.camera.Zone;
import metro.cctv.contracts.detection.ObjectClass;
import metro.cctv.contracts.detection.ObjectsDetected;
import metro.cctv.testkit.TokenFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Models put on trial, made active and taken back while frames flow; whose hands may do it; what is refused. */
class ModelRolloutIT extends AnalyticsFixture {
    private static final String MANAGER = TokenFixture.bearer(Role.MANAGER, "*");

    @Autowired
    ServingModels serving;

    /** The context is everybody's: whatever a test chose, the configured model looks again. */
    @AfterEach
    void backToTheConfiguredModel() throws Exception {
        for (String role : List.of("OBJECTS", "FIRE")) {
            JsonNode line = line(models(), role);
            if (!line.get("shadow").isNull()) send("DELETE", "/api/models/" + role + "/shadow", MANAGER, null);
        }
        String configured = configuredSha256();
        for (int i = 0; i < 3 && !sha256(line(models(), "OBJECTS")).equals(configured); i++) rollBack("OBJECTS");
        assertThat(sha256(line(models(), "OBJECTS"))).isEqualTo(configured);
        if (!line(models(), "FIRE").get("active").isNull()) rollBack("FIRE");
        assertThat(line(models(), "FIRE").get("active").isNull()).isTrue();
    }

    /** The dim person is seen by the model on trial only; then it becomes active, and every frame has one of the two. */
    @Test
    void aModelIsTriedComparedPromotedAndTakenBackWhileEveryFrameIsAnalysed() throws Exception {
        String camera = "IT-ROLLOUT";
        configure(camera, zone(Zone.Kind.INTRUSION, null));
        byte[] dim = Pictures.grey(TinyOnnx.WIDTH, TinyOnnx.HEIGHT, 160, 96, 32, 32, 90);
        String before = sha256(line(models(), "OBJECTS"));

        JsonNode tried = ok(send("POST", "/api/models/shadow", MANAGER, "{\"model\": \"keen\"}"));
        String keen =
                line(tried, "OBJECTS").get("shadow").get("model").get("sha256").asString();
        assertThat(keen).isNotEqualTo(before);
        Feeder feeder = new Feeder(camera, PERSON, dim);
        await().atMost(60, SECONDS).pollDelay(Duration.ZERO).until(() -> {
            feeder.feed(2);
            JsonNode comparison = line(models(), "OBJECTS").get("shadow").get("comparison");
            return comparison.get("frames").asLong() >= 2 && hasMoreInShadow(comparison);
        });
        assertThat(sha256(line(models(), "OBJECTS"))).as("on trial only").isEqualTo(before);

        assertThat(send("POST", "/api/models/OBJECTS/promote", MANAGER, "{\"sha256\": \"" + before + "\"}")
                        .statusCode())
                .as("not what the caller saw")
                .isEqualTo(409);
        ok(send("POST", "/api/models/OBJECTS/promote", MANAGER, "{\"sha256\": \"" + keen + "\"}"));
        assertThat(sha256(line(models(), "OBJECTS"))).isEqualTo(keen);
        feeder.feed(6);
        awaitSeen(camera, feeder.sequence, keen);
        rollBack("OBJECTS");
        feeder.feed(6);
        awaitSeen(camera, feeder.sequence, before);

        List<ObjectsDetected> told = detectionsOf(camera);
        assertThat(told.stream().map(ObjectsDetected::sequence).toList())
                .as("every frame, none twice")
                .containsExactlyElementsOf(
                        LongStream.range(0, feeder.sequence).boxed().toList());
        assertThat(told).allSatisfy(event -> assertThat(event.scoreThreshold()).isEqualTo(0.5));
        await().atMost(60, SECONDS)
                .untilAsserted(() -> assertThat(values(Topics.AUDIT).stream()
                                .filter(row -> row.contains("\"keen\"") || row.contains("configured"))
                                .collect(Collectors.joining("\n")))
                        .contains("model.shadow", "model.promote", "model.rollback"));
    }

    @Test
    void aFireModelIsASecondOneAndItsAlertCarriesItsName() throws Exception {
        String camera = "IT-FIRE";
        configure(camera, zone(Zone.Kind.FIRE, null));
        ok(send("POST", "/api/models/shadow", MANAGER, "{\"model\": \"flames\"}"));
        String flames =
                line(models(), "FIRE").get("shadow").get("model").get("sha256").asString();
        JsonNode promoted = ok(send("POST", "/api/models/FIRE/promote", MANAGER, "{\"sha256\": \"" + flames + "\"}"));
        assertThat(promoted.get("active").get("sha256").asString())
                .as("objects go on")
                .isNotEqualTo(flames);
        assertThat(promoted.get("active")
                        .get("behaviours")
                        .valueStream()
                        .filter(seen -> seen.get("kind").asString().equals("FIRE"))
                        .allMatch(seen -> seen.get("available").asBoolean()))
                .isTrue();

        Instant start = Instant.now();
        for (int i = 0; i <= 25; i++) frame(camera, i, start.plusMillis(200L * i), PERSON);

        AlertRaised alert = await().atMost(30, SECONDS)
                .until(() -> alertsOf(camera), all -> !all.isEmpty())
                .getFirst();
        assertThat(alert.behaviour()).isEqualTo(Behaviour.FIRE);
        assertThat(alert.modelName()).isEqualTo("flames");
        assertThat(alert.modelSha256()).isEqualTo(flames);
        assertThat(alert.thresholds()).containsEntry("modelScore", 0.5).containsKey("heldSeconds");
        assertThat(detectionsOf(camera))
                .as("each track says which model found it")
                .isNotEmpty()
                .allSatisfy(event -> {
                    assertThat(event.modelSha256()).isEqualTo(configuredSha256());
                    assertThat(event.fireModel()).isEqualTo(new ObjectsDetected.FireModel(flames, 0.5));
                    assertThat(event.objects()).allMatch(o -> o.foundByFireModel() == (o.label() == ObjectClass.FIRE));
                });
    }

    /** It gives numbers for the black picture of its trial and none for a street: its frames are parked, and the page tells it. */
    @Test
    void framesOfANetworkThatGivesNoNumbersAreParkedAndShown() throws Exception {
        String camera = "IT-OVERFLOW";
        configure(camera, zone(Zone.Kind.INTRUSION, null));
        promote("overflowing");
        long before = rejected("MODEL_OUTPUT");
        Feeder feeder = new Feeder(camera, PERSON);
        feeder.feed(3);

        await().atMost(60, SECONDS).untilAsserted(() -> {
            assertThat(records(Topics.FRAME + Topics.DEAD_LETTER_SUFFIX).stream()
                            .filter(r -> camera.equals(r.key()))
                            .map(r -> new String(
                                    r.headers().lastHeader("dlt-reason").value(), StandardCharsets.UTF_8)))
                    .containsExactly("MODEL_OUTPUT", "MODEL_OUTPUT", "MODEL_OUTPUT");
            assertThat(rejected("MODEL_OUTPUT")).isEqualTo(before + 3);
        });
        assertThat(detectionsOf(camera)).isEmpty();

        rollBack("OBJECTS");
        feeder.feed(3);
        awaitSeen(camera, feeder.sequence, configuredSha256());
    }

    /** Another instance's choice, as it stands in the table. */
    @Test
    void whatAnotherInstancePromotesIsNotLoadedAnewWhereItIsWarm() throws Exception {
        ok(send("POST", "/api/models/shadow", MANAGER, "{\"model\": \"keen\"}"));
        LoadedModel warm = Objects.requireNonNull(serving.now().shadows().get(ModelManifest.Role.OBJECTS))
                .model();

        jdbc.sql("""
                        update model_choice set active_model = shadow_model, active_sha256 = shadow_sha256, shadow_model = null,
                          shadow_sha256 = null, has_previous = true, previous_model = null, previous_sha256 = null,
                          version = version + 1
                        where role = 'OBJECTS'
                        """).update();

        await().atMost(60, SECONDS)
                .untilAsserted(() -> assertThat(serving.now().objects() == warm).isTrue());
        assertThat(warm.isFreed()).isFalse();
        assertThat(line(models(), "OBJECTS").get("shadow").isNull()).isTrue();
    }

    @Test
    void aChoiceThatCouldNotBeFollowedIsTriedAgain() throws Exception {
        String keen = promote("keen");
        rollBack("OBJECTS");
        Path file = MODELS.resolve("keen/model.onnx");
        Path away = MODELS.resolve("keen.away");
        Files.move(file, away);
        try {
            jdbc.sql("""
                            update model_choice set active_model = 'keen', active_sha256 = ?, has_previous = true,
                              previous_model = null, previous_sha256 = null, version = version + 1
                            where role = 'OBJECTS'
                            """).param(keen).update();
            await().atMost(60, SECONDS)
                    .until(() -> models().get("refusals")
                            .valueStream()
                            .anyMatch(
                                    refusal -> refusal.get("reason").asString().contains("no model file")));
            assertThat(sha256(line(models(), "OBJECTS"))).isEqualTo(configuredSha256());
        } finally {
            Files.move(away, file);
        }

        clock.ahead = Duration.ofMinutes(1);

        await().atMost(60, SECONDS)
                .untilAsserted(
                        () -> assertThat(sha256(line(models(), "OBJECTS"))).isEqualTo(keen));
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource({
        "swapped, 422, SHA-256",
        "foreign, 422, com.example",
        "plates, 422, never run on live pictures",
        "notes, 404, No such model",
        "nothing, 404, No such model"
    })
    void whatCannotBeUsedIsRefusedPreciselyAndChangesNothing(String model, int status, String because)
            throws Exception {
        JsonNode before = line(models(), "OBJECTS").get("active");

        HttpResponse<String> answer = send("POST", "/api/models/shadow", MANAGER, "{\"model\": \"" + model + "\"}");

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(because).doesNotContain(MODELS.toString());
        JsonNode after = models();
        assertThat(line(after, "OBJECTS").get("active")).isEqualTo(before);
        assertThat(line(after, "OBJECTS").get("shadow").isNull()).isTrue();
        if (status == 422)
            assertThat(after.get("refusals")
                            .valueStream()
                            .anyMatch(refusal -> refusal.get("model").asString().equals(model)))
                    .isTrue();
    }

    @Test
    void theCatalogueSaysWhatIsThereAndWhatIsWrongWithIt() throws Exception {
        JsonNode available = models().get("available");

        assertThat(available.valueStream().map(model -> model.get("model").asString()))
                .containsExactly("flames", "foreign", "keen", "overflowing", "plates", "swapped", "tiny");
        assertThat(refusal(available, "keen")).isEmpty();
        assertThat(refusal(available, "swapped")).contains("SHA-256").doesNotContain(MODELS.toString());
        assertThat(refusal(available, "foreign")).contains("com.example");
    }

    /** Swapped on the disk after it was chosen: it is not taken, and what looks goes on looking. */
    @Test
    void aModelChangedOnTheDiskIsNotTaken() throws Exception {
        promote("keen");
        rollBack("OBJECTS");
        Path file = MODELS.resolve("keen/model.onnx");
        byte[] whole = Files.readAllBytes(file);
        byte[] changed = whole.clone();
        changed[changed.length / 2] ^= 1;
        try {
            Files.write(file, changed);
            HttpResponse<String> answer = send(
                    "POST", "/api/models/OBJECTS/rollback", MANAGER, "{\"sha256\": \"" + configuredSha256() + "\"}");
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.body()).contains("model-refused", "SHA-256");
            assertThat(sha256(line(models(), "OBJECTS"))).isEqualTo(configuredSha256());
        } finally {
            Files.write(file, whole);
        }
    }

    /** By the matrix; and whoever may, may only for the whole city, for the model looks at every district. */
    @ParameterizedTest
    @EnumSource
    void onlyWhoHasTheRightToRulesOfTheWholeCityChangesModels(Role role) throws Exception {
        boolean may = AccessMatrix.right(role, Capability.RULES) == Right.YES;
        String city = TokenFixture.bearer(role, "*");
        for (List<@Nullable String> door : doors()) {
            HttpResponse<String> answer = send(door.get(0), door.get(1), city, door.get(2));
            assertThat(answer.statusCode()).as(door.get(1)).isIn(may ? List.of(404, 409, 422) : List.of(403));
            assertThat(send(door.get(0), door.get(1), TokenFixture.bearer(role, DISTRICT), door.get(2))
                            .statusCode())
                    .isEqualTo(403);
        }
        assertThat(ok(send("GET", "/api/models", city, null)).get("available").isEmpty())
                .isEqualTo(AccessMatrix.right(role, Capability.RULES) == Right.NO);
    }

    /** By the matrix, as the list of models at hand. */
    @ParameterizedTest
    @EnumSource
    void whoHasToDoWithRulesReadsTheLastEvaluation(Role role) throws Exception {
        boolean may = AccessMatrix.right(role, Capability.RULES) != Right.NO;
        String token = TokenFixture.bearer(role, DISTRICT);
        Files.deleteIfExists(REPORT);
        HttpResponse<String> none = send("GET", "/api/models/evaluation", token, null);
        assertThat(none.statusCode()).isEqualTo(may ? 404 : 403);
        assertThat(ok(send("GET", "/api/models", token, null))
                        .get("evaluatedAt")
                        .isNull())
                .isTrue();

        Files.writeString(REPORT, "<!doctype html><p>정확도</p>");
        HttpResponse<String> report = send("GET", "/api/models/evaluation", token, null);
        assertThat(report.statusCode()).isEqualTo(may ? 200 : 403);
        assertThat(ok(send("GET", "/api/models", token, null))
                        .get("evaluatedAt")
                        .isNull())
                .isEqualTo(!may);
        if (!may) return;
        assertThat(report.body()).contains("정확도");
        assertThat(report.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(report.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("sandbox; default-src 'none'");
    }

    @Test
    void nobodyWithoutAToken() throws Exception {
        assertThat(send("GET", "/api/models/evaluation", null, null).statusCode())
                .isEqualTo(401);
        for (List<@Nullable String> door : doors())
            assertThat(send(door.get(0), door.get(1), null, door.get(2)).statusCode())
                    .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "POST;/api/models/shadow;{\"model\": \"../tiny\"};422",
                "POST;/api/models/shadow;{};422",
                "POST;/api/models/OBJECTS/promote;{};422",
                "POST;/api/models/OBJECTS/promote;{\"sha256\": \"x\"};422",
                "POST;/api/models/FACE/promote;{\"sha256\": \"0000000000000000000000000000000000000000000000000000000000000000\"};404",
                "POST;/api/models/shadow;[;400"
            })
    void whatIsWronglyAskedIsRefused(String method, String path, String body, int status) throws Exception {
        assertThat(send(method, path, MANAGER, body).statusCode()).isEqualTo(status);
    }

    private static List<List<@Nullable String>> doors() {
        String none = "{\"sha256\": \"" + "0".repeat(64) + "\"}";
        return List.of(
                List.of("POST", "/api/models/shadow", "{\"model\": \"nothing\"}"),
                java.util.Arrays.asList("DELETE", "/api/models/OBJECTS/shadow", null),
                List.of("POST", "/api/models/OBJECTS/promote", none),
                List.of("POST", "/api/models/OBJECTS/rollback", none));
    }

    /**
     * A camera whose frames go on, one of each picture in turn. Its clock is ahead of ours, so that no frame is ever late, however
     * busy the machine.
     */
    private final class Feeder {
        private final String camera;
        private final List<byte[]> pictures;
        private Instant last = Instant.EPOCH;
        private long sequence;

        Feeder(String camera, byte[]... pictures) {
            this.camera = camera;
            this.pictures = List.of(pictures);
        }

        void feed(int count) throws Exception {
            for (int i = 0; i < count; i++, sequence++) {
                Instant ahead = Instant.now().plusSeconds(30);
                last = ahead.isAfter(last) ? ahead : last.plusMillis(1);
                frame(camera, sequence, last, pictures.get((int) (sequence % pictures.size())));
            }
        }
    }

    private void awaitSeen(String camera, long frames, String sha256) {
        await().atMost(30, SECONDS)
                .until(() -> detectionsOf(camera).stream()
                        .anyMatch(event -> event.sequence() == frames - 1
                                && event.modelSha256().equals(sha256)));
    }

    private static boolean hasMoreInShadow(JsonNode comparison) {
        return comparison
                .get("classes")
                .valueStream()
                .anyMatch(of -> of.get("shadow").asLong() > of.get("active").asLong());
    }

    /** @return its hash */
    private String promote(String model) throws Exception {
        JsonNode tried = ok(send("POST", "/api/models/shadow", MANAGER, "{\"model\": \"" + model + "\"}"));
        String sha256 =
                line(tried, "OBJECTS").get("shadow").get("model").get("sha256").asString();
        ok(send("POST", "/api/models/OBJECTS/promote", MANAGER, "{\"sha256\": \"" + sha256 + "\"}"));
        return sha256;
    }

    private long rejected(String reason) throws Exception {
        return models().get("rejectedFrames")
                .valueStream()
                .filter(one -> one.get("reason").asString().equals(reason))
                .mapToLong(one -> one.get("count").asLong())
                .sum();
    }

    private void rollBack(String role) throws Exception {
        JsonNode active = line(models(), role).get("active");
        String body = active.isNull()
                ? "{}"
                : "{\"sha256\": \"" + active.get("sha256").asString() + "\"}";
        ok(send("POST", "/api/models/" + role + "/rollback", MANAGER, body));
    }

    private JsonNode models() throws Exception {
        return ok(send("GET", "/api/models", MANAGER, null));
    }

    private static JsonNode line(JsonNode models, String role) {
        return models.get("roles")
                .valueStream()
                .filter(line -> line.get("role").asString().equals(role))
                .findFirst()
                .orElseThrow();
    }

    private static String sha256(JsonNode line) {
        return line.get("active").get("sha256").asString();
    }

    private static String refusal(JsonNode available, String model) {
        JsonNode refusal = available
                .valueStream()
                .filter(one -> one.get("model").asString().equals(model))
                .findFirst()
                .orElseThrow()
                .get("refusal");
        return refusal.isNull() ? "" : refusal.asString();
    }

    private static String configuredSha256() {
        return TinyOnnx.sha256(configuredModel().bytes());
    }

    private static JsonNode ok(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return EventJson.MAPPER.readTree(answer.body());
    }

    private HttpResponse<String> send(String method, String path, @Nullable String bearer, @Nullable String body)
            throws Exception {
        HttpRequest asked = request(path, bearer);
        HttpRequest.Builder request = HttpRequest.newBuilder(asked, (name, value) -> true)
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        if (body != null) request.header("Content-Type", "application/json");
        return http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    }
}
