package metro.cctv.ingest.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import metro.cctv.contracts.segment.SegmentClosed;
import metro.cctv.contracts.segment.SegmentClosed.GapCause;
import metro.cctv.store.Disk;
import metro.cctv.store.LocalVolume;
import metro.cctv.store.Stored;
import metro.cctv.store.Volume;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Segments on their way from a disk to a bucket that is there, away, full of what waits, or that has one of them already. */
class UploadsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long ROOM = 200_000;

    @TempDir
    Path folder;

    private final RecordedEvents events = new RecordedEvents();
    private final Queue<Runnable> jobs = new ArrayDeque<>();
    private Bucket bucket;
    private RecordingKeyring keyring;
    private int frame;

    @BeforeEach
    void bucketAndKeys() throws IOException {
        Files.createDirectories(folder.resolve("bucket").resolve(LocalVolume.OPEN));
        bucket = new Bucket(new LocalVolume(folder.resolve("bucket"), new Disk()));
        keyring = new RecordingKeyring(folder.resolve("state"), new TestKeys(), Clock.systemUTC());
        await().atMost(PATIENCE)
                .until(() -> keyring.find("DJ-SEO", Instant.EPOCH).isPresent());
    }

    @AfterEach
    void end() {
        keyring.close();
    }

    @Test
    void whatTheBucketHasIsAnnouncedAndNothingStaysOnTheDisk() throws Exception {
        try (var recordings = open()) {
            feed(recorder(recordings), 100);
            awaitDrained(recordings, 4);
            assertThat(recordings.uploads().orElseThrow().waitingBytes()).isZero();
        }
        for (SegmentClosed segment : events.segments()) TestSegments.assertWhole(folder.resolve("bucket"), segment);
        assertThat(finishedOnDisk()).isZero();
    }

    @Test
    void whileItIsAwayNothingIsAnnouncedAndThenAllInOrder() throws Exception {
        bucket.away = true;
        try (var recordings = open()) {
            feed(recorder(recordings), 100);
            Uploads uploads = recordings.uploads().orElseThrow();
            await().atMost(PATIENCE).until(() -> uploads.complaint().isPresent() && uploads.size() == 4);
            assertThat(events.segments()).isEmpty();
            assertThat(finishedOnDisk()).isEqualTo(4);
            assertThat(uploads.waitingBytes()).isPositive();

            bucket.away = false;
            awaitDrained(recordings, 4);
            assertThat(uploads.complaint()).isEmpty();
        }
        assertThat(events.segments()).isSortedAccordingTo(Comparator.comparing(SegmentClosed::startedAt));
        for (SegmentClosed segment : events.segments()) TestSegments.assertWhole(folder.resolve("bucket"), segment);
    }

    @Test
    void whatWaitsOutlivesTheProcess() throws Exception {
        bucket.away = true;
        try (var recordings = open()) {
            feed(recorder(recordings), 100);
            await().atMost(PATIENCE)
                    .until(() -> recordings.uploads().orElseThrow().size() == 4);
        }
        Files.writeString(folder.resolve("state/spool/upload/lane-0/00000000000000000001-torn.json"), "{\"segm");
        // It died after the bucket had the first one, and before it said so.
        Path first = finished().getFirst();
        bucket.away = false;
        bucket.put(folder.resolve("rec").relativize(first).toString(), first);
        try (var recordings = open()) {
            awaitDrained(recordings, 4);
            assertThat(recordings.uploads().orElseThrow().waitingBytes()).isZero();
        }
        assertThat(events.segments()).isSortedAccordingTo(Comparator.comparing(SegmentClosed::startedAt));
        assertThat(events.segments()).extracting(SegmentClosed::segmentId).doesNotHaveDuplicates();
    }

    @Test
    void beyondItsRoomRecordingStopsLoudlyAndTheGapIsTold() throws Exception {
        bucket.away = true;
        try (var recordings = open()) {
            Recorder recorder = recorder(recordings);
            Uploads uploads = recordings.uploads().orElseThrow();
            feed(recorder, 600);
            assertThat(uploads.isFull()).isTrue();
            assertThat(uploads.waitingBytes()).isBetween(ROOM, 2 * ROOM);
            assertThat(recordings.counters().errors.sum()).isPositive();

            bucket.away = false;
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> {
                feed(recorder, 10);
                return events.segments().stream()
                        .anyMatch(segment -> !segment.gapsBefore().isEmpty());
            });
        }
        assertThat(events.segments().stream().flatMap(segment -> segment.gapsBefore().stream()))
                .allSatisfy(gap -> assertThat(gap.cause()).isEqualTo(GapCause.STORAGE));
    }

    private void awaitDrained(Recordings recordings, int segments) {
        await().atMost(PATIENCE)
                .until(() -> events.segments().size() >= segments
                        && recordings.uploads().orElseThrow().size() == 0
                        && recordings.spool().size() == 0);
    }

    private long finishedOnDisk() throws IOException {
        return finished().size();
    }

    private List<Path> finished() throws IOException {
        try (var files = Files.walk(folder.resolve("rec"))) {
            return files.filter(file -> file.toString().endsWith(".mp4"))
                    .sorted()
                    .toList();
        }
    }

    private void feed(Recorder recorder, int pictures) {
        for (int i = 0; i < pictures; i++) {
            recorder.accept(TestSegments.unit(frame++, 1_000));
            while (!jobs.isEmpty()) jobs.remove().run();
        }
    }

    private Recorder recorder(Recordings recordings) {
        return new Recorder(
                new SegmentWriter("CAM-1", "DJ-SEO", recordings),
                jobs::add,
                16 << 20,
                new WriteBudget(64 << 20),
                recordings.counters());
    }

    private Recordings open() {
        Duration soon = Duration.ofMillis(200);
        var recordings = new Recordings(
                new DiskSettings(List.of(folder.resolve("rec")), 0, soon),
                new Disk(),
                folder.resolve("state"),
                new RecordSettings(Duration.ofSeconds(2), 1, 64 << 20),
                keyring,
                events,
                new Recordings.Bucket(bucket, new BucketSettings(ROOM, 2, soon)));
        recordings.start();
        return recordings;
    }

    /** Another folder in place of a bucket; the contract that both keep is tested with them. */
    private static final class Bucket implements Volume {
        private final LocalVolume there;
        private volatile boolean away;

        Bucket(LocalVolume there) {
            this.there = there;
        }

        @Override
        public String name() {
            return "a bucket";
        }

        @Override
        public void put(String key, Path whole) throws IOException {
            reach();
            there.put(key, whole);
        }

        @Override
        public Optional<Stored> find(String key) throws IOException {
            reach();
            return there.find(key);
        }

        @Override
        public SeekableByteChannel open(String key) throws IOException {
            reach();
            return there.open(key);
        }

        @Override
        public void walk(Consumer<Stored> visitor) throws IOException {
            reach();
            there.walk(visitor);
        }

        @Override
        public void destroy(Set<String> keys) throws IOException {
            reach();
            there.destroy(keys);
        }

        private void reach() throws IOException {
            if (away) throw new IOException("the bucket is away");
        }
    }
}
