package metro.cctv.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every volume promises to those who write, read and destroy. */
abstract class VolumeContract {
    static final String KEY = "DJ-SEO/CAM-1/2026-11-21/120000.000.mp4";
    static final String OTHER = "DJ-SEO/CAM-1/2026-11-21/120010.000.mp4";
    private static final int SIZE = 3_000_001;

    /** The same one during a test. */
    abstract Volume volume() throws Exception;

    /** Where a writer makes its files before it hands them over. */
    abstract Path workshop() throws IOException;

    @Test
    void whatWasPutIsThereWholeAndTheWritersFileIsGone() throws Exception {
        byte[] content = content();
        Path file = file(content);
        Instant before = Instant.now();

        volume().put(KEY, file);

        assertThat(file).doesNotExist();
        Stored found = volume().find(KEY).orElseThrow();
        assertThat(found.key()).isEqualTo(KEY);
        assertThat(found.bytes()).isEqualTo(SIZE);
        assertThat(found.modifiedAt()).isBetween(before.minus(Duration.ofHours(1)), before.plus(Duration.ofHours(1)));
        assertThat(read(0, SIZE)).isEqualTo(content);
    }

    @Test
    void anyRangeIsReadAndTheEndIsTold() throws Exception {
        byte[] content = content();
        volume().put(KEY, file(content));
        for (int from : new int[] {0, 1, 65_535, 1_048_575, 1_048_576, SIZE - 10})
            assertThat(read(from, 10)).isEqualTo(java.util.Arrays.copyOfRange(content, from, from + 10));
        try (SeekableByteChannel channel = volume().open(KEY)) {
            assertThat(channel.size()).isEqualTo(SIZE);
            channel.position(SIZE);
            assertThat(channel.read(ByteBuffer.allocate(1))).isEqualTo(-1);
        }
    }

    @Test
    void theSameAgainIsNoError() throws Exception {
        volume().put(KEY, file(content()));
        volume().put(KEY, file(content()));
        assertThat(read(0, SIZE)).isEqualTo(content());
    }

    @Test
    void whatIsNotThereIsNotFound() throws Exception {
        assertThat(volume().find(KEY)).isEmpty();
        assertThatThrownBy(() -> volume().open(KEY)).isInstanceOf(NoSuchFileException.class);
        assertThatCode(() -> volume().destroy(Set.of(KEY, OTHER))).doesNotThrowAnyException();
        assertThat(keys()).isEmpty();
    }

    @Test
    void everyRecordingIsListedOnce() throws Exception {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            all.add("DJ-SEO/CAM-" + i + "/2026-11-21/120000.000.mp4");
            volume().put(all.getLast(), file(new byte[10 + i]));
        }
        assertThat(keys()).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void whatIsDestroyedIsGoneAndTheOthersStay() throws Exception {
        volume().put(KEY, file(content()));
        volume().put(OTHER, file(content()));

        volume().destroy(Set.of(KEY));
        volume().destroy(Set.of(KEY));

        assertThat(volume().find(KEY)).isEmpty();
        assertThatThrownBy(() -> volume().open(KEY)).isInstanceOf(NoSuchFileException.class);
        assertThat(keys()).containsExactly(OTHER);
        volume().destroy(Set.of(OTHER));
        assertThat(keys()).isEmpty();
    }

    @Test
    void aNameThatLeadsElsewhereIsRefused() {
        for (String name :
                List.of("../secret.mp4", "/etc/passwd", "a/../../x.mp4", "a/.open/x.mp4", "x.mp4", "a/x.txt")) {
            assertThatThrownBy(() -> volume().find(name)).as(name).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> volume().destroy(Set.of(name))).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> volume().put(name, file(new byte[1])))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    final List<String> keys() throws Exception {
        List<String> seen = new ArrayList<>();
        volume().walk(found -> seen.add(found.key()));
        return seen;
    }

    final Path file(byte[] content) throws IOException {
        return Files.write(Files.createTempFile(Files.createDirectories(workshop()), "whole", ".part"), content);
    }

    static byte[] content() {
        byte[] bytes = new byte[SIZE];
        new Random(13).nextBytes(bytes);
        return bytes;
    }

    private byte[] read(int from, int length) throws Exception {
        ByteBuffer into = ByteBuffer.allocate(length);
        try (SeekableByteChannel channel = volume().open(KEY)) {
            channel.position(from);
            while (into.hasRemaining())
                if (channel.read(into) < 0) throw new IOException("ended at " + into.position());
        }
        return into.array();
    }
}
