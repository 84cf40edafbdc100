package metro.cctv.link.grant;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** The secret in a media URL: 32 random bytes. It is shown once and kept nowhere; its SHA-256 (of the text) is. */
record Ticket(String secret, String sha256) {
    private static final SecureRandom RANDOM = new SecureRandom();

    static Ticket random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return new Ticket(secret, sha256(secret));
    }

    static String sha256(String secret) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Never into a log. */
    @Override
    public String toString() {
        return "Ticket[" + sha256 + "]";
    }
}
