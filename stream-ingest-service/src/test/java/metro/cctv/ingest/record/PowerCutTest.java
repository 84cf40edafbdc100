package metro.cctv.ingest.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import metro.cctv.chassis.messaging.EventJson;
import metro.cctv.contracts.health.StreamHealthChanged.Cause;
import metro.cctv.contracts.segment.SegmentClosed;
import metro.cctv.ingest.Fault;
import metro.cctv.store.Disk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The power goes before each single step of recording two segments, and what was not synced is gone: files, and names in folders.
 * Whatever is announced, before the cut or after the next start, must be there whole. Fault row 13.
 */
class PowerCutTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void theIndexNeverNamesBytesThatAreNotThere() throws Exception {
        Path before = Files.createDirectories(folder.resolve("before"));
        var disk = new ForgetfulDisk(before);
        int whole = record(before, disk);
        disk.cut("nothing more");
        int announced = 0;
        int number = 0;
        for (ForgetfulDisk.PowerCut cut : disk.cuts()) {
            announced = Math.max(announced, check(cut, cut.strict(), number++));
            check(cut, cut.eager(), number++);
            check(cut, cut.killed(), number++);
        }
        assertThat(announced).as("and after the last step nothing was lost").isEqualTo(whole);
        assertThat(check(disk.cuts().getLast(), disk.cuts().getLast().strict(), number))
                .isEqualTo(whole);
        assertThat(disk.cuts()).hasSizeGreaterThan(30);
        Fault.measured(
                13,
                "announcements of missing bytes after a power cut at each of "
                        + disk.cuts().size() + " steps",
                "0");
    }

    /** Two whole segments. Kafka is away, so that the announcements stay where a cut can meet them. */
    private int record(Path root, ForgetfulDisk disk) throws IOException {
        var kafka = new RecordedEvents();
        kafka.away(true);
        Path keys = folder.resolve("keys");
        try (var keyring = new RecordingKeyring(keys, new TestKeys(), Clock.systemUTC())) {
            await().atMost(PATIENCE)
                    .until(() -> keyring.find("DJ-SEO", Instant.EPOCH).isPresent());
            try (var recordings = new Recordings(
                    new DiskSettings(List.of(root.resolve("rec")), 0),
                    disk,
                    root.resolve("state"),
                    new RecordSettings(Duration.ofSeconds(2), 1, 64 << 20),
                    keyring,
                    kafka)) {
                Queue<Runnable> jobs = new ArrayDeque<>();
                var writer = new SegmentWriter("CAM-1", "DJ-SEO", recordings);
                var recorder =
                        new Recorder(writer, jobs::add, 64 << 20, new WriteBudget(64 << 20), recordings.counters());
                for (int frame = 0; frame < 40; frame++) {
                    recorder.accept(TestSegments.unit(frame, 100));
                    while (!jobs.isEmpty()) jobs.remove().run();
                }
                recorder.interrupted(Cause.STOPPED, "");
                while (!jobs.isEmpty()) jobs.remove().run();
                return recordings.spool().size();
            }
        }
    }

    /** @return how many segments are announced by then */
    private int check(ForgetfulDisk.PowerCut cut, Map<Path, byte[]> left, int number) throws IOException {
        Path after = folder.resolve("after-" + number);
        for (Map.Entry<Path, byte[]> file : left.entrySet()) {
            Path path = after.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        Path rec = after.resolve("rec");
        Map<UUID, SegmentClosed> named = new HashMap<>(announcements(after));
        for (SegmentClosed segment : named.values()) TestSegments.assertWhole(rec, segment);
        recover(after);
        Map<UUID, SegmentClosed> now = announcements(after);
        assertThat(now.keySet())
                .as("no announcement is forgotten: before " + cut.before())
                .containsAll(named.keySet());
        Set<String> keys = new HashSet<>();
        for (SegmentClosed segment : now.values()) {
            assertThat(keys.add(segment.objectKey())).as("a name for each").isTrue();
            TestSegments.assertWhole(rec, segment);
        }
        return now.size();
    }

    /** What the next start does before its first segment. */
    private static void recover(Path after) throws IOException {
        var disk = new Unsynced();
        var spool = new SegmentSpool(after.resolve("state/spool/segment"), disk, new RecordedEvents());
        new Salvage(after.resolve("rec"), disk, spool).camera(after.resolve("rec/.open/CAM-1"));
    }

    /** The newest of each segment: after a crash it may be told twice, and the index knows its id. */
    private static Map<UUID, SegmentClosed> announcements(Path after) throws IOException {
        Path spool = after.resolve("state/spool/segment");
        Map<UUID, SegmentClosed> found = new HashMap<>();
        if (!Files.isDirectory(spool)) return found;
        List<Path> files = new ArrayList<>();
        try (var all = Files.list(spool)) {
            all.filter(file -> file.toString().endsWith(".json")).sorted().forEach(files::add);
        }
        for (Path file : files) {
            byte[] json = Files.readAllBytes(file);
            assertThat(json).as("an announcement is whole or not there").isNotEmpty();
            SegmentClosed segment = EventJson.MAPPER.readValue(json, SegmentClosed.class);
            SegmentClosed first = found.putIfAbsent(segment.segmentId(), segment);
            if (first != null) assertThat(segment).isEqualTo(first);
        }
        return found;
    }

    /** Quick: the plug is pulled once in a test. */
    private static final class Unsynced extends Disk {
        @Override
        public void sync(Path file, FileChannel channel) {}

        @Override
        public void syncFolder(Path folder) {}
    }
}
