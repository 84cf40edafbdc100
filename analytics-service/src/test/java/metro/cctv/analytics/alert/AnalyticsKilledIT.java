package metro.cctv.analytics.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import metro.cctv.analytics.AnalyticsApplication;
import metro.cctv.contracts.alert.AlertRaised;
import metro.cctv.contracts.camera.Zone;
import metro.cctv.testkit.TestJvm;
import org.apache.kafka.clients.admin.AdminClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Analytics as a process of its own, killed (SIGKILL) while frames come; who takes over is this JVM's workers. Each alert comes once:
 * the one that was told before, the one whose ten seconds the death cuts in two, and the one of what happens afterwards. Nothing
 * here asks at which frame it died.
 */
class AnalyticsKilledIT extends AnalyticsFixture {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int STEP_MS = 200;
    private static final String TOLD = "IT-KILL-TOLD";
    private static final String CUT = "IT-KILL-CUT";
    private static final String AFTERWARDS = "IT-KILL-AFTERWARDS";

    @TempDir
    Path folder;

    @Test
    void aKilledWorkerLosesNoAlertAndDoublesNone() throws Exception {
        configure(TOLD, zone(Zone.Kind.INTRUSION, null));
        configure(CUT, zone(Zone.Kind.LOITERING, null));
        configure(AFTERWARDS, zone(Zone.Kind.INTRUSION, null));
        workers.stop();
        Instant killed;
        Instant start;
        Process worker = start();
        try {
            await().atMost(PATIENCE).until(() -> diedOf(worker) || hasPartitions());
            start = Instant.now().plusSeconds(20);
            frames(start, 0, 30, TOLD, CUT);
            await().atMost(PATIENCE)
                    .until(() -> diedOf(worker)
                            || !alertsOf(TOLD).isEmpty() && !detectionsOf(CUT).isEmpty());
            // More are on their way when it dies, and none of the ten seconds is over.
            frames(start, 30, 40, TOLD, CUT);
            killed = Instant.now();
        } finally {
            worker.destroyForcibly().waitFor();
            workers.start();
        }
        frames(start, 40, 60, TOLD, CUT, AFTERWARDS);

        await().atMost(PATIENCE)
                .until(() -> !alertsOf(CUT).isEmpty() && !alertsOf(AFTERWARDS).isEmpty());
        for (String camera : List.of(TOLD, CUT, AFTERWARDS)) {
            awaitCommitted(camera);
            assertThat(ids(camera)).as(camera).hasSize(1);
            assertThat(rows("select count(*) from alert where camera_id = '" + camera + "'"))
                    .as(camera)
                    .isEqualTo(1);
        }
        assertThat(alertsOf(CUT).getFirst().startedAt())
                .as("his stay began in the first life")
                .isBefore(at(start, 30));
        assertThat(detectionsOf(CUT))
                .as("both lives saw him")
                .anyMatch(seen -> seen.analysedAt().isBefore(killed))
                .anyMatch(seen -> seen.analysedAt().isAfter(killed));
    }

    /** The topic may bring a message twice; who reads it knows it by its id. */
    private java.util.Set<?> ids(String camera) {
        return alertsOf(camera).stream().map(AlertRaised::alertId).collect(Collectors.toSet());
    }

    private void frames(Instant start, int from, int to, String... cameras) throws Exception {
        for (int i = from; i < to; i++) for (String camera : cameras) frame(camera, i, at(start, i), PERSON);
    }

    private static Instant at(Instant start, int frame) {
        return start.plusMillis((long) STEP_MS * frame);
    }

    private boolean diedOf(Process worker) throws IOException {
        assertThat(worker.isAlive()).as(() -> said()).isTrue();
        return false;
    }

    private String said() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** This JVM's workers have left the group: whoever is in it is the other process. */
    private boolean hasPartitions() throws Exception {
        try (AdminClient admin =
                AdminClient.create(Map.of("bootstrap.servers", String.join(",", brokers.getBootstrapServers())))) {
            return admin
                    .describeConsumerGroups(List.of("analytics-frame"))
                    .describedGroups()
                    .get("analytics-frame")
                    .get()
                    .members()
                    .stream()
                    .anyMatch(member -> !member.assignment().topicPartitions().isEmpty());
        }
    }

    private Process start() throws IOException {
        var arguments = List.of(
                "--server.port=0",
                "--management.server.port=0",
                "--spring.datasource.url=" + database.getJdbcUrl(),
                "--spring.datasource.username=" + database.getUsername(),
                "--spring.datasource.password=" + database.getPassword(),
                "--spring.kafka.bootstrap-servers=" + String.join(",", brokers.getBootstrapServers()),
                "--spring.kafka.consumer.properties.session.timeout.ms=6000",
                "--cctv.door.jwk-set-uri=http://127.0.0.1:1/unused",
                "--cctv.analytics.model-manifest=" + MODELS.resolve("tiny/manifest.json"),
                "--cctv.analytics.workers=2",
                "--cctv.analytics.batch.pictures=4",
                "--cctv.analytics.batch.longest-wait=5ms");
        return TestJvm.of(256, AnalyticsApplication.class, arguments)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }
}
