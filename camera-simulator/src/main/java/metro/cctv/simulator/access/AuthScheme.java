package metro.cctv.simulator.access;

import java.util.List;

/** How a device asks who is there. */
public enum AuthScheme {
    NONE(List.of()),
    BASIC(List.of()),
    DIGEST_MD5(List.of(DigestAlgorithm.MD5)),
    DIGEST_SHA256(List.of(DigestAlgorithm.SHA_256)),
    /** Both, the stronger first (RFC 7616 §3.7). */
    DIGEST(List.of(DigestAlgorithm.SHA_256, DigestAlgorithm.MD5));

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<DigestAlgorithm> algorithms;

    AuthScheme(List<DigestAlgorithm> algorithms) {
        this.algorithms = algorithms;
    }

    List<DigestAlgorithm> algorithms() {
        return algorithms;
    }

    /** {@code none}, {@code basic}, {@code digest}, {@code digest-md5} or {@code digest-sha256}. */
    public static AuthScheme parse(String text) {
        for (AuthScheme scheme : values()) if (scheme.name().replace('_', '-').equalsIgnoreCase(text)) return scheme;
        throw new IllegalArgumentException("auth: none, basic, digest, digest-md5 or digest-sha256, was " + text);
    }
}
