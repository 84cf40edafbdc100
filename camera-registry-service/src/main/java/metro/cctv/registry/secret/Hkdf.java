package metro.cctv.registry.secret;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HKDF with SHA-256 (RFC 5869): several keys out of one, each for a purpose of its own. */
final class Hkdf {
    static final int HASH_BYTES = 32;
    private static final String HMAC = "HmacSHA256";

    private Hkdf() {}

    /** @param info the purpose; @param bytes 1 to 8,160 */
    static byte[] derive(byte[] inputKey, byte[] salt, byte[] info, int bytes) {
        if (bytes < 1 || bytes > 255 * HASH_BYTES) throw new IllegalArgumentException("bytes: 1 to 8160, was " + bytes);
        byte[] pseudoRandom = hmac(salt.length == 0 ? new byte[HASH_BYTES] : salt, inputKey);
        ByteBuffer out = ByteBuffer.allocate(bytes);
        byte[] last = new byte[0];
        for (int i = 1; out.hasRemaining(); i++) {
            last = hmac(
                    pseudoRandom,
                    ByteBuffer.allocate(last.length + info.length + 1)
                            .put(last)
                            .put(info)
                            .put((byte) i)
                            .array());
            out.put(last, 0, Math.min(last.length, out.remaining()));
        }
        return out.array();
    }

    static byte[] hmac(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is not to be had", e);
        }
    }
}
