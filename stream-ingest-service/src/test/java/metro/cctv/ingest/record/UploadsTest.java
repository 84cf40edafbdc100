package metro.cctv.ingest.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
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
import java.util.stream.Stream;
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
    private static final Duration SOON = Duration.ofMillis(200);
    private static final RecordSettings SETTINGS = new RecordSettings(Duration.ofSeconds(2), 1, 64 << 20);

    @TempDir
    Path folder;

    private final FaultyDisk disk = new FaultyDisk();
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
            await().atMost(PATIENCE).until(() -> uploads.complaint().isEmpty());
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

    @Test
    void aDiskThatIsAwayHoldsBackNothingOnAnother() throws Exception {
        try (var recordings = open(2, "gone", "rec")) {
            assertThat(recordings.disks()).hasSize(2);
        }
        Files.move(folder.resolve("gone"), folder.resolve("pulled"));
        Files.createDirectory(folder.resolve("gone"));
        try (var recordings = open(2, "gone", "rec")) {
            feed(recorder(recordings), 100);
            awaitDrained(recordings, 4);
        }
    }

    @Test
    void oneCameraThatIsRefusedHoldsBackNoOtherAndStaysInOrder() throws Exception {
        bucket.refused = "/CAM-1/";
        try (var recordings = open(1, "rec")) {
            feed(recorder(recordings), 100);
            feed(recorder(recordings, "CAM-2"), 100);
            Uploads uploads = recordings.uploads().orElseThrow();
            await().atMost(PATIENCE).until(() -> announced("CAM-2").size() == 4 && uploads.size() == 4);
            assertThat(announced("CAM-1")).isEmpty();
            assertThat(uploads.complaint()).isPresent();

            bucket.refused = "";
            awaitDrained(recordings, 8);
            await().atMost(PATIENCE).until(() -> uploads.complaint().isEmpty());
        }
        assertThat(announced("CAM-1")).isSortedAccordingTo(Comparator.comparing(SegmentClosed::startedAt));
    }

    @Test
    void whatTheBucketWillNeverTakeIsSetAsideAndTheRestFollows() throws Exception {
        bucket.away = true;
        try (var recordings = open()) {
            feed(recorder(recordings), 100);
            await().atMost(PATIENCE)
                    .until(() -> recordings.uploads().orElseThrow().size() == 4);
            Path first = finished().getFirst();
            bucket.taken = folder.resolve("rec").relativize(first).toString();
            bucket.away = false;
            awaitDrained(recordings, 3);
            assertThat(recordings.counters().conflicts.sum()).isEqualTo(1);
            assertThat(finished()).containsExactly(first);
        }
        assertThat(events.segments()).hasSize(3);
        assertThat(notes(".json.conflict")).hasSize(1);
    }

    @Test
    void withFewerLanesNothingIsForgotten() throws Exception {
        bucket.away = true;
        try (var recordings = open(64, "rec")) {
            feed(recorder(recordings), 100);
            await().atMost(PATIENCE)
                    .until(() -> recordings.uploads().orElseThrow().size() == 4);
        }
        assertThat(notes(".json").getFirst().getParent()).isNotEqualTo(folder.resolve("state/spool/upload/lane-0"));
        bucket.away = false;
        try (var recordings = open(1, "rec")) {
            awaitDrained(recordings, 4);
        }
        assertThat(events.segments()).isSortedAccordingTo(Comparator.comparing(SegmentClosed::startedAt));
        assertThat(notes(".json")).isEmpty();
    }

    @Test
    void withoutTheBucketWhatWaitedForItIsAnnouncedWhereItLies() throws Exception {
        bucket.away = true;
        try (var recordings = open()) {
            feed(recorder(recordings), 100);
            await().atMost(PATIENCE)
                    .until(() -> recordings.uploads().orElseThrow().size() == 4);
        }
        Path lost = finished().getLast();
        Files.delete(lost);
        try (var recordings = new Recordings(
                new DiskSettings(List.of(folder.resolve("rec")), 0, SOON),
                disk,
                folder.resolve("state"),
                SETTINGS,
                keyring,
                events)) {
            recordings.start();
            await("one stays, which may be in the bucket")
                    .atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> events.segments().size() == 3 && notes(".json").size() == 1);
        }
    }

    @Test
    void aNoteThatIsNotWrittenIsNotCounted() throws Exception {
        try (var recordings = open()) {
            Uploads uploads = recordings.uploads().orElseThrow();
            disk.dies(folder.resolve("state/spool/upload"));
            feed(recorder(recordings), 100);
            assertThat(recordings.counters().errors.sum()).isPositive();
            assertThat(uploads.waitingBytes()).isZero();
        }
    }

    private List<SegmentClosed> announced(String cameraId) {
        return events.segments().stream()
                .filter(segment -> segment.cameraId().equals(cameraId))
                .toList();
    }

    private List<Path> notes(String suffix) throws IOException {
        try (var files = Files.walk(folder.resolve("state/spool/upload"))) {
            return files.filter(file -> file.toString().endsWith(suffix)).toList();
        }
    }

    private void awaitDrained(Recordings recordings, int segments) {
        await().atMost(PATIENCE)
                .until(() -> events.segments().size() >= segments
                        && recordings.uploads().orElseThrow().size() == 0
                        && recordings.uploads().orElseThrow().waitingBytes() == 0
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
        return recorder(recordings, "CAM-1");
    }

    private Recorder recorder(Recordings recordings, String cameraId) {
        return new Recorder(
                new SegmentWriter(cameraId, "DJ-SEO", recordings),
                jobs::add,
                16 << 20,
                new WriteBudget(64 << 20),
                recordings.counters());
    }

    private Recordings open() {
        return open(2, "rec");
    }

    private Recordings open(int lanes, String... roots) {
        var recordings = new Recordings(
                new DiskSettings(Stream.of(roots).map(folder::resolve).toList(), 0, SOON),
                disk,
                folder.resolve("state"),
                SETTINGS,
                keyring,
                events,
                new Recordings.Bucket(bucket, new BucketSettings(ROOM, lanes, SOON)));
        recordings.start();
        return recordings;
    }

    /** Another folder in place of a bucket; the contract that both keep is tested with them. */
    private static final class Bucket implements Volume {
        private final LocalVolume there;
        private volatile boolean away;
        /** Keys with this in them; empty: none. */
        private volatile String refused = "";
        /** Something else has this key. */
        private volatile String taken = "";

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
            if (!refused.isEmpty() && key.contains(refused)) throw new IOException("it cannot be read");
            if (key.equals(taken)) throw new FileAlreadyExistsException(key);
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
