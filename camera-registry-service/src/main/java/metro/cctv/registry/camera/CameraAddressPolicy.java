package metro.cctv.registry.camera;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/**
 * Where a camera may stand. The registry refuses what it would be dangerous to dial; whoever dials must check the address
 * it resolved itself, since a name can point elsewhere a minute later.
 */
final class CameraAddressPolicy {
    static final int MAX_LENGTH = 500;
    /** Link-local holds the clouds' metadata services; the last one is a metadata service inside a private range. */
    private static final List<Network> NEVER = List.of(
            Network.parse("169.254.0.0/16"),
            Network.parse("fe80::/10"),
            Network.parse("fd00:ec2::254/128"),
            Network.parse("0.0.0.0/8"),
            Network.parse("::/128"),
            Network.parse("224.0.0.0/3"),
            Network.parse("ff00::/8"));

    private final List<Network> allowed;

    CameraAddressPolicy(List<String> allowedNetworks) {
        this.allowed = allowedNetworks.stream().map(Network::parse).toList();
    }

    /** @return what is wrong with the address as written; nothing is resolved */
    static Optional<String> objection(String url) {
        if (url.length() > MAX_LENGTH) return Optional.of("at most " + MAX_LENGTH + " characters");
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            return Optional.of("not a URL");
        }
        String scheme = String.valueOf(uri.getScheme());
        if (!scheme.equals("rtsp") && !scheme.equals("rtsps")) return Optional.of("only rtsp:// and rtsps://");
        if (uri.getHost() == null) return Optional.of("a host is missing");
        if (uri.getRawUserInfo() != null)
            return Optional.of("user name and password belong into \"credentials\", not into the address");
        if (uri.getRawFragment() != null) return Optional.of("no fragment");
        if (uri.getPort() == 0 || uri.getPort() > 65_535) return Optional.of("port 1 to 65535");
        return Optional.empty();
    }

    boolean isAllowed(InetAddress address) {
        return NEVER.stream().noneMatch(n -> n.contains(address))
                && allowed.stream().anyMatch(n -> n.contains(address));
    }

    /** A block of addresses, e.g. 10.0.0.0/8. */
    record Network(InetAddress base, int prefixBits) {
        static Network parse(String cidr) {
            String[] parts = cidr.trim().split("/");
            try {
                if (parts.length != 2 || !parts[0].matches("[0-9a-fA-F:.]+")) throw new UnknownHostException(cidr);
                InetAddress base = InetAddress.getByName(parts[0]);
                int bits = Integer.parseInt(parts[1]);
                if (bits < 0 || bits > base.getAddress().length * 8) throw new NumberFormatException(parts[1]);
                return new Network(base, bits);
            } catch (UnknownHostException | NumberFormatException e) {
                throw new IllegalArgumentException("network: like 10.0.0.0/8, was \"" + cidr + "\"", e);
            }
        }

        boolean contains(InetAddress address) {
            byte[] mine = base.getAddress();
            byte[] other = address.getAddress();
            if (mine.length != other.length) return false;
            for (int bit = 0; bit < prefixBits; bit++) {
                int mask = 0x80 >> bit % 8;
                if ((mine[bit / 8] & mask) != (other[bit / 8] & mask)) return false;
            }
            return true;
        }
    }
}
