package metro.cctv.simulator.onvif;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import metro.cctv.simulator.access.Credentials;

/** Checks WS-UsernameTokens and takes each only once. Thread-safe. */
final class TokenGuard {
    /** How far a client's clock may be off. */
    static final Duration WINDOW = Duration.ofMinutes(5);

    /** More live nonces than this and further tokens are refused: forgetting one would allow its replay. */
    private static final int MAX_NONCES = 10_000;

    private final Credentials credentials;
    private final Clock clock;
    /** Nonces in order of arrival, with the time from which the token is too old anyway. */
    private final Map<String, Instant> used = new LinkedHashMap<>();

    TokenGuard(Credentials credentials, Clock clock) {
        this.credentials = credentials;
        this.clock = clock;
    }

    boolean accepts(UsernameToken token) {
        Instant created;
        byte[] nonce;
        byte[] digest;
        try {
            created = OffsetDateTime.parse(token.created()).toInstant();
            nonce = Base64.getDecoder().decode(token.nonce());
            digest = Base64.getDecoder().decode(token.digest());
        } catch (DateTimeParseException | IllegalArgumentException e) {
            return false;
        }
        Instant now = clock.instant();
        if (nonce.length == 0 || nonce.length > 128) return false;
        if (Duration.between(created, now).abs().compareTo(WINDOW) > 0) return false;
        if (!credentials.username().equals(token.username())) return false;
        if (!MessageDigest.isEqual(digest, digest(nonce, token.created(), credentials.password()))) return false;
        // Encoded afresh: Base64 allows several spellings of the same bytes.
        return firstUse(Base64.getEncoder().encodeToString(nonce), created, now);
    }

    private synchronized boolean firstUse(String nonce, Instant created, Instant now) {
        used.values().removeIf(expiry -> expiry.isBefore(now));
        if (used.size() >= MAX_NONCES) return false;
        return used.putIfAbsent(nonce, created.plus(WINDOW).plusSeconds(1)) == null;
    }

    static byte[] digest(byte[] nonce, String created, String password) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(nonce);
            sha1.update(created.getBytes(StandardCharsets.UTF_8));
            return sha1.digest(password.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-1 is part of every JDK", e);
        }
    }
}
