package metro.cctv.ingest.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import metro.cctv.contracts.camera.CameraConfigured;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialStoreTest {
    @TempDir
    Path folder;

    private int asked;
    private boolean away;
    private String password = "first";

    @Test
    void asksOnceThenKeepsOverARestartWithTheRegistryAway() {
        assertThat(find(store(), 1, false)).contains(new Credentials("user", "first"));
        assertThat(find(store(), 1, false)).contains(new Credentials("user", "first"));
        assertThat(asked).isEqualTo(1);
        away = true;
        assertThat(find(store(), 2, false))
                .as("changed meanwhile, but the old is better than none")
                .contains(new Credentials("user", "first"));
    }

    @Test
    void asksAgainWhenTheCameraRefusedOrChanged() {
        CredentialStore store = store();
        find(store, 1, false);
        password = "second";
        assertThat(find(store, 1, true)).contains(new Credentials("user", "second"));
        password = "third";
        assertThat(find(store, 2, false)).contains(new Credentials("user", "third"));
    }

    @Test
    void failsWhenNoneCanBeHad() {
        away = true;
        assertThatThrownBy(() -> find(store(), 1, false)).hasMessageContaining("away");
    }

    @Test
    void theFilesAreSealedAndOurs() throws IOException {
        find(store(), 1, false);
        Path file = folder.resolve("credentials/DJ-SEO-001");
        assertThat(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("first");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        byte[] broken = Files.readAllBytes(file);
        broken[20] ^= 1;
        Files.write(file, broken);
        assertThat(find(store(), 1, false)).isPresent();
        assertThat(asked).as("a file that was tampered with is not believed").isEqualTo(2);
    }

    @Test
    void aKeyThatOthersCanReadIsRefused() throws IOException {
        store();
        Files.setPosixFilePermissions(folder.resolve("key"), PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(this::store)
                .hasRootCauseMessage(folder.resolve("key") + " must be readable by its owner only (mode 0600)");
    }

    @Test
    void nothingPrintsThem() {
        assertThat(new Credentials("user", "first").toString())
                .doesNotContain("first")
                .doesNotContain("user");
    }

    private CredentialStore store() {
        return new CredentialStore(new CameraSettings(List.of("*"), folder, folder.resolve("key"), "unused"), id -> {
            if (away) throw new IllegalStateException("away");
            asked++;
            return Optional.of(new Credentials("user", password));
        });
    }

    private static Optional<Credentials> find(CredentialStore store, long version, boolean refused) {
        return store.find(camera(version), refused).join();
    }

    static CameraConfigured camera(long version) {
        return TestCameras.camera("DJ-SEO-001", "rtsp://127.0.0.1/x", true, version);
    }
}
