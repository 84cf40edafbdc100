package metro.cctv.gateway.route;

import java.util.Locale;
import java.util.Set;

/** Which headers cross the gateway. Inwards a short list: what is not on it cannot be spoofed. */
final class HeaderRule {
    private static final Set<String> INWARDS = Set.of(
            "accept",
            "accept-encoding",
            "accept-language",
            "content-encoding",
            "content-language",
            "content-type",
            "idempotency-key",
            "if-match",
            "if-modified-since",
            "if-none-match",
            "if-range",
            "if-unmodified-since",
            "last-event-id",
            "range",
            "user-agent");

    private static final Set<String> NEVER_OUTWARDS = Set.of(
            // hop by hop
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            // of the service, not of the door
            "server",
            "set-cookie",
            "www-authenticate",
            "x-powered-by");

    private HeaderRule() {}

    static boolean goesIn(String name) {
        return INWARDS.contains(name.toLowerCase(Locale.ROOT));
    }

    static boolean goesOut(String name) {
        String plain = name.toLowerCase(Locale.ROOT);
        return !plain.startsWith(":") && !plain.startsWith("access-control-") && !NEVER_OUTWARDS.contains(plain);
    }
}
