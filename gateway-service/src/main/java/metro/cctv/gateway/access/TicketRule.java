package metro.cctv.gateway.access;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Which requests need no log-in because they carry a media ticket: looking only, below {@code /api/live/} only. */
final class TicketRule {
    private TicketRule() {}

    /** @param query raw, as it came */
    static boolean isTicketed(String method, String path, @Nullable String query) {
        return (method.equals("GET") || method.equals("HEAD"))
                && path.startsWith("/api/live/")
                && query != null
                && Arrays.stream(query.split("&")).anyMatch(p -> p.startsWith("ticket=") && p.length() > 7);
    }
}
