package metro.cctv.registry.onvif;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** Weakest first. */
enum DigestAlgorithm {
    MD5("MD5", "MD5"),
    SHA_256("SHA-256", "SHA-256"),
    SHA_512_256("SHA-512-256", "SHA-512/256");

    private static final String SESSION = "-sess";

    private final String token;
    private final String javaName;

    DigestAlgorithm(String token, String javaName) {
        this.token = token;
        this.javaName = javaName;
    }

    /** RFC 7616 §3.3: none means MD5. The {@code -sess} form has the same algorithm. */
    static Optional<DigestAlgorithm> of(String token) {
        String plain = isSession(token) ? token.substring(0, token.length() - SESSION.length()) : token;
        if (plain.isEmpty()) return Optional.of(MD5);
        for (DigestAlgorithm algorithm : values())
            if (algorithm.token.equalsIgnoreCase(plain)) return Optional.of(algorithm);
        return Optional.empty();
    }

    static boolean isSession(String token) {
        return token.length() > SESSION.length()
                && token.regionMatches(true, token.length() - SESSION.length(), SESSION, 0, SESSION.length());
    }

    String hex(String text) {
        try {
            byte[] digest = MessageDigest.getInstance(javaName).digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(javaName + " is part of every JDK", e);
        }
    }
}
