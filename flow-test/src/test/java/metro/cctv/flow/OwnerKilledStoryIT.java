package metro.cctv.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import metro.cctv.contracts.lease.IngestLease;
import metro.cctv.simulator.SimulatedCameras;
import metro.cctv.simulator.video.TestPattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Two ingests share the district, and the one that pulls a camera is killed: who watches it gets its pictures again from the other
 * one, at the same door and without anybody's help (ADR 0026, ADR 0054).
 */
class OwnerKilledStoryIT {
    private static final LocalRun RUN = LocalRun.started();
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** Of our own: it counts who pulls it. */
    private static final SimulatedCameras CAMERAS = SimulatedCameras.builder().stream(
                    "LEASED", "main", TestPattern.loop(320, 240, 10, 1))
            .start();

    private static String camera;

    @BeforeAll
    static void twoIngests() {
        RUN.up("--ingest", "2", "--camera", CAMERAS.url("LEASED", "main"));
        RUN.forgetTokens();
        camera = Story.cameraNamed(RUN, "/LEASED/main");
        Story.awaitLiveCameras(RUN, 9);
    }

    @AfterAll
    static void oneAgain() {
        Story.ask(RUN, "DELETE", "/api/cameras/" + camera, "manager", 204, null);
        RUN.up("--ingest", "1");
        CAMERAS.close();
        RUN.forgetTokens();
        Story.awaitLiveCameras(RUN, 8);
    }

    @Test
    void theOtherIngestShowsTheCameraOfAKilledOneAndTheGapIsTold() {
        Instant from = Instant.now();
        await("recorded").atMost(PATIENCE).until(() -> !segments(from).isEmpty());
        await("pictures").atMost(PATIENCE).until(OwnerKilledStoryIT::showsPictures);
        String owner = owner();
        Instant killed;
        try (Watcher watcher = await().atMost(PATIENCE)
                .until(OwnerKilledStoryIT::dial, Optional::isPresent)
                .orElseThrow()) {
            await("pictures of " + owner).atMost(PATIENCE).until(() -> watcher.bytes() > 0);
            killed = Instant.now();
            RUN.kill(owner);
            await("the viewer knows").atMost(PATIENCE).until(() -> watcher.closeCode() != 0);
        }
        await("pictures again").atMost(PATIENCE).until(OwnerKilledStoryIT::showsPictures);
        System.out.println(
                "pictures at the gateway after the owner's death: " + Duration.between(killed, Instant.now()));
        assertThat(owner()).isNotEqualTo(owner);

        await("recorded by the other one").atMost(PATIENCE).until(() -> recordedAfter(killed));
        assertThat(Story.gaps(RUN, camera, from, Instant.now())).singleElement().satisfies(gap -> {
            assertThat(at(gap, "from")).isBefore(killed.plusSeconds(1));
            assertThat(at(gap, "to")).isAfter(killed);
            assertThat(gap.get("cause").asString()).isEqualTo("RECORDER");
        });

        Instant back = Instant.now();
        RUN.up();
        await("recorded while both are there").atMost(PATIENCE).until(() -> recordedAfter(back.plusSeconds(20)));
        for (JsonNode gap : Story.gaps(RUN, camera, from, Instant.now()))
            assertThat(segments(from)).as("recorded in " + gap).noneMatch(segment -> isWithin(segment, gap));
        assertThat(CAMERAS.mostViewersOfAStream()).as("pulls at once").isEqualTo(1);
    }

    private static boolean showsPictures() {
        Optional<Watcher> dialled = dial();
        if (dialled.isEmpty()) return false;
        try (Watcher watcher = dialled.get()) {
            await().atMost(PATIENCE).until(() -> watcher.bytes() > 0 || watcher.closeCode() != 0);
            return watcher.bytes() > 0;
        }
    }

    /** Empty: told to come again. Any other refusal is a fault. */
    private static Optional<Watcher> dial() {
        try {
            return Optional.of(Watcher.open(
                    RUN.address("/api/live/" + camera + "/ws?stream=main"), Optional.of(RUN.token("operator"))));
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused
                    && refused.getResponse().statusCode() == 503) return Optional.empty();
            throw e;
        }
    }

    /** The part that the last lease of the camera's slot names. */
    private static String owner() {
        var slot = new TopicPartition(IngestLease.TOPIC, IngestLease.slotOf(camera));
        String address = "";
        try (var leases = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", RUN.environment("CCTV_KAFKA")),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            leases.assign(List.of(slot));
            leases.seekToBeginning(List.of(slot));
            long end = leases.endOffsets(List.of(slot)).get(slot);
            while (leases.position(slot) < end)
                for (ConsumerRecord<String, byte[]> lease : leases.poll(Duration.ofSeconds(1)))
                    address = new String(
                            lease.headers().lastHeader(IngestLease.ADDRESS).value(), StandardCharsets.UTF_8);
        }
        assertThat(address).isNotEmpty();
        return address.endsWith(":" + RUN.environment("CCTV_INGEST_PORT")) ? "ingest" : "ingest2";
    }

    /** @param moment that may be still to come */
    private static boolean recordedAfter(Instant moment) {
        if (Instant.now().isBefore(moment)) return false;
        return segments(moment).stream()
                .anyMatch(segment -> at(segment, "startedAt").isAfter(moment));
    }

    private static List<JsonNode> segments(Instant from) {
        return Story.timeline(RUN, camera, from, Instant.now().plusSeconds(1))
                .get("segments")
                .valueStream()
                .toList();
    }

    private static boolean isWithin(JsonNode segment, JsonNode gap) {
        return !at(segment, "startedAt").isBefore(at(gap, "from"))
                && !at(segment, "endedAt").isAfter(at(gap, "to"));
    }

    private static Instant at(JsonNode node, String field) {
        return Instant.parse(node.get(field).asString());
    }
}
