package metro.cctv.retention.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import metro.cctv.retention.RetentionProperties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingFilesTest {
    private static final String KEY = "DJ-SEO/CAM-1/2026-11-21/120000.000.mp4";

    @TempDir
    Path folder;

    private Path root;
    private Path file;
    private RecordingFiles files;

    @BeforeEach
    void recordOne() throws Exception {
        root = folder.resolve("recordings");
        file = root.resolve(KEY);
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[100]);
        files = new RecordingFiles(new RetentionProperties(
                root, Duration.ofDays(30), Duration.ofMinutes(1), Duration.ZERO, Duration.ofDays(1)));
    }

    @Test
    void findsAWholeFile() throws Exception {
        assertThat(files.find(segment(KEY, 100))).contains(file.toRealPath());
        assertThat(files.find(segment(KEY, 101))).isEmpty();
        assertThat(files.find(segment("DJ-SEO/CAM-1/2026-11-21/130000.000.mp4", 100)))
                .isEmpty();
    }

    @Test
    void followsNoLinks() throws Exception {
        Path secret = Files.write(folder.resolve("secret.mp4"), new byte[100]);
        Files.createSymbolicLink(root.resolve("DJ-SEO/CAM-1/link.mp4"), secret);
        Files.createSymbolicLink(root.resolve("DJ-SEO/elsewhere"), folder);
        Files.createSymbolicLink(root.resolve("DJ-SEO/CAM-2"), root.resolve("DJ-SEO/CAM-1"));
        Files.createLink(root.resolve("DJ-SEO/CAM-1/hard.mp4"), secret);

        for (String key : List.of(
                "DJ-SEO/CAM-1/link.mp4",
                "DJ-SEO/elsewhere/secret.mp4",
                "DJ-SEO/CAM-2/2026-11-21/120000.000.mp4",
                "DJ-SEO/CAM-1/hard.mp4",
                "../secret.mp4"))
            assertThatThrownBy(() -> files.find(segment(key, 100)))
                    .as(key)
                    .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void destroysTheNameAndNeverWhatALinkPointsTo() throws Exception {
        Path secret = Files.write(folder.resolve("secret.mp4"), new byte[100]);
        Files.createSymbolicLink(root.resolve("DJ-SEO/CAM-1/link.mp4"), secret);
        Files.createSymbolicLink(root.resolve("DJ-SEO/elsewhere"), folder);

        files.destroy(Set.of("DJ-SEO/CAM-1/link.mp4"));
        assertThatThrownBy(() -> files.destroy(Set.of("DJ-SEO/elsewhere/secret.mp4")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> files.destroy(Set.of("../secret.mp4"))).isInstanceOf(IllegalArgumentException.class);

        assertThat(secret).exists();
        assertThat(root.resolve("DJ-SEO/CAM-1/link.mp4")).doesNotExist();
    }

    @Test
    void destroysAgainWithoutErrorAndTakesTheEmptyDayAlong() {
        files.destroy(Set.of(KEY));
        files.destroy(Set.of(KEY));

        assertThat(file.getParent()).doesNotExist();
        assertThat(root.resolve("DJ-SEO/CAM-1")).exists();
    }

    @Test
    void walksOverFinishedRecordingsOnly() throws Exception {
        Files.createDirectories(root.resolve(".open/CAM-1"));
        Files.write(root.resolve(".open/CAM-1/x.mp4"), new byte[1]);
        Files.write(root.resolve("DJ-SEO/CAM-1/notes.txt"), new byte[1]);
        List<String> seen = new ArrayList<>();

        files.walk(found -> seen.add(found.objectKey()));

        assertThat(seen).containsExactly(KEY);
    }

    private static Segment segment(String key, long bytes) {
        return new Segment(
                UUID.randomUUID(), "CAM-1", "DJ-SEO", key, Instant.EPOCH, Instant.EPOCH, bytes, bytes, 10, null, false);
    }
}
