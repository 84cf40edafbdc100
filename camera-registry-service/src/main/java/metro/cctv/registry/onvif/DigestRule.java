package metro.cctv.registry.onvif;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** {@code Authorization} headers (RFC 7616 §3.4; RFC 2069 where no qop is asked for; RFC 7617). */
final class DigestRule {
    private DigestRule() {}

    /**
     * @param target as in the request line: an absolute URI in RTSP, path and query in HTTP
     * @param count how often this nonce was used, this time included
     * @param clientNonce fresh, printable
     */
    static String header(
            Challenge asked, OnvifCredentials who, String method, String target, int count, String clientNonce) {
        String token = asked.value("algorithm");
        DigestAlgorithm algorithm = DigestAlgorithm.of(token).orElseThrow();
        String realm = asked.value("realm");
        String nonce = asked.value("nonce");
        String a1 = algorithm.hex(who.username() + ":" + realm + ":" + who.password());
        if (DigestAlgorithm.isSession(token)) a1 = algorithm.hex(a1 + ":" + nonce + ":" + clientNonce);
        String a2 = algorithm.hex(method + ":" + target);
        String times = "%08x".formatted(count);
        boolean auth = asked.asksForAuth();
        String response = auth
                ? algorithm.hex(a1 + ":" + nonce + ":" + times + ":" + clientNonce + ":auth:" + a2)
                : algorithm.hex(a1 + ":" + nonce + ":" + a2);
        StringBuilder header = new StringBuilder("Digest username=")
                .append(quoted(who.username()))
                .append(", realm=")
                .append(quoted(realm))
                .append(", nonce=")
                .append(quoted(nonce))
                .append(", uri=")
                .append(quoted(target))
                .append(", response=\"")
                .append(response)
                .append('"');
        if (!token.isEmpty()) header.append(", algorithm=").append(token);
        if (!asked.value("opaque").isEmpty()) header.append(", opaque=").append(quoted(asked.value("opaque")));
        if (auth || DigestAlgorithm.isSession(token))
            header.append(", cnonce=\"").append(clientNonce).append('"');
        if (auth) header.append(", qop=auth, nc=").append(times);
        return header.toString();
    }

    static String basic(OnvifCredentials who) {
        return "Basic "
                + Base64.getEncoder()
                        .encodeToString((who.username() + ":" + who.password()).getBytes(StandardCharsets.UTF_8));
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
