package metro.cctv.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalVolumeTest extends VolumeContract {
    @TempDir
    Path folder;

    private Path root;
    private LocalVolume volume;

    @BeforeEach
    void mounted() throws IOException {
        root = folder.resolve("recordings");
        Files.createDirectories(root.resolve(LocalVolume.OPEN));
        volume = new LocalVolume(root, new Disk());
    }

    @Override
    Volume volume() {
        return volume;
    }

    @Override
    Path workshop() {
        return root.resolve(LocalVolume.OPEN).resolve("CAM-1");
    }

    @Test
    void followsNoLinks() throws Exception {
        volume.put(KEY, file(new byte[100]));
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
            assertThatThrownBy(() -> volume.find(key)).as(key).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void destroysTheNameAndNeverWhatALinkPointsTo() throws Exception {
        volume.put(KEY, file(new byte[100]));
        Path secret = Files.write(folder.resolve("secret.mp4"), new byte[100]);
        Files.createSymbolicLink(root.resolve("DJ-SEO/CAM-1/link.mp4"), secret);
        Files.createSymbolicLink(root.resolve("DJ-SEO/elsewhere"), folder);

        volume.destroy(Set.of("DJ-SEO/CAM-1/link.mp4"));
        assertThatThrownBy(() -> volume.destroy(Set.of("DJ-SEO/elsewhere/secret.mp4")))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(secret).exists();
        assertThat(root.resolve("DJ-SEO/CAM-1/link.mp4")).doesNotExist();
    }

    /** A hard link would keep the bytes: no proof of a destruction. */
    @Test
    void whatHasASecondNameIsNotDestroyedAndToldSoWhileOthersAre() throws Exception {
        volume.put(KEY, file(new byte[100]));
        volume.put(OTHER, file(new byte[100]));
        Path second = Files.createLink(folder.resolve("second"), root.resolve(KEY));

        assertThatThrownBy(() -> volume.destroy(Set.of(KEY, OTHER)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("second name");
        assertThat(root.resolve(OTHER)).doesNotExist();
        assertThat(root.resolve(KEY)).exists();

        Files.delete(second);
        volume.destroy(Set.of(KEY));
        assertThat(root.resolve(KEY)).doesNotExist();
    }

    @Test
    void anEmptyDayGoesWithItsLastRecording() throws Exception {
        volume.put(KEY, file(new byte[100]));

        volume.destroy(Set.of(KEY));

        assertThat(root.resolve("DJ-SEO/CAM-1/2026-11-21")).doesNotExist();
        assertThat(root.resolve("DJ-SEO/CAM-1")).exists();
    }

    @Test
    void listsFinishedRecordingsOnly() throws Exception {
        volume.put(KEY, file(new byte[100]));
        Files.write(root.resolve(".open/CAM-1/x.mp4"), new byte[1]);
        Files.write(root.resolve("DJ-SEO/CAM-1/notes.txt"), new byte[1]);

        assertThat(keys()).containsExactly(KEY);
    }

    /** The folder of a disk that is not mounted is there, and empty. */
    @Test
    void aDiskThatIsNotMountedIsAwayAndProvesNothing() throws Exception {
        var unmounted = new LocalVolume(Files.createDirectories(folder.resolve("mount-point")), new Disk());

        assertThatThrownBy(() -> unmounted.find(KEY)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> unmounted.walk(found -> {})).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> unmounted.destroy(Set.of(KEY))).isInstanceOf(IOException.class);
        Path file = file(new byte[100]);
        assertThatThrownBy(() -> unmounted.put(KEY, file)).isInstanceOf(IOException.class);
        assertThat(folder.resolve("mount-point")).isEmptyDirectory();
    }
}
