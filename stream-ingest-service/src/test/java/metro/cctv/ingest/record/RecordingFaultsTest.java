package metro.cctv.ingest.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import metro.cctv.contracts.health.StreamHealthChanged.Cause;
import metro.cctv.contracts.segment.SegmentClosed;
import metro.cctv.contracts.segment.SegmentClosed.GapCause;
import metro.cctv.ingest.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A picture that changes its size, a torn index, a disk that does not keep up. Fault rows 9, 14 and 16. */
class RecordingFaultsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long QUEUE_BYTES = 1 << 20;

    @TempDir
    Path folder;

    private final RecordedEvents events = new RecordedEvents();
    private final TestKeys keys = new TestKeys();

    @Test
    void anotherResolutionBeginsASegmentOfItsOwnWithoutAGap() throws Exception {
        try (var keyring = keyring();
                var recordings = open(keyring)) {
            Recorder recorder = recordings.recorder("CAM-1", "DJ-SEO");
            for (int frame = 0; frame < 10; frame++) recorder.accept(TestSegments.unit(frame, 1000));
            for (int frame = 10; frame < 20; frame++)
                recorder.accept(TestSegments.unit(frame, 1000, TestSegments.SMALL));
            recorder.interrupted(Cause.STOPPED, "");
            await().atMost(PATIENCE).until(() -> events.segments().size() == 2);
        }
        List<SegmentClosed> both = events.segments();
        assertThat(both).extracting(SegmentClosed::width).containsExactly(1920, 352);
        assertThat(both.get(1).gapsBefore()).isEmpty();
        assertThat(both.get(1).startedAt()).isEqualTo(both.get(0).endedAt());
        for (SegmentClosed segment : both) TestSegments.assertWhole(folder.resolve("rec"), segment);
    }

    @Test
    void aTornAnnouncementAndATornNoteAreSetAsideAndTheOthersAreSent() throws Exception {
        Path spool = Files.createDirectories(folder.resolve("state/spool/segment"));
        Files.writeString(spool.resolve("%020d-%s.json".formatted(1, UUID.randomUUID())), "{\"segmentId\":\"0");
        Files.write(spool.resolve("%020d-%s.json.tmp".formatted(2, UUID.randomUUID())), new byte[100]);
        Path open = Files.createDirectories(folder.resolve("rec/.open/CAM-1"));
        Files.writeString(open.resolve(UUID.randomUUID() + ".json"), "{\"cameraId\":");
        Instant started = Instant.now();
        try (var keyring = keyring();
                var recordings = open(keyring)) {
            Recorder recorder = recordings.recorder("CAM-1", "DJ-SEO");
            for (int frame = 0; frame < 20; frame++) recorder.accept(TestSegments.unit(frame, 1000));
            recorder.interrupted(Cause.STOPPED, "");
            await().atMost(PATIENCE)
                    .until(() ->
                            !events.segments().isEmpty() && recordings.spool().size() == 0);
            Fault.measured(14, "start → first segment after a torn index", Duration.between(started, Instant.now()));
        }
        assertThat(unreadable(spool)).as("kept for whoever looks into it").isEqualTo(1);
        assertThat(unreadable(open)).isEqualTo(1);
        for (SegmentClosed segment : events.segments()) TestSegments.assertWhole(folder.resolve("rec"), segment);
    }

    @Test
    void aDiskThatStandsStillCostsABoundedQueueAndTheHoleIsTold() {
        Queue<Runnable> disk = new ArrayDeque<>();
        try (var keyring = keyring();
                var recordings = open(keyring)) {
            var writer = new SegmentWriter("CAM-1", "DJ-SEO", recordings);
            var budget = new WriteBudget(8 * QUEUE_BYTES);
            var recorder = new Recorder(writer, disk::add, QUEUE_BYTES, budget, recordings.counters());
            int frame = 0;
            while (frame < 1000) recorder.accept(TestSegments.unit(frame++, 10_000));
            long dropped = recordings.counters().droppedFragments.sum();
            assertThat(dropped)
                    .as("of 400 fragments of 25 kB on average for a queue of 1 MiB")
                    .isBetween(350L, 365L);
            for (Runnable job = disk.poll(); job != null; job = disk.poll()) job.run();
            for (int more = 0; more < 20; more++) recorder.accept(TestSegments.unit(frame++, 10_000));
            recorder.interrupted(Cause.STOPPED, "");
            for (Runnable job = disk.poll(); job != null; job = disk.poll()) job.run();
            await().atMost(PATIENCE)
                    .until(() -> events.segments().stream()
                            .anyMatch(segment -> !segment.gapsBefore().isEmpty()));
            Fault.measured(16, "fragments dropped of 400 with a queue of 1 MiB", Long.toString(dropped));
        }
        assertThat(events.segments().stream().flatMap(segment -> segment.gapsBefore().stream()))
                .singleElement()
                .satisfies(gap -> {
                    assertThat(gap.cause()).isEqualTo(GapCause.STORAGE);
                    assertThat(gap.detail()).contains("too slow");
                });
    }

    private static long unreadable(Path folder) throws java.io.IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".unreadable")).count();
        }
    }

    private RecordingKeyring keyring() {
        var keyring = new RecordingKeyring(folder.resolve("state"), keys, Clock.systemUTC());
        await().atMost(PATIENCE)
                .until(() -> keyring.find("DJ-SEO", Instant.EPOCH).isPresent());
        return keyring;
    }

    private Recordings open(RecordingKeyring keyring) {
        var settings = new RecordSettings(Duration.ofSeconds(4), 1, 64 << 20);
        var recordings = new Recordings(folder.resolve("rec"), folder.resolve("state"), settings, keyring, events);
        recordings.start();
        return recordings;
    }
}
