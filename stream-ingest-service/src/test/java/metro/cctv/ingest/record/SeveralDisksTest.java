package metro.cctv.ingest.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Stream;
import metro.cctv.contracts.health.StreamHealthChanged.Cause;
import metro.cctv.contracts.segment.SegmentClosed;
import metro.cctv.contracts.segment.SegmentClosed.GapCause;
import metro.cctv.ingest.Fault;
import metro.cctv.store.Disk;
import metro.cctv.store.LocalVolume;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process with two disks of which one dies, fills up, or is not there when it starts. Fault row 17. */
class SeveralDisksTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration RETRY = Duration.ofMillis(300);

    @TempDir
    Path folder;

    private final FaultyDisk disk = new FaultyDisk();
    private final RecordedEvents events = new RecordedEvents();
    private final Queue<Runnable> jobs = new ArrayDeque<>();
    private RecordingKeyring keyring;
    private int frame;

    @BeforeEach
    void keys() {
        keyring = new RecordingKeyring(folder.resolve("state"), new TestKeys(), Clock.systemUTC());
        await().atMost(PATIENCE)
                .until(() -> keyring.find("DJ-SEO", Instant.EPOCH).isPresent());
    }

    @AfterEach
    void end() {
        keyring.close();
    }

    @Test
    void whenADiskDiesAnotherTakesOverAndWhatLayOpenIsSavedWhenItReturns() throws Exception {
        try (var recordings = open()) {
            Recorder recorder = recorder(recordings);
            feed(recorder, 37); // between two key frames of the second segment
            Path dead = rootOfTheOpenFile();
            Path other = dead.equals(root("a")) ? root("b") : root("a");
            disk.dies(dead);
            feed(recorder, 40);
            recorder.interrupted(Cause.UNREACHABLE, "");
            work();
            assertThat(recordings.disks())
                    .filteredOn(one -> one.state() == RecordingDisk.State.REFUSING)
                    .extracting(RecordingDisk::name)
                    .containsExactly(dead.toString());
            List<SegmentClosed> during = awaitSegments(recordings, 2);
            SegmentClosed.Gap gap = gaps(during).getFirst();
            assertThat(gap.cause()).isEqualTo(GapCause.STORAGE);
            long onOther = during.stream()
                    .filter(segment -> Files.exists(other.resolve(segment.objectKey())))
                    .count();
            assertThat(onOther).isPositive();

            disk.dies(null);
            int known = events.segments().size();
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> {
                feed(recorder, 10);
                return recordings.disks().stream().allMatch(one -> one.state() == RecordingDisk.State.WELL)
                        && events.segments().size() > known;
            });
            recorder.interrupted(Cause.STOPPED, "");
            work();
            await().atMost(PATIENCE).until(() -> recordings.spool().size() == 0);
            assertThat(openFiles()).as("nothing lies open any more").isZero();
            for (SegmentClosed segment : events.segments()) assertWholeOnOneDisk(segment);
            assertThat(missing(gap))
                    .as("what the gap told and nobody saved")
                    .isLessThanOrEqualTo(Duration.ofSeconds(2));
            Fault.measured(17, "EIO on one disk of two → pictures missing after its return", missing(gap));
        }
    }

    @Test
    void nothingBeginsInTheHeadroom() throws Exception {
        try (var recordings = open()) {
            disk.isFull(root("a"));
            Recorder recorder = recorder(recordings);
            feed(recorder, 200);
            List<SegmentClosed> all = awaitSegments(recordings, 3);
            assertThat(all).allMatch(segment -> Files.exists(root("b").resolve(segment.objectKey())));
            assertThat(all).allMatch(segment -> segment.gapsBefore().isEmpty());
            assertThat(recordings.disks())
                    .extracting(RecordingDisk::state)
                    .containsExactly(RecordingDisk.State.FULL, RecordingDisk.State.WELL);
        }
    }

    @Test
    void aDiskThatIsAwayAtTheStartIsNotMissed() throws Exception {
        disk.dies(root("a"));
        try (var recordings = open()) {
            Recorder recorder = recorder(recordings);
            feed(recorder, 100);
            List<SegmentClosed> all = awaitSegments(recordings, 2);
            assertThat(all).allMatch(segment -> Files.exists(root("b").resolve(segment.objectKey())));
        }
        disk.dies(folder);
        assertThatThrownBy(() -> open("c", "d")).isInstanceOf(RuntimeException.class);
    }

    @Test
    void aDiskThatIsNotMountedIsRefusedAndItsMountPointProvesNothing() throws Exception {
        try (var recordings = open()) {
            feed(recorder(recordings), 100);
            awaitSegments(recordings, 4);
        }
        unmount("a");
        try (var recordings = open()) {
            Recorder recorder = recorder(recordings);
            feed(recorder, 100);
            assertThat(recordings.disks())
                    .filteredOn(one -> one.complaint()
                            .filter(why -> why.startsWith("not mounted"))
                            .isPresent())
                    .extracting(RecordingDisk::name)
                    .containsExactly(root("a").toString());
            assertThat(root("a")).isEmptyDirectory();
            assertNothingIsProvedBy(root("a"));

            mount("a");
            awaitAllWell(recordings, recorder);
        }
    }

    @Test
    void aDiskThatIsUnmountedMeanwhileLeavesAnEmptyMountPoint() throws Exception {
        try (var recordings = open()) {
            Recorder recorder = recorder(recordings);
            feed(recorder, 30);
            String name = rootOfTheOpenFile().getFileName().toString();
            unmount(name);
            feed(recorder, 100);
            assertThat(root(name)).isEmptyDirectory();
            assertNothingIsProvedBy(root(name));

            mount(name);
            awaitAllWell(recordings, recorder);
            recorder.interrupted(Cause.STOPPED, "");
            work();
            await().atMost(PATIENCE).until(() -> recordings.spool().size() == 0);
        }
        for (SegmentClosed segment : events.segments()) assertWholeOnOneDisk(segment);
    }

    /** A disk that comes late has what a crash left of cameras that are recorded, and of others. */
    @Test
    void whatADiskBringsLateIsSalvagedButWhatIsBeingWritten() throws Exception {
        try (var recordings = open("a")) {
            feed(recorder(recordings), 19);
            feed(recorder(recordings, "CAM-9"), 19);
        }
        unmount("a");
        try (var recordings = open()) {
            Recorder recorder = recorder(recordings);
            feed(recorder, 30);
            mount("a");
            disk.isFull(root("b"));
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> {
                feed(recorder, 10);
                return recordings.disks().getFirst().state() == RecordingDisk.State.WELL
                        && openFiles(root("a")) == 2; // the file and its note
            });
            long errors = recordings.counters().errors.sum();

            recordings.placement().salvageLeftovers();

            await().atMost(PATIENCE)
                    .until(() -> events.segments().stream()
                            .anyMatch(segment -> segment.cameraId().equals("CAM-9")));
            feed(recorder, 5);
            recorder.interrupted(Cause.STOPPED, "");
            work();
            await().atMost(PATIENCE).until(() -> recordings.spool().size() == 0);
            assertThat(recordings.counters().errors.sum()).isEqualTo(errors);
        }
        for (SegmentClosed segment : events.segments()) assertWholeOnOneDisk(segment);
        assertThat(events.segments()).extracting(SegmentClosed::segmentId).doesNotHaveDuplicates();
    }

    @Test
    void aLookForLeftoversThatFailsUnexpectedlyIsToldAndTheNextOneFindsThem() throws Exception {
        try (var recordings = open("a")) {
            feed(recorder(recordings, "CAM-9"), 19);
        }
        try (var recordings = open("a")) {
            disk.goesMad(root("a"));
            Thread.ofVirtual().start(() -> recordings.tidy(RETRY));
            await().atMost(PATIENCE).until(() -> recordings.counters().errors.sum() > 0);
            assertThat(events.segments()).isEmpty();

            disk.goesMad(null);
            await().atMost(PATIENCE)
                    .until(() -> events.segments().stream()
                            .anyMatch(segment -> segment.cameraId().equals("CAM-9")));
        }
        for (SegmentClosed segment : events.segments()) TestSegments.assertWhole(root("a"), segment);
    }

    @Test
    void whatTheStateFolderRefusesIsNoFaultOfADisk() throws Exception {
        try (var recordings = open()) {
            Recorder recorder = recorder(recordings);
            feed(recorder, 10);
            disk.dies(folder.resolve("state"));
            feed(recorder, 100);
            assertThat(recordings.counters().errors.sum()).isPositive();
            assertThat(recordings.disks()).allMatch(one -> one.state() == RecordingDisk.State.WELL);

            disk.dies(null);
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> {
                feed(recorder, 10);
                return events.segments().stream()
                        .anyMatch(segment -> !segment.gapsBefore().isEmpty());
            });
        }
        assertThat(gaps(List.copyOf(events.segments())))
                .allSatisfy(gap -> assertThat(gap.detail()).contains("state folder"));
    }

    private static void assertNothingIsProvedBy(Path root) {
        var volume = new LocalVolume(root, new Disk());
        assertThatThrownBy(() -> volume.destroy(Set.of("DJ-SEO/CAM-1/2026-11-21/120000.000.mp4")))
                .isInstanceOf(IOException.class);
    }

    /** What remains is its mount point. */
    private void unmount(String root) throws IOException {
        Files.move(root(root), folder.resolve("pulled"));
        Files.createDirectory(root(root));
    }

    private void mount(String root) throws IOException {
        Files.delete(root(root));
        Files.move(folder.resolve("pulled"), root(root));
    }

    private void awaitAllWell(Recordings recordings, Recorder recorder) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> {
            feed(recorder, 10);
            return recordings.disks().stream().allMatch(one -> one.state() == RecordingDisk.State.WELL);
        });
    }

    /** Both get their share: with equal room and 40 segments none stays empty but once in 10¹². */
    @Test
    void segmentsAreSpreadOverTheDisks() throws Exception {
        try (var recordings = open()) {
            Recorder recorder = recorder(recordings);
            feed(recorder, 41 * 20);
            List<SegmentClosed> all = awaitSegments(recordings, 40);
            long onA = all.stream()
                    .filter(segment -> Files.exists(root("a").resolve(segment.objectKey())))
                    .count();
            assertThat(onA).isBetween(1L, all.size() - 1L);
            for (SegmentClosed segment : all) assertWholeOnOneDisk(segment);
        }
    }

    private static List<SegmentClosed.Gap> gaps(List<SegmentClosed> segments) {
        return segments.stream()
                .flatMap(segment -> segment.gapsBefore().stream())
                .toList();
    }

    /** Of the gap, less what was saved later. */
    private Duration missing(SegmentClosed.Gap gap) {
        Duration missing = Duration.between(gap.from(), gap.to());
        for (SegmentClosed segment : events.segments())
            if (!segment.startedAt().isBefore(gap.from()) && !segment.endedAt().isAfter(gap.to()))
                missing = missing.minus(Duration.between(segment.startedAt(), segment.endedAt()));
        return missing;
    }

    private void assertWholeOnOneDisk(SegmentClosed segment) throws IOException {
        boolean onA = Files.exists(root("a").resolve(segment.objectKey()));
        boolean onB = Files.exists(root("b").resolve(segment.objectKey()));
        assertThat(onA ^ onB).as(segment.objectKey()).isTrue();
        TestSegments.assertWhole(root(onA ? "a" : "b"), segment);
    }

    private Path rootOfTheOpenFile() throws IOException {
        return openFiles(root("a")) > 0 ? root("a") : root("b");
    }

    private long openFiles() throws IOException {
        return openFiles(root("a")) + openFiles(root("b"));
    }

    private static long openFiles(Path root) throws IOException {
        Path open = root.resolve(".open/CAM-1");
        if (!Files.isDirectory(open)) return 0;
        try (var files = Files.list(open)) {
            return files.count();
        }
    }

    private List<SegmentClosed> awaitSegments(Recordings recordings, int atLeast) {
        await().atMost(PATIENCE)
                .until(() -> events.segments().size() >= atLeast
                        && recordings.spool().size() == 0);
        return List.copyOf(events.segments());
    }

    private void feed(Recorder recorder, int pictures) {
        for (int i = 0; i < pictures; i++) {
            recorder.accept(TestSegments.unit(frame++, 1_000));
            work();
        }
    }

    /** What a writer's thread would do. */
    private void work() {
        for (Runnable job = jobs.poll(); job != null; job = jobs.poll()) job.run();
    }

    private Recorder recorder(Recordings recordings) {
        return recorder(recordings, "CAM-1");
    }

    private Recorder recorder(Recordings recordings, String cameraId) {
        recordings.placement().isPulled(cameraId);
        var budget = new WriteBudget(64 << 20);
        return new Recorder(
                new SegmentWriter(cameraId, "DJ-SEO", recordings), jobs::add, 16 << 20, budget, recordings.counters());
    }

    private Recordings open() {
        return open("a", "b");
    }

    private Recordings open(String... roots) {
        var recordings = new Recordings(
                new DiskSettings(Stream.of(roots).map(this::root).toList(), 1_000, RETRY),
                disk,
                folder.resolve("state"),
                new RecordSettings(Duration.ofSeconds(2), 1, 64 << 20),
                keyring,
                events);
        recordings.start();
        return recordings;
    }

    private Path root(String name) {
        return folder.resolve(name);
    }
}
