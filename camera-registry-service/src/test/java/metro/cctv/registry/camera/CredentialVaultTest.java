package metro.cctv.registry.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import metro.cctv.registry.RegistryProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class CredentialVaultTest {
    private static final Credentials SECRET = new Credentials("viewer", "pa$$ wörd");

    @TempDir
    Path folder;

    @Test
    void opensWhatItSealedAlsoAfterARestart() {
        byte[] sealed = vault("key").seal("DJ-SEO-001", SECRET);

        assertThat(vault("key").open("DJ-SEO-001", sealed)).isEqualTo(SECRET);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("viewer", "pa$$");
    }

    @Test
    void sealsTheSameDifferentlyEveryTime() {
        CredentialVault vault = vault("key");

        assertThat(vault.seal("DJ-SEO-001", SECRET)).isNotEqualTo(vault.seal("DJ-SEO-001", SECRET));
    }

    @Test
    void refusesAnotherCamerasBytesChangedBytesAndAnotherKey() {
        byte[] sealed = vault("key").seal("DJ-SEO-001", SECRET);
        byte[] changed = sealed.clone();
        changed[changed.length - 1] ^= 1;

        assertThatThrownBy(() -> vault("key").open("DJ-SEO-002", sealed)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> vault("key").open("DJ-SEO-001", changed)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> vault("other").open("DJ-SEO-001", sealed)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> vault("key").open("DJ-SEO-001", new byte[3]))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void makesAKeyThatOnlyItsOwnerReads() throws Exception {
        vault("key");

        assertThat(Files.size(folder.resolve("key"))).isEqualTo(32);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("key"))))
                .isEqualTo("rw-------");
        try (var left = Files.list(folder)) {
            assertThat(left).hasSize(1);
        }
    }

    @Test
    void startsNeitherWithAnOpenNorWithAWrongKey() throws Exception {
        Files.write(folder.resolve("short"), new byte[16]);
        Files.setPosixFilePermissions(folder.resolve("short"), PosixFilePermissions.fromString("rw-------"));
        Files.write(folder.resolve("open"), new byte[32]);
        Files.setPosixFilePermissions(folder.resolve("open"), PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> vault("short")).hasMessageContaining("32 bytes");
        assertThatThrownBy(() -> vault("open")).hasMessageContaining("chmod 600");
    }

    @Test
    void isNeverPrinted() {
        assertThat(SECRET.toString()).doesNotContain("viewer", "pa$$");
    }

    private CredentialVault vault(String file) {
        return new CredentialVault(
                new RegistryProperties(folder.resolve(file), List.of("10.0.0.0/8"), Duration.ofMinutes(3)),
                JsonMapper.builder().build());
    }
}
