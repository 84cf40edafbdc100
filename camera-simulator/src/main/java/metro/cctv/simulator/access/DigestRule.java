package metro.cctv.simulator.access;

import org.jspecify.annotations.Nullable;

/** The expected {@code response} of Digest authentication (RFC 7616 §3.4, RFC 2069 where no qop is sent). */
final class DigestRule {
    private DigestRule() {}

    /**
     * @param method of the request, e.g. {@code DESCRIBE}
     * @param uri as the client wrote it into its answer
     * @param qop {@code auth}, or null for RFC 2069
     */
    static String response(
            DigestAlgorithm algorithm,
            Credentials credentials,
            String realm,
            String method,
            String uri,
            String nonce,
            @Nullable String qop,
            @Nullable String nonceCount,
            @Nullable String clientNonce) {
        String who = algorithm.hex(credentials.username() + ":" + realm + ":" + credentials.password());
        String what = algorithm.hex(method + ":" + uri);
        if (qop == null) return algorithm.hex(who + ":" + nonce + ":" + what);
        return algorithm.hex(who + ":" + nonce + ":" + nonceCount + ":" + clientNonce + ":" + qop + ":" + what);
    }
}
