package metro.cctv.registry.onvif;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import metro.cctv.registry.address.AddressUse;
import metro.cctv.registry.address.CameraAddressPolicy;
import metro.cctv.registry.address.CameraAddresses;
import metro.cctv.registry.address.PinnedAddress;
import org.springframework.stereotype.Component;

/**
 * Addresses that a device gives of itself. A device behind NAT tells its inner address, a hostile one tells somebody
 * else's: so of what it says only scheme, port and path count, and the host stays the one that was dialled and checked.
 */
@Component
class AnnouncedAddresses {
    private static final Pattern PARTS = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://([^/?#]*)(.*)", Pattern.DOTALL);
    private static final Pattern PORT = Pattern.compile(".*:(\\d{1,5})|[^:]*|.*\\]", Pattern.DOTALL);
    private static final Pattern SECRET =
            Pattern.compile("(?i)(^|[/?&;_-])(pass(word|wd)?|pwd|user(name)?|usr|auth|token)=");

    private final CameraAddresses addresses;

    AnnouncedAddresses(CameraAddresses addresses) {
        this.addresses = addresses;
    }

    /** Where to dial a service that is announced; empty when it cannot be dialled at all. */
    Optional<PinnedAddress> service(PinnedAddress dialled, String announced, Quirks quirks) {
        return usable(dialled, announced, AddressUse.DEVICE, quirks)
                .map(url -> new PinnedAddress(URI.create(url), dialled.ip()));
    }

    /** A stream's or a snapshot's address at the dialled host; it is written down, not dialled. */
    Optional<String> uri(PinnedAddress dialled, String announced, AddressUse use, Quirks quirks) {
        if (SECRET.matcher(announced).find()) {
            quirks.add(Quirk.CREDENTIALS_IN_ADDRESS);
            return Optional.empty();
        }
        return usable(dialled, announced, use, quirks);
    }

    private Optional<String> usable(PinnedAddress dialled, String announced, AddressUse use, Quirks quirks) {
        String text = announced.strip();
        if (text.contains("&amp;")) {
            quirks.add(Quirk.ADDRESS_ESCAPED_TWICE);
            text = text.replace("&amp;", "&");
        }
        Matcher parts = PARTS.matcher(text);
        if (!parts.matches()) return relative(dialled, text, use, quirks);
        String scheme = parts.group(1).toLowerCase(java.util.Locale.ROOT);
        if (CameraAddressPolicy.objection(scheme + "://host/", use).isPresent()) return refused(quirks, text);
        String authority = parts.group(2);
        if (authority.indexOf('@') >= 0) {
            quirks.add(Quirk.CREDENTIALS_IN_ADDRESS);
            authority = authority.substring(authority.lastIndexOf('@') + 1);
        }
        Matcher port = PORT.matcher(authority);
        String announcedPort = port.matches() && port.group(1) != null ? ":" + port.group(1) : "";
        boolean otherHost = noteHost(dialled, scheme, authority, use, quirks);
        String at = dialled.uri().getHost();
        if (use == AddressUse.DEVICE && (otherHost || dialled.isTls() && !scheme.equals("https"))) {
            // Behind NAT the inner port means nothing, and nobody talks us out of TLS.
            if (!otherHost) quirks.add(Quirk.ADDRESS_OTHER_SCHEME);
            scheme = dialled.scheme();
            announcedPort =
                    dialled.uri().getPort() == -1 ? "" : ":" + dialled.uri().getPort();
        }
        return checked(scheme + "://" + at + announcedPort + escaped(parts.group(3), quirks), use, quirks);
    }

    /** @return whether another host than the dialled one is announced */
    private boolean noteHost(PinnedAddress dialled, String scheme, String authority, AddressUse use, Quirks quirks) {
        String host = authority.replaceFirst(":\\d*$", "");
        boolean same = host.equalsIgnoreCase(dialled.uri().getHost())
                || host.equals(dialled.ip().getHostAddress())
                || host.equals(dialled.host());
        if (same) return false;
        boolean never = addresses
                .announcedObjection(scheme + "://" + host + "/", use)
                .filter(words -> words.contains("never"))
                .isPresent();
        quirks.add(never ? Quirk.ADDRESS_REFUSED : Quirk.ADDRESS_OTHER_HOST, host);
        return true;
    }

    private static Optional<String> relative(PinnedAddress dialled, String text, AddressUse use, Quirks quirks) {
        if (!text.startsWith("/") || text.startsWith("//")) return refused(quirks, text);
        quirks.add(Quirk.ADDRESS_RELATIVE, text);
        String host = dialled.uri().getHost();
        String base = use == AddressUse.STREAM
                ? "rtsp://" + host
                : dialled.scheme() + "://" + host
                        + (dialled.uri().getPort() == -1
                                ? ""
                                : ":" + dialled.uri().getPort());
        return checked(base + escaped(text, quirks), use, quirks);
    }

    private static Optional<String> checked(String url, AddressUse use, Quirks quirks) {
        return CameraAddressPolicy.objection(url, use).isEmpty() ? Optional.of(url) : refused(quirks, url);
    }

    private static Optional<String> refused(Quirks quirks, String text) {
        quirks.add(Quirk.ADDRESS_REFUSED, text);
        return Optional.empty();
    }

    /** Percent-encodes printable ASCII that may not stand in an address; controls stay and are refused. */
    private static String escaped(String path, Quirks quirks) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c >= ' ' && c < 127 && " \"<>\\^`{|}$'()".indexOf(c) >= 0) {
                quirks.add(Quirk.ADDRESS_UNESCAPED);
                out.append('%').append("%02X".formatted((int) c));
            } else out.append(c);
        }
        return out.toString();
    }
}
