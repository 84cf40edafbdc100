package metro.cctv.contracts.recording;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A sealed recording file.
 *
 * <pre>
 * file   = header chunk+
 * header = "CCTVREC1"  u16 length of the rest
 *          u8 length, key id         DJ-SEO/2026-11-22/DJ-SEO-001, UTF-8
 *          u8 length, encapsulation  DHKEM(X25519, HKDF-SHA256), RFC 9180
 *          u8 length, wrapped key    the camera-day key, AES-256-GCM under the encapsulated key
 *          16 bytes salt             random, of this file
 * chunk  = u32 length of the plain bytes, at most {@value #MAX_CHUNK}
 *          u64 end of the pictures so far, µs since 1970; 0: they go on in the next chunk
 *          sealed bytes, as many, and a tag of {@value #TAG_BYTES}
 * </pre>
 *
 * The plain bytes of all chunks are one fragmented MP4. The key of a file is HMAC-SHA256(camera-day key, header); the nonce is
 * the chunk's number, its first twelve bytes are authenticated with it. So no two chunks share key and nonce, chunks cannot
 * change places, and a file that was cut off after a chunk is whole up to there.
 */
public final class SegmentFormat {
    public static final int CHUNK_HEADER = 12;
    public static final int TAG_BYTES = 16;
    public static final int MAX_CHUNK = 1 << 20;
    static final byte[] MAGIC = "CCTVREC1".getBytes(StandardCharsets.US_ASCII);
    static final int SALT_BYTES = 16;
    static final int MAX_HEADER = 1024;
    private static final byte[] PURPOSE = "metro-cctv recording file key 1".getBytes(StandardCharsets.US_ASCII);

    private SegmentFormat() {}

    /** Cheap: whether these first bytes are a sealed recording's. */
    public static boolean isSealed(byte[] start) {
        return start.length >= MAGIC.length && Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    static SecretKey fileKey(SecretKey cameraDayKey, byte[] header) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(cameraDayKey);
        mac.update(PURPOSE);
        return new SecretKeySpec(mac.doFinal(header), "AES");
    }

    static void begin(Cipher cipher, int mode, SecretKey fileKey, long number, byte[] aad, int aadAt)
            throws GeneralSecurityException {
        byte[] nonce =
                ByteBuffer.allocate(CHUNK_HEADER).putInt(0).putLong(number).array();
        cipher.init(mode, fileKey, new GCMParameterSpec(TAG_BYTES * 8, nonce));
        cipher.updateAAD(aad, aadAt, CHUNK_HEADER);
    }

    /** The encapsulated key serves once, so the nonce may be zero. */
    static byte[] wrap(int mode, SecretKey encapsulated, String keyId, byte[] bytes) throws GeneralSecurityException {
        Cipher cipher = cipher();
        cipher.init(mode, encapsulated, new GCMParameterSpec(TAG_BYTES * 8, new byte[12]));
        cipher.updateAAD(keyId.getBytes(StandardCharsets.UTF_8));
        return cipher.doFinal(bytes);
    }

    static Cipher cipher() throws GeneralSecurityException {
        return Cipher.getInstance("AES/GCM/NoPadding");
    }
}
