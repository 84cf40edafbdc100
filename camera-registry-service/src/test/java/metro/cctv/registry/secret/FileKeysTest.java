package metro.cctv.registry.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileKeysTest {
    @TempDir
    Path folder;

    @Test
    void theLastNameWrapsAndTheOthersStillOpen() {
        key("2026-01-01");
        FileKeys keys = FileKeys.folder(folder);
        byte[] dataKey = Aead.random(32);
        WrappedKey old = keys.wrap(dataKey);

        key("2026-07-01");
        assertThat(keys.newestId()).isEqualTo("2026-07-01");
        WrappedKey fresh = keys.wrap(dataKey);

        assertThat(old.masterKeyId()).isEqualTo("2026-01-01");
        assertThat(fresh.masterKeyId()).isEqualTo("2026-07-01");
        assertThat(keys.unwrap(old)).isEqualTo(dataKey);
        assertThat(keys.unwrap(fresh)).isEqualTo(dataKey);
        WrappedKey moved = keys.rewrap(List.of(old)).getFirst();
        assertThat(moved.masterKeyId()).isEqualTo("2026-07-01");
        assertThat(keys.unwrap(moved)).isEqualTo(dataKey);
    }

    @Test
    void aKeyThatAnotherInstanceAlreadyUsesIsFoundWithoutARestart() {
        key("2026-01-01");
        FileKeys here = FileKeys.folder(folder);
        key("2026-07-01");
        WrappedKey elsewhere = FileKeys.folder(folder).wrap(Aead.random(32));

        assertThat(here.unwrap(elsewhere)).hasSize(32);
    }

    @Test
    void oneFileIsKnownByItsContentSoThatAnExchangedOneIsAnotherKey() {
        Path file = MasterKeyFiles.fresh(folder.resolve("credentials.key"));
        WrappedKey wrapped = FileKeys.single(file).wrap(Aead.random(32));
        assertThat(FileKeys.single(file).unwrap(wrapped)).hasSize(32);

        MasterKeyFiles.fresh(file);

        assertThatThrownBy(() -> FileKeys.single(file).unwrap(wrapped))
                .isInstanceOf(KeyRefused.class)
                .hasMessageContaining(wrapped.masterKeyId())
                .hasMessageContaining("not here");
    }

    @Test
    void anExchangedFileUnderAnOldNameIsNoticed() {
        key("2026-01-01");
        WrappedKey wrapped = FileKeys.folder(folder).wrap(Aead.random(32));
        key("2026-01-01");

        assertThatThrownBy(() -> FileKeys.folder(folder).unwrap(wrapped)).hasMessageContaining("does not fit");
    }

    @ParameterizedTest(name = "byte {0}")
    @CsvSource({"0", "13", "30", "59"})
    void changedBytesAreNoticed(int at) {
        key("2026-01-01");
        FileKeys keys = FileKeys.folder(folder);
        WrappedKey wrapped = keys.wrap(Aead.random(32));
        byte[] changed = wrapped.bytes().clone();
        changed[at] ^= 1;

        assertThatThrownBy(() -> keys.unwrap(new WrappedKey("2026-01-01", changed)))
                .isInstanceOf(KeyRefused.class);
        assertThatThrownBy(() -> keys.unwrap(new WrappedKey("2026-01-01", Arrays.copyOf(changed, 12))))
                .isInstanceOf(KeyRefused.class);
        assertThatThrownBy(() -> keys.unwrap(new WrappedKey("2020-01-01", wrapped.bytes())))
                .hasMessageContaining("\"2020-01-01\" is not here");
    }

    /** Each would be a start that must not happen. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            short          | 2026-01-01.key | 31 | random   | rw------- | 32 bytes, was 31
            long           | 2026-01-01.key | 33 | random   | rw------- | 32 bytes, was 33
            empty          | 2026-01-01.key | 0  | random   | rw------- | 32 bytes, was 0
            as hex         | 2026-01-01.key | 64 | random   | rw------- | 32 bytes, was 64
            zeros          | 2026-01-01.key | 32 | constant | rw------- | one byte 32 times
            group reads    | 2026-01-01.key | 32 | random   | rw-r----- | chmod 600
            others read    | 2026-01-01.key | 32 | random   | rw----r-- | chmod 600
            others write   | 2026-01-01.key | 32 | random   | rw-----w- | chmod 600
            executable     | 2026-01-01.key | 32 | random   | rwx------ | chmod 600
            capital        | NewKey.key     | 32 | random   | rw------- | a name of a-z
            blank          | my key.key     | 32 | random   | rw------- | a name of a-z
            no name        | .key           | 32 | random   | rw------- | a name of a-z
            other suffix   | 2026-01-01.pem | 32 | random   | rw------- | holds no NAME.key
            """)
    void refusesAKeyThatIsNone(String name, String file, int bytes, String content, String mode, String words) {
        MasterKeyFiles.write(
                folder.resolve(file), content.equals("random") ? Aead.random(bytes) : new byte[bytes], mode);

        assertThatThrownBy(() -> FileKeys.folder(folder))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(words);
    }

    @Test
    void refusesWhatIsNotThereIsNoFileOrHasTwoNames() throws Exception {
        assertThatThrownBy(() -> FileKeys.folder(folder)).hasMessageContaining("holds no NAME.key");
        assertThatThrownBy(() -> FileKeys.folder(folder.resolve("nowhere"))).hasMessageContaining("cannot be read");
        assertThatThrownBy(() -> FileKeys.single(folder.resolve("nowhere"))).hasMessageContaining("not there");
        Files.createDirectory(folder.resolve("dir.key"));
        assertThatThrownBy(() -> FileKeys.folder(folder)).hasMessageContaining("not a plain file");
        Files.delete(folder.resolve("dir.key"));
        Path first = key("2026-01-01");
        Files.copy(first, folder.resolve("2026-07-01.key"), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        assertThatThrownBy(() -> FileKeys.folder(folder)).hasMessageContaining("the same key under two names");
    }

    /** As Kubernetes mounts secrets: links, readable by the owner only. */
    @Test
    void aLinkIsFollowed() throws Exception {
        Path real = MasterKeyFiles.write(folder.resolve("..data/k"), Aead.random(32), "r--------");
        Files.createSymbolicLink(folder.resolve("2026-01-01.key"), real);

        assertThat(FileKeys.folder(folder).newestId()).isEqualTo("2026-01-01");
    }

    @Test
    void theFirstKeyIsMadeWholeForItsOwnerOnlyAndNeverOverAnother() throws Exception {
        Path file = folder.resolve("new/credentials.key");
        KeyFile.create(file);
        byte[] made = Files.readAllBytes(file);
        KeyFile.create(file);

        assertThat(made).hasSize(32).isEqualTo(Files.readAllBytes(file));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var left = Files.list(file.getParent())) {
            assertThat(left).hasSize(1);
        }
    }

    @Test
    void aNewKeyIsNotMadeWhileSecretsNeedTheOldOne() {
        Path file = folder.resolve("credentials.key");

        assertThatThrownBy(() -> SecretConfiguration.makeFirst(file, List.of(new SecretStore.Use("file-0a1b2c3d", 3))))
                .hasMessageContaining("3 cameras' credentials");
        assertThat(file).doesNotExist();
        SecretConfiguration.makeFirst(file, List.of());
        assertThat(file).exists();
    }

    private Path key(String name) {
        return MasterKeyFiles.fresh(folder.resolve(name + ".key"));
    }
}
