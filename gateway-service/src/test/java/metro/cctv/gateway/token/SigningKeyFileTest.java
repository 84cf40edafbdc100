package metro.cctv.gateway.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyFileTest {
    @TempDir
    Path folder;

    @Test
    void isMadeOnceForItsOwnerOnly() throws Exception {
        Path file = folder.resolve("new/key.json");
        String first = SigningKeyFile.loadOrCreate(file).getKeys().getFirst().getKeyID();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(SigningKeyFile.loadOrCreate(file).getKeys().getFirst().getKeyID())
                .isEqualTo(first);
    }

    @Test
    void theKeysNameIsItsThumbprintWhateverTheFileSays() throws Exception {
        RSAKey key = new RSAKeyGenerator(2048).keyID("../../etc/passwd").generate();
        Path file = write(new JWKSet(key).toString(false));
        assertThat(SigningKeyFile.loadOrCreate(file).getKeys().getFirst().getKeyID())
                .isEqualTo(key.computeThumbprint().toString());
    }

    @Test
    void weakPublicOrReadableKeysAreRefused() throws Exception {
        RSAKey key = new RSAKeyGenerator(2048).generate();
        assertThatThrownBy(() -> SigningKeyFile.loadOrCreate(write(new JWKSet(key).toString(true))))
                .hasMessageContaining("private RSA keys");
        RSAKey weak = new RSAKeyGenerator(1024, true).generate();
        assertThatThrownBy(() -> SigningKeyFile.loadOrCreate(write(new JWKSet(weak).toString(false))))
                .hasMessageContaining("private RSA keys");
        assertThatThrownBy(() -> SigningKeyFile.loadOrCreate(write("{\"keys\":[]}")))
                .hasMessageContaining("no key");
        assertThatThrownBy(() -> SigningKeyFile.loadOrCreate(write("nonsense"))).hasMessageContaining("not a JWK set");
        Path open = write(new JWKSet(key).toString(false));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> SigningKeyFile.loadOrCreate(open)).hasMessageContaining("chmod 600");
    }

    private Path write(String text) throws Exception {
        Path file = folder.resolve("key.json");
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }
}
