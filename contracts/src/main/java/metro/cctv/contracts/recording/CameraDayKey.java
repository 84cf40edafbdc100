package metro.cctv.contracts.recording;

import static metro.cctv.contracts.recording.SegmentFormat.SALT_BYTES;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KEM;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import metro.cctv.contracts.Require;

/**
 * The key that one camera's recordings of one day are sealed with. It lives in memory only: on disk it is wrapped for the
 * district's day, so whoever takes the recorder away cannot look at what it recorded.
 */
public final class CameraDayKey {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final RecordingKey recipient;
    private final String keyId;
    private final SecretKey key;
    private final byte[] encapsulation;
    private final byte[] wrapped;

    private CameraDayKey(RecordingKey recipient, String keyId, SecretKey key, byte[] encapsulation, byte[] wrapped) {
        this.recipient = recipient;
        this.keyId = keyId;
        this.key = key;
        this.encapsulation = encapsulation;
        this.wrapped = wrapped;
    }

    /** @throws IllegalArgumentException when the recipient's public key is none */
    public static CameraDayKey create(RecordingKey recipient, String cameraId) {
        Require.cameraId(cameraId);
        String keyId = recipient.keyId() + "/" + cameraId;
        byte[] key = random(32);
        try {
            PublicKey to = KeyFactory.getInstance("X25519")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(recipient.publicKey())));
            KEM.Encapsulated sent = KEM.getInstance("DHKEM").newEncapsulator(to).encapsulate(0, 32, "AES");
            byte[] wrapped = SegmentFormat.wrap(Cipher.ENCRYPT_MODE, sent.key(), keyId, key);
            return new CameraDayKey(
                    recipient, keyId, new SecretKeySpec(key, "HmacSHA256"), sent.encapsulation(), wrapped);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("recording key " + recipient.keyId() + ": no X25519 public key", e);
        }
    }

    /** {@code DJ-SEO/2026-11-22/DJ-SEO-001} */
    public String keyId() {
        return keyId;
    }

    public boolean isFor(RecordingKey other) {
        return recipient.equals(other);
    }

    public SegmentSealer newFile() {
        byte[] id = keyId.getBytes(StandardCharsets.UTF_8);
        int length = 3 + id.length + encapsulation.length + wrapped.length + SALT_BYTES;
        ByteBuffer header = ByteBuffer.allocate(SegmentFormat.MAGIC.length + 2 + length);
        header.put(SegmentFormat.MAGIC).putShort((short) length);
        header.put((byte) id.length).put(id);
        header.put((byte) encapsulation.length).put(encapsulation);
        header.put((byte) wrapped.length).put(wrapped);
        header.put(random(SALT_BYTES));
        try {
            return new SegmentSealer(header.array(), SegmentFormat.fileKey(key, header.array()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] random(int bytes) {
        byte[] fresh = new byte[bytes];
        RANDOM.nextBytes(fresh);
        return fresh;
    }
}
