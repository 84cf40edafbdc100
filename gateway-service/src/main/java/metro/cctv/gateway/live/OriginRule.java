package metro.cctv.gateway.live;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A browser sends our cookie along with any page's WebSocket, so the page must be ours. */
final class OriginRule {
    private OriginRule() {}

    /**
     * @param host the Host header: name and, unless it is the scheme's own, port
     * @param secure whether the request itself came over TLS
     */
    static boolean isOurs(@Nullable String origin, @Nullable String host, boolean secure) {
        if (origin == null || host == null) return false;
        URI page;
        try {
            page = URI.create(origin);
        } catch (IllegalArgumentException e) {
            return false;
        }
        String scheme = page.getScheme();
        if (scheme == null || page.getHost() == null) return false;
        if (!(scheme.equals("https") || scheme.equals("http") && !secure)) return false;
        return page.getAuthority().toLowerCase(Locale.ROOT).equals(host.toLowerCase(Locale.ROOT));
    }
}
