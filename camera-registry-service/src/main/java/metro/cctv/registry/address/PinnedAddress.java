package metro.cctv.registry.address;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Locale;

/**
 * An address that was checked, with the one IP address to dial. Host header and TLS server name keep the name; nothing is
 * looked up again.
 *
 * @param ip from the one look-up; every answer of it was allowed
 */
public record PinnedAddress(URI uri, InetAddress ip) {

    public String scheme() {
        return uri.getScheme().toLowerCase(Locale.ROOT);
    }

    /** IPv6 without brackets. */
    public String host() {
        String host = uri.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    public int port() {
        if (uri.getPort() != -1) return uri.getPort();
        return switch (scheme()) {
            case "https" -> 443;
            case "http" -> 80;
            case "rtsps" -> 322;
            default -> 554;
        };
    }

    public boolean isTls() {
        return scheme().equals("https") || scheme().equals("rtsps");
    }

    public InetSocketAddress socketAddress() {
        return new InetSocketAddress(ip, port());
    }

    /** Path and query, at least a slash. */
    public String target() {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }
}
