package metro.cctv.link.secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * AES-256-GCM with a key from a file (32 bytes, Base64, owner only): a copy of the database alone gives nothing away.
 * The file is made when it is missing; all instances of the service share one.
 */
@Component
public class SecretBox {
    private static final Logger log = LoggerFactory.getLogger(SecretBox.class);
    private static final int NONCE_BYTES = 12;
    private static final int KEY_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec key;

    SecretBox(@Value("${cctv.link.secrets-key-file}") String file) {
        if (file.isBlank()) throw new IllegalStateException("cctv.link.secrets-key-file: name a file");
        this.key = new SecretKeySpec(read(Path.of(file)), "AES");
    }

    public byte[] lock(byte[] plain) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(plain);
            byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
            return all;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot encrypt", e);
        }
    }

    /** @throws IllegalStateException when it was locked with another key or was changed */
    public byte[] open(byte[] locked) {
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(locked, NONCE_BYTES));
            return cipher.doFinal(locked, NONCE_BYTES, locked.length - NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot decrypt: another key, or the row was changed", e);
        }
    }

    /**
     * HMAC-SHA-256 with a key of its own, made from ours. For what there is little of: a plain hash of a place is found by
     * trying all places.
     */
    public byte[] fingerprint(byte[] plain) {
        try {
            var hmac = Mac.getInstance("HmacSHA256");
            hmac.init(new SecretKeySpec(key.getEncoded(), "HmacSHA256"));
            byte[] own = hmac.doFinal("fingerprint".getBytes(StandardCharsets.UTF_8));
            hmac.init(new SecretKeySpec(own, "HmacSHA256"));
            return hmac.doFinal(plain);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot fingerprint", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(128, nonce));
        return cipher;
    }

    private byte[] read(Path file) {
        try {
            if (Files.notExists(file)) create(file);
            byte[] bytes = Base64.getMimeDecoder().decode(Files.readString(file));
            if (bytes.length != KEY_BYTES)
                throw new IllegalStateException("cctv.link.secrets-key-file: 32 bytes as Base64, was " + bytes.length);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException("cctv.link.secrets-key-file cannot be read", e);
        }
    }

    private void create(Path file) throws IOException {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) Files.createDirectories(folder);
        Path draft = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                "key",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(draft, Base64.getEncoder().encodeToString(bytes) + "\n");
            Files.createLink(file, draft); // whole or not at all, and never over another one
            log.info("A new key for small secrets was made: keep a copy of {}", file.getFileName());
        } catch (FileAlreadyExistsException e) {
            log.debug("Another instance made the key file first");
        } finally {
            Files.delete(draft);
        }
    }
}
