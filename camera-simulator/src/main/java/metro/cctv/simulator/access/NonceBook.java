package metro.cctv.simulator.access;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Nonces that carry their own age: time, salt and a keyed hash of both. Only the use counts of live nonces are remembered,
 * and of at most {@link #MAX_COUNTED} of them.
 */
final class NonceBook {
    private static final int MAX_COUNTED = 4096;
    private static final int SIGNED_BYTES = 16;
    private static final int NONCE_BYTES = SIGNED_BYTES + 16;

    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec key;
    private final Clock clock;
    private final Duration maxAge;
    private final Map<String, Long> lastCounts = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MAX_COUNTED;
        }
    };

    NonceBook(Clock clock, Duration maxAge) {
        this.clock = clock;
        this.maxAge = maxAge;
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        this.key = new SecretKeySpec(secret, "HmacSHA256");
    }

    enum Age {
        FRESH,
        STALE,
        /** Not one of ours. */
        FOREIGN
    }

    String issue() {
        ByteBuffer nonce = ByteBuffer.allocate(NONCE_BYTES);
        nonce.putLong(clock.millis()).putLong(random.nextLong());
        nonce.put(sign(nonce.array()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(nonce.array());
    }

    Age ageOf(String nonce) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(nonce);
        } catch (IllegalArgumentException e) {
            return Age.FOREIGN;
        }
        if (bytes.length != NONCE_BYTES
                || !MessageDigest.isEqual(sign(bytes), Arrays.copyOfRange(bytes, SIGNED_BYTES, NONCE_BYTES)))
            return Age.FOREIGN;
        long ageMs = clock.millis() - ByteBuffer.wrap(bytes).getLong();
        return ageMs >= 0 && ageMs <= maxAge.toMillis() ? Age.FRESH : Age.STALE;
    }

    /** False where this count, or a higher one, was seen with this nonce before: a replay. */
    synchronized boolean advance(String nonce, long count) {
        Long last = lastCounts.get(nonce);
        if (last != null && count <= last) return false;
        lastCounts.put(nonce, count);
        return true;
    }

    private byte[] sign(byte[] nonce) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(nonce, 0, SIGNED_BYTES);
            return Arrays.copyOf(mac.doFinal(), NONCE_BYTES - SIGNED_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
        }
    }
}
