package metro.cctv.registry.camera;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import metro.cctv.registry.RegistryProperties;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Encrypts cameras' log-ins (AES-256-GCM, fresh nonce, bound to the camera's code so that a row's secret cannot be
 * moved to another row).
 */
@Component
class CredentialVault {
    private static final byte FORMAT = 1;
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final SecretKey key;
    private final JsonMapper json;
    private final SecureRandom random = new SecureRandom();

    CredentialVault(RegistryProperties registry, JsonMapper json) {
        this.key = new SecretKeySpec(keyBytes(registry.credentialsKeyFile()), "AES");
        this.json = json;
    }

    byte[] seal(String cameraId, Credentials credentials) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] secret = crypt(Cipher.ENCRYPT_MODE, nonce, cameraId, json.writeValueAsBytes(credentials));
        return ByteBuffer.allocate(1 + NONCE_BYTES + secret.length)
                .put(FORMAT)
                .put(nonce)
                .put(secret)
                .array();
    }

    /** @throws IllegalStateException when the bytes were changed, are another camera's, or the key is another */
    Credentials open(String cameraId, byte[] sealed) {
        ByteBuffer in = ByteBuffer.wrap(sealed);
        if (in.remaining() <= 1 + NONCE_BYTES || in.get() != FORMAT)
            throw new IllegalStateException("credentials of " + cameraId + ": unknown format");
        byte[] nonce = new byte[NONCE_BYTES];
        in.get(nonce);
        byte[] secret = new byte[in.remaining()];
        in.get(secret);
        return json.readValue(crypt(Cipher.DECRYPT_MODE, nonce, cameraId, secret), Credentials.class);
    }

    private byte[] crypt(int mode, byte[] nonce, String cameraId, byte[] bytes) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(cameraId.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "credentials of " + cameraId + " cannot be read or written with this key", e);
        }
    }

    private static byte[] keyBytes(Path file) {
        try {
            if (!Files.exists(file)) create(file);
            Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
            if (!OWNER_ONLY.containsAll(mode))
                throw new IllegalStateException("credentials key file: others may read it; chmod 600 it");
            byte[] bytes = Files.readAllBytes(file);
            if (bytes.length != KEY_BYTES)
                throw new IllegalStateException("credentials key file: 32 bytes, were " + bytes.length);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException("credentials key file", e);
        }
    }

    /** Whole or not at all: a torn key would lock every password in. */
    private static void create(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) throw new IllegalStateException("credentials key file: a file, was " + file);
        Files.createDirectories(folder);
        byte[] fresh = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(fresh);
        Path draft = Files.createTempFile(folder, "key", ".new", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try {
            try (FileChannel out = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                out.write(ByteBuffer.wrap(fresh));
                out.force(true);
            }
            Files.createLink(file, draft); // fails when somebody else made it meanwhile: theirs counts
        } catch (java.nio.file.FileAlreadyExistsException e) {
            return;
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
