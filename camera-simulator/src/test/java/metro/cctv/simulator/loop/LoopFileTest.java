package metro.cctv.simulator.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import metro.cctv.simulator.FakeLoops;
import metro.cctv.simulator.video.EncodedLoop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoopFileTest {
    @TempDir
    Path folder;

    @Test
    void comesBackAsItWas() throws IOException {
        EncodedLoop loop = FakeLoops.of(10, 12, 300);
        LoopFile.write(folder.resolve("a.loop"), loop);
        assertThat(LoopFile.read(folder.resolve("a.loop"))).isEqualTo(loop);
        assertThat(folder).isDirectoryContaining("glob:**/a.loop").isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void aCutOrChangedFileIsRefused() throws IOException {
        Path file = folder.resolve("a.loop");
        LoopFile.write(file, FakeLoops.of(10, 12, 300));
        byte[] whole = Files.readAllBytes(file);
        for (int length : new int[] {0, 3, 40, whole.length - 1}) {
            Path cut = folder.resolve("cut-" + length);
            Files.write(cut, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> LoopFile.read(cut)).isInstanceOf(IOException.class);
        }
        whole[28] = 0x7f;
        Files.write(folder.resolve("lie"), whole);
        assertThatThrownBy(() -> LoopFile.read(folder.resolve("lie"))).isInstanceOf(IOException.class);
    }
}
