package metro.cctv.retention.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import metro.cctv.store.Disk;
import metro.cctv.store.LocalVolume;
import metro.cctv.store.Volume;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two disks and a recording on each. */
class RecordingFilesTest {
    private static final String FIRST = "DJ-SEO/CAM-1/2026-11-21/120000.000.mp4";
    private static final String SECOND = "DJ-SEO/CAM-1/2026-11-21/120010.000.mp4";
    private static final String NOWHERE = "DJ-SEO/CAM-1/2026-11-21/130000.000.mp4";

    @TempDir
    Path folder;

    private RecordingFiles files;

    @BeforeEach
    void recordTwo() throws Exception {
        write("a", FIRST, 100);
        write("b", SECOND, 200);
        files = new RecordingFiles(Stream.of("a", "b")
                .map(disk -> (Volume) new LocalVolume(folder.resolve(disk), new Disk()))
                .toList());
    }

    @Test
    void findsAWholeFileOnEitherDisk() throws Exception {
        try (var first = files.find(segment(FIRST, 100)).orElseThrow().open();
                var second = files.find(segment(SECOND, 200)).orElseThrow().open()) {
            assertThat(first.size()).isEqualTo(100);
            assertThat(second.size()).isEqualTo(200);
        }
        assertThat(files.find(segment(FIRST, 101))).as("cut off").isEmpty();
        assertThat(files.find(segment(NOWHERE, 100))).isEmpty();
    }

    @Test
    void seesAndDestroysWhatLiesOnAnyDisk() throws Exception {
        write("b", FIRST, 100); // somebody copied it
        List<String> seen = new ArrayList<>();
        files.walk(found -> seen.add(found.key()));
        assertThat(seen).containsExactlyInAnyOrder(FIRST, FIRST, SECOND);

        files.destroy(Set.of(FIRST));

        assertThat(folder.resolve("a").resolve(FIRST)).doesNotExist();
        assertThat(folder.resolve("b").resolve(FIRST)).doesNotExist();
        assertThat(folder.resolve("b").resolve(SECOND)).exists();
    }

    @Test
    void whatMayLieOnADiskThatIsAwayIsNeitherMissingNorDestroyed() throws Exception {
        Files.move(folder.resolve("b"), folder.resolve("pulled"));
        Files.createDirectories(folder.resolve("b")); // its mount point

        assertThat(files.find(segment(FIRST, 100))).isPresent();
        assertThatThrownBy(() -> files.find(segment(SECOND, 200))).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> files.walk(found -> {})).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> files.destroy(Set.of(FIRST))).isInstanceOf(UncheckedIOException.class);
        assertThat(folder.resolve("a").resolve(FIRST))
                .as("where it could be, it is destroyed")
                .doesNotExist();
    }

    @Test
    void aNameThatLeadsElsewhereIsRefusedAloneAndTheOthersAreDestroyed() {
        assertThatThrownBy(() -> files.destroy(Set.of("../" + FIRST, FIRST, SECOND)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(folder.resolve("a").resolve(FIRST)).doesNotExist();
        assertThat(folder.resolve("b").resolve(SECOND)).doesNotExist();
    }

    @Test
    void aLinkOnOneDiskHidesNothingOnAnother() throws Exception {
        Path there = folder.resolve("b").resolve(SECOND).getParent();
        Files.createDirectories(folder.resolve("a/DJ-SEO/CAM-2"));
        Files.createSymbolicLink(folder.resolve("a/DJ-SEO/CAM-2/2026-11-21"), there);
        write("b", "DJ-SEO/CAM-2/2026-11-21/120010.000.mp4", 300);
        Segment second = segment("DJ-SEO/CAM-2/2026-11-21/120010.000.mp4", 300);
        assertThat(files.find(second)).isPresent();

        assertThatThrownBy(() -> files.destroy(Set.of(second.objectKey(), FIRST)))
                .isInstanceOf(RuntimeException.class);
        assertThat(folder.resolve("b").resolve(second.objectKey())).doesNotExist();
        assertThat(folder.resolve("a").resolve(FIRST)).doesNotExist();
        assertThat(folder.resolve("b").resolve(SECOND))
                .as("what the link points to")
                .exists();
    }

    private void write(String disk, String key, int bytes) throws Exception {
        Path file = folder.resolve(disk).resolve(key);
        Files.createDirectories(file.getParent());
        Files.createDirectories(folder.resolve(disk).resolve(LocalVolume.OPEN));
        Files.write(file, new byte[bytes]);
    }

    private static Segment segment(String key, long bytes) {
        return new Segment(
                UUID.randomUUID(), "CAM-1", "DJ-SEO", key, Instant.EPOCH, Instant.EPOCH, bytes, bytes, 10, null, false);
    }
}
