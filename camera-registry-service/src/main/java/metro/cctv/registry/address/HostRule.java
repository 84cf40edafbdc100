package metro.cctv.registry.address;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a host may be written: a name, an IPv4 address as four plain numbers, or an IPv6 address. Other spellings of the
 * same address (octal, decimal, hexadecimal, shortened) mean one thing here and another thing in the next program.
 */
final class HostRule {
    private static final int MAX_NAME_LENGTH = 253;
    private static final Pattern NAME = Pattern.compile(
            "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?" + "(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern IPV6 =
            Pattern.compile("(?=.*:.*:)[0-9A-Fa-f:]{2,39}|[0-9A-Fa-f:]*:" + OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern NUMERIC = Pattern.compile("[0-9.]+|(.*\\.)?0[xX][0-9A-Fa-f]*(\\..*)?");

    private HostRule() {}

    /** @param host as in an address; IPv6 in brackets */
    static Optional<String> objection(String host) {
        if (host.startsWith("[")) {
            if (!host.endsWith("]")) return Optional.of("an IPv6 address stands in brackets");
            return literalObjection(host.substring(1, host.length() - 1));
        }
        if (!host.chars().allMatch(c -> c < 128))
            return Optional.of("a host in plain letters (an international name in its xn-- form)");
        if (NUMERIC.matcher(host).matches())
            return IPV4.matcher(host).matches() ? Optional.empty() : Optional.of(IPV4_WORDS);
        if (host.length() > MAX_NAME_LENGTH || !NAME.matcher(host).matches())
            return Optional.of("a host of letters, digits, dots and hyphens");
        return Optional.empty();
    }

    /** @param address without brackets */
    static Optional<String> literalObjection(String address) {
        if (address.indexOf('%') >= 0) return Optional.of("an IPv6 address without a zone");
        if (address.indexOf(':') < 0)
            return IPV4.matcher(address).matches() ? Optional.empty() : Optional.of(IPV4_WORDS);
        return IPV6.matcher(address).matches() ? Optional.empty() : Optional.of("no IPv6 address");
    }

    static boolean isLiteral(String host) {
        return host.startsWith("[") || IPV4.matcher(host).matches();
    }

    private static final String IPV4_WORDS =
            "an IPv4 address is four numbers 0 to 255 with dots between and no leading zeros";
}
