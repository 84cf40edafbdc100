package metro.cctv.ingest.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import metro.cctv.contracts.health.StreamHealthChanged.Cause;
import metro.cctv.contracts.segment.SegmentClosed;
import metro.cctv.contracts.segment.SegmentClosed.GapCause;
import metro.cctv.ingest.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks that fill up or take no more writes, as real file systems. Fault rows 15 and 18. */
class StorageFaultsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final RecordedEvents events = new RecordedEvents();
    private final TestKeys keys = new TestKeys();
    private int frame;

    @Test
    void aFullDiskStopsThisRecordingLoudlyAndItGoesOnWhenThereIsRoom() throws Exception {
        try (var disk = TinyDisk.mounted(folder.resolve("rec"), 1024);
                var keyring = keyring();
                var recordings = open(keyring)) {
            Recorder recorder = recordings.recorder("CAM-1", "DJ-SEO");
            feedUntil(recorder, () -> recordings.counters().errors.sum() > 0);
            List<SegmentClosed> before = List.copyOf(events.segments());
            assertThat(before).as("what was announced before").isNotEmpty();
            for (SegmentClosed segment : before) TestSegments.assertWhole(folder.resolve("rec"), segment);

            // What retention does when it destroys: room again.
            for (SegmentClosed segment : before)
                Files.delete(folder.resolve("rec").resolve(segment.objectKey()));
            Instant room = Instant.now();
            // The first after it may be what the full disk still took, closed by salvage.
            feedUntil(recorder, () -> events.segments().size() >= before.size() + 2);
            Fault.measured(15, "room → recording again (tried every 5 s)", Duration.between(room, Instant.now()));

            List<SegmentClosed> told = List.copyOf(events.segments());
            List<SegmentClosed> after = told.subList(before.size(), told.size());
            for (SegmentClosed segment : after) TestSegments.assertWhole(folder.resolve("rec"), segment);
            assertThat(after.stream().flatMap(segment -> segment.gapsBefore().stream()))
                    .as("the hole is told with its cause")
                    .anySatisfy(gap -> assertThat(gap.cause()).isEqualTo(GapCause.STORAGE));
        }
    }

    @Test
    void aDiskThatTakesNoMoreWritesIsToldAndTheRestIsKept() throws Exception {
        try (var keyring = keyring();
                var recordings = open(keyring)) {
            Recorder recorder = recordings.recorder("CAM-1", "DJ-SEO");
            feedUntil(recorder, () -> events.segments().size() >= 2);
            recorder.interrupted(Cause.UNREACHABLE, "");
            Path open = folder.resolve("rec/.open/CAM-1");
            await().atMost(PATIENCE).until(() -> isEmpty(open));
            List<SegmentClosed> before;
            try (var disk = TinyDisk.readOnly(open)) {
                Instant readOnly = Instant.now();
                feedUntil(recorder, () -> recordings.counters().errors.sum() > 0);
                Fault.measured(18, "read-only → told as an error", Duration.between(readOnly, Instant.now()));
                before = List.copyOf(events.segments());
                for (SegmentClosed segment : before) TestSegments.assertWhole(folder.resolve("rec"), segment);
            }
            feedUntil(recorder, () -> events.segments().size() > before.size());
            SegmentClosed next = events.segments().get(before.size());
            TestSegments.assertWhole(folder.resolve("rec"), next);
            assertThat(next.gapsBefore())
                    .anySatisfy(gap -> assertThat(gap.cause()).isEqualTo(GapCause.STORAGE));
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    /** Ten pictures a tick, 20 kB each: a camera that does not wait for the disk. */
    private void feedUntil(Recorder recorder, Callable<Boolean> happened) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> {
            for (int i = 0; i < 10; i++) recorder.accept(TestSegments.unit(frame++, 20_000));
            return happened.call();
        });
    }

    private RecordingKeyring keyring() {
        var keyring = new RecordingKeyring(folder.resolve("state"), keys, Clock.systemUTC());
        await().atMost(PATIENCE)
                .until(() -> keyring.find("DJ-SEO", Instant.EPOCH).isPresent());
        return keyring;
    }

    private Recordings open(RecordingKeyring keyring) {
        var settings = new RecordSettings(Duration.ofSeconds(2), 1, 64 << 20);
        var recordings = new Recordings(folder.resolve("rec"), folder.resolve("state"), settings, keyring, events);
        recordings.start();
        return recordings;
    }
}
