package metro.cctv.analytics.alert;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import metro.cctv.chassis.messaging.EventJson;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.alert.AlertRaised;
import metro.cctv.contracts.alert.Behaviour;
import metro.cctv.contracts.camera.Zone;
import metro.cctv.contracts.detection.ObjectsDetected;
import metro.cctv.contracts.incident.GrantChanged;
import metro.cctv.testkit.TestData;
import metro.cctv.testkit.TokenFixture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Frames in, alerts and evidence out: on real Kafka, real PostgreSQL and a real, tiny network. */
class AnalyticsIT extends AnalyticsFixture {
    @Autowired
    MeterRegistry metrics;

    @Test
    void aLoitererIsOneAlertWithEvidenceHoweverOftenItsFramesAreReplayed() throws Exception {
        String camera = "IT-LOITER";
        configure(camera, zone(Zone.Kind.LOITERING, null));
        Instant start = Instant.now();
        for (int i = 0; i <= 60; i++) frame(camera, i, start.plusMillis(200L * i), PERSON);

        AlertRaised alert = await().atMost(60, SECONDS)
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
        await().atMost(60, SECONDS).until(() -> detectionsOf(camera).stream().anyMatch(d -> d.sequence() == 120));
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
        await().atMost(60, SECONDS).until(() -> get(path, police).statusCode() == 200);
        grant(grant, camera, GrantChanged.State.REVOKED);
        await().atMost(60, SECONDS).until(() -> get(path, police).statusCode() == 404);

        await().atMost(60, SECONDS)
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

        await().atMost(60, SECONDS).until(() -> !alertsOf(camera).isEmpty());
        await().atMost(60, SECONDS)
                .untilAsserted(() -> assertThat(records(Topics.FRAME + Topics.DEAD_LETTER_SUFFIX).stream()
                                .filter(r -> camera.equals(r.key()))
                                .map(r -> new String(
                                        r.headers().lastHeader("dlt-reason").value(), StandardCharsets.UTF_8)))
                        .containsExactly("BROKEN_PICTURE", "HEADERS", "TOO_LARGE", "FROM_THE_FUTURE"));
    }

    /** Frames of all of them wait at the same moment, so that they go into the network together. */
    @Test
    void aPoisonedFrameAmongThoseOfManyCamerasHarmsNoOther() throws Exception {
        List<String> cameras =
                IntStream.range(0, 6).mapToObj(i -> "IT-TOGETHER-" + i).toList();
        for (String camera : cameras) configure(camera, zone(Zone.Kind.INTRUSION, null));
        String poisoned = cameras.get(3);
        byte[] broken = "no picture".getBytes(StandardCharsets.UTF_8);
        workers.stop();
        try {
            Instant start = Instant.now().plusSeconds(45); // nothing is late and shed, however slow the machine
            for (int i = 0; i < 10; i++)
                for (String camera : cameras)
                    frame(camera, i, start.plusMillis(200L * i), camera.equals(poisoned) && i == 5 ? broken : PERSON);
        } finally {
            workers.start();
        }

        for (String camera : cameras) {
            await().atMost(60, SECONDS)
                    .until(() -> detectionsOf(camera).stream().anyMatch(d -> d.sequence() == 9));
            awaitCommitted(camera);
            await().atMost(60, SECONDS).until(() -> !alertsOf(camera).isEmpty());
            assertThat(alertsOf(camera)).hasSize(1);
            assertThat(detectionsOf(camera))
                    .extracting(ObjectsDetected::sequence)
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
        assertThat(records(Topics.FRAME + Topics.DEAD_LETTER_SUFFIX).stream()
                        .map(ConsumerRecord::key)
                        .filter(cameras::contains))
                .containsExactly(poisoned);
        var sequence = new AtomicLong(10);
        Instant later = Instant.now().plusSeconds(50);
        await().atMost(60, SECONDS).until(() -> {
            DistributionSummary runs = metrics.get("cctv.analytics.run.frames").summary();
            if (runs.totalAmount() > runs.count()) return true;
            long next = sequence.getAndIncrement();
            for (String camera : cameras) frame(camera, next, later.plusMillis(10 * next), NOBODY);
            return false;
        });
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
            await().atMost(60, SECONDS)
                    .until(() -> detectionsOf(camera).stream().anyMatch(d -> d.sequence() == 9));
            assertThat(alertsOf(camera)).isEmpty();
        } finally {
            admin("alter database " + name + " with allow_connections true");
        }

        await().atMost(60, SECONDS).until(() -> !alertsOf(camera).isEmpty());
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
}
