package metro.cctv.registry.secret;

import java.nio.charset.StandardCharsets;

/**
 * A keyed fingerprint of a password: the same password gives the same 32 bytes, and without the key nobody can try words
 * against them. The key lies in the database like a data key, so that it outlives every change of the master key.
 */
final class PasswordFingerprint {
    private static final byte[] PURPOSE = "cctv/password-fingerprint/1".getBytes(StandardCharsets.UTF_8);

    private final byte[] key;

    PasswordFingerprint(byte[] root) {
        this.key = Hkdf.derive(root, new byte[0], PURPOSE, Hkdf.HASH_BYTES);
    }

    byte[] of(String password) {
        return Hkdf.hmac(key, password.getBytes(StandardCharsets.UTF_8));
    }
}
