package metro.cctv.gateway.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The RSA keys that vouch for every caller, in a file only we can read. Keys after the first still verify. */
final class SigningKeyFile {
    private static final int BITS = 2048;
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY = PosixFilePermissions.asFileAttribute(
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));

    private SigningKeyFile() {}

    static JWKSet loadOrCreate(Path file) {
        try {
            if (!Files.exists(file)) create(file);
            if (Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ))
                throw new IllegalStateException("signing key file: everybody can read it; chmod 600 it");
            return checked(JWKSet.parse(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParseException e) {
            throw new IllegalStateException("signing key file: not a JWK set");
        } catch (JOSEException e) {
            throw new IllegalStateException("signing key file: not a usable RSA key", e);
        }
    }

    private static JWKSet checked(JWKSet given) throws JOSEException {
        List<JWK> keys = new ArrayList<>();
        for (JWK key : given.getKeys()) {
            if (!(key instanceof RSAKey rsa) || !rsa.isPrivate() || rsa.size() < BITS)
                throw new IllegalStateException("signing key file: private RSA keys of " + BITS + " bits or more only");
            keys.add(new RSAKey.Builder(rsa)
                    .keyIDFromThumbprint()
                    .algorithm(JWSAlgorithm.RS256)
                    .keyUse(KeyUse.SIGNATURE)
                    .build());
        }
        if (keys.isEmpty()) throw new IllegalStateException("signing key file: holds no key");
        return new JWKSet(keys);
    }

    private static void create(Path file) throws IOException, JOSEException {
        RSAKey key = new RSAKeyGenerator(BITS)
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.RS256)
                .keyIDFromThumbprint(true)
                .generate();
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path fresh = Files.createTempFile(folder, "signing-key", ".new", OWNER_ONLY);
        try (SeekableByteChannel out = Files.newByteChannel(fresh, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(new JWKSet(key).toString(false).getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) out.write(bytes);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
