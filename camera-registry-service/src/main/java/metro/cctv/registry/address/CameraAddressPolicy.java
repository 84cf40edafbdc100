package metro.cctv.registry.address;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a camera may stand and how its address may be written. What is refused here would be dangerous to dial; whoever
 * dials must use the very address that was looked up for the check, since a name can point elsewhere a minute later.
 */
public final class CameraAddressPolicy {
    public static final int MAX_LENGTH = 500;

    /** Nothing a shell, a log or another program's parser could take for something else. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9:/?#\\[\\]@!&*+,;=._~%-]*");

    private static final Pattern ESCAPED_CONTROL = Pattern.compile("%([01][0-9A-Fa-f]|7[Ff])");
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):.*", Pattern.DOTALL);

    /** Never, whatever is configured. */
    private static final List<Network> NEVER = List.of(
            // Link-local: the clouds' metadata services, and reachable only on one wire.
            Network.parse("169.254.0.0/16"),
            Network.parse("fe80::/10"),
            // Metadata services outside the link-local range.
            Network.parse("fd00:ec2::254/128"),
            Network.parse("100.100.100.200/32"),
            Network.parse("192.0.0.192/32"),
            Network.parse("0.0.0.0/8"),
            Network.parse("::/128"),
            Network.parse("224.0.0.0/3"),
            Network.parse("ff00::/8"),
            // IPv4 addresses in IPv6 clothes (NAT64, 6to4, Teredo).
            Network.parse("64:ff9b::/96"),
            Network.parse("2002::/16"),
            Network.parse("2001::/32"));

    private final List<Network> allowed;

    public CameraAddressPolicy(List<String> allowedNetworks) {
        this.allowed = allowedNetworks.stream().map(Network::parse).toList();
    }

    /** @return what is wrong with the address as written; nothing is looked up */
    public static Optional<String> objection(String url, AddressUse use) {
        if (url.isEmpty()) return Optional.of("is empty");
        if (url.length() > MAX_LENGTH) return Optional.of("at most " + MAX_LENGTH + " characters");
        if (url.chars().anyMatch(c -> c <= ' ' || c == 127)) return Optional.of("no blanks, no control characters");
        var scheme = SCHEME.matcher(url);
        if (!scheme.matches() || !use.allows(scheme.group(1))) return Optional.of(use.words());
        if (!url.startsWith("//", scheme.end(1) + 1)) return Optional.of("two slashes after the scheme");
        Optional<String> host = hostObjection(authority(url, scheme.end(1) + 3));
        if (host.isPresent()) return host;
        if (!PLAIN.matcher(url).matches())
            return Optional.of("only letters, digits and : / ? [ ] ! & * + , ; = . _ ~ % - in an address");
        if (ESCAPED_CONTROL.matcher(url).find()) return Optional.of("no control characters, escaped ones neither");
        return uriObjection(url);
    }

    private static String authority(String url, int from) {
        int end = from;
        while (end < url.length() && "/?#\\".indexOf(url.charAt(end)) < 0) end++;
        return url.substring(from, end);
    }

    private static Optional<String> hostObjection(String authority) {
        if (authority.indexOf('@') >= 0)
            return Optional.of("user name and password belong into \"credentials\", not into the address");
        int colon = authority.lastIndexOf(':');
        boolean hasPort = colon > authority.lastIndexOf(']');
        if (!authority.startsWith("[") && authority.indexOf(':') != colon)
            return Optional.of("an IPv6 address stands in brackets");
        if (hasPort && !isPort(authority.substring(colon + 1))) return Optional.of("port 1 to 65535");
        String host = hasPort ? authority.substring(0, colon) : authority;
        if (host.isEmpty()) return Optional.of("a host is missing");
        return HostRule.objection(host);
    }

    private static boolean isPort(String text) {
        return text.matches("[1-9][0-9]{0,4}") && Integer.parseInt(text) <= 65_535;
    }

    private static Optional<String> uriObjection(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            return Optional.of("not a URL");
        }
        if (uri.getHost() == null) return Optional.of("a host is missing");
        if (uri.getRawFragment() != null) return Optional.of("no fragment (#)");
        return Optional.empty();
    }

    public boolean isAllowed(InetAddress address) {
        return !isNever(address) && allowed.stream().anyMatch(n -> n.contains(address));
    }

    /** @return why nobody may dial it; the words name no address behind a name, so that nobody maps our networks */
    Optional<String> objection(InetAddress address) {
        if (isNever(address)) return Optional.of("link-local, metadata and multicast addresses are never dialled");
        return isAllowed(address) ? Optional.empty() : Optional.of("its host is not in a network for cameras");
    }

    /** The first objection to any of the answers for one name; one bad answer spoils all. */
    Optional<String> objection(List<InetAddress> answers) {
        if (answers.isEmpty()) return Optional.of("its host cannot be resolved");
        return answers.stream().map(this::objection).flatMap(Optional::stream).findFirst();
    }

    /** Whether the block lies wholly in the networks for cameras. */
    public boolean isAllowed(Network network) {
        return NEVER.stream().noneMatch(n -> overlap(n, network))
                && allowed.stream().anyMatch(n -> n.prefixBits() <= network.prefixBits() && n.contains(network.base()));
    }

    private static boolean overlap(Network one, Network other) {
        return one.contains(other.base()) || other.contains(one.base());
    }

    private static boolean isNever(@Nullable InetAddress address) {
        return address == null || NEVER.stream().anyMatch(n -> n.contains(address));
    }
}
