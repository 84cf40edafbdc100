package metro.cctv.ingest.camera;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Small secrets on disk: AES-256-GCM, bound to their name, readable by our user alone. */
final class SealedFile {
    private static final int KEY_BYTES = 32;
    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    private SealedFile(SecretKeySpec key) {
        this.key = key;
    }

    /** Makes the key on the first start; refuses one that others can read. */
    static SealedFile withKey(Path keyFile) throws IOException {
        if (!Files.exists(keyFile)) {
            Files.createDirectories(keyFile.toAbsolutePath().getParent());
            var fresh = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(fresh);
            Files.createFile(keyFile, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            Files.write(keyFile, fresh, StandardOpenOption.WRITE);
        }
        if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(keyFile)))
            throw new IOException(keyFile + " must be readable by its owner only (mode 0600)");
        byte[] key = Files.readAllBytes(keyFile);
        if (key.length != KEY_BYTES) throw new IOException(keyFile + " must hold " + KEY_BYTES + " bytes");
        return new SealedFile(new SecretKeySpec(key, "AES"));
    }

    void write(Path file, String name, byte[] plain) throws IOException {
        var iv = new byte[IV_BYTES];
        random.nextBytes(iv);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, iv, name).doFinal(plain);
            Path fresh = file.resolveSibling(file.getFileName() + ".tmp");
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            Files.write(
                    fresh,
                    ByteBuffer.allocate(IV_BYTES + sealed.length)
                            .put(iv)
                            .put(sealed)
                            .array(),
                    StandardOpenOption.WRITE);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @return empty when there is none, or it was not sealed with this key and name */
    Optional<byte[]> read(Path file, String name) throws IOException {
        if (!Files.exists(file)) return Optional.empty();
        byte[] all = Files.readAllBytes(file);
        if (all.length <= IV_BYTES) return Optional.empty();
        var iv = java.util.Arrays.copyOf(all, IV_BYTES);
        try {
            return Optional.of(cipher(Cipher.DECRYPT_MODE, iv, name).doFinal(all, IV_BYTES, all.length - IV_BYTES));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] iv, String name) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, iv));
        cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
