package metro.cctv.link.delivery;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where we may be made to send to. An address inside our own machine or a cloud's metadata is a way in, not an agency. */
final class WebhookAddressRule {
    private WebhookAddressRule() {}

    /** Why this URL cannot be a webhook, judged by its form. */
    static Optional<String> refusal(URI url, Set<String> schemes) {
        if (url.getScheme() == null || !schemes.contains(url.getScheme()))
            return Optional.of("scheme " + url.getScheme() + " is not one of " + schemes);
        if (url.getHost() == null) return Optional.of("a host is missing");
        if (url.getRawUserInfo() != null) return Optional.of("user name and password do not belong in the address");
        if (url.getRawFragment() != null) return Optional.of("a fragment does not belong in the address");
        return Optional.empty();
    }

    /** Why these resolved addresses cannot be reached from here; every one of them must be allowed. */
    static Optional<String> refusal(List<InetAddress> addresses, boolean loopback, boolean privateNetworks) {
        if (addresses.isEmpty()) return Optional.of("the host has no address");
        for (InetAddress address : addresses) {
            if (address.isLoopbackAddress()) {
                if (!loopback) return Optional.of("a loopback address");
            } else if (address.isAnyLocalAddress() || address.isLinkLocalAddress() || address.isMulticastAddress()) {
                return Optional.of("a link-local, multicast or unspecified address");
            } else if (!privateNetworks && isPrivate(address)) {
                return Optional.of("an address of a private network");
            }
        }
        return Optional.empty();
    }

    private static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
        boolean carrier = bytes.length == 4 && (bytes[0] & 0xff) == 100 && (bytes[1] & 0xc0) == 64;
        return address.isSiteLocalAddress() || uniqueLocal || carrier;
    }
}
