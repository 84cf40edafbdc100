package metro.cctv.registry.onvif;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One way to log in that a 401 offers (RFC 7235 §2.1), of RTSP as of HTTP. Lenient in what vendors get wrong: values
 * without quotes, quotes where none belong, several challenges in one header.
 *
 * @param scheme lower case
 * @param parameters by lower-case name
 */
record Challenge(String scheme, Map<String, String> parameters) {
    private static final int MAX_HEADERS = 8;
    private static final int MAX_CHARS = 4096;
    /** A parameter, or a scheme (a word that no equals sign follows). */
    private static final Pattern PART = Pattern.compile(
            "([A-Za-z0-9!#$%&'*+.^_`|~-]+)\\s*(?:(=)\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s,\"]*))|(?=\\s|,|$))");

    Challenge {
        parameters = Map.copyOf(parameters);
    }

    static List<Challenge> parse(List<String> headers) {
        List<Challenge> found = new ArrayList<>();
        for (String header : headers.subList(0, Math.min(MAX_HEADERS, headers.size())))
            if (header.length() <= MAX_CHARS) parse(header, found);
        return found;
    }

    private static void parse(String header, List<Challenge> found) {
        String scheme = null;
        Map<String, String> parameters = new HashMap<>();
        Matcher part = PART.matcher(header);
        while (part.find()) {
            if (part.group(2) == null) {
                if (scheme != null) found.add(new Challenge(scheme, parameters));
                scheme = part.group(1).toLowerCase(Locale.ROOT);
                parameters = new HashMap<>();
            } else {
                String quoted = part.group(3);
                String value = quoted == null ? String.valueOf(part.group(4)) : quoted.replaceAll("\\\\(.)", "$1");
                parameters.putIfAbsent(part.group(1).toLowerCase(Locale.ROOT), value);
            }
        }
        if (scheme != null) found.add(new Challenge(scheme, parameters));
    }

    /** The strongest Digest that we can answer. */
    static Optional<Challenge> digest(List<Challenge> offered) {
        return offered.stream()
                .filter(c -> c.scheme.equals("digest") && c.parameters.containsKey("nonce"))
                .filter(c -> DigestAlgorithm.of(c.value("algorithm")).isPresent())
                .filter(c -> c.value("qop").isEmpty() || c.asksForAuth())
                .max((a, b) -> a.strength() - b.strength());
    }

    static boolean offersBasic(List<Challenge> offered) {
        return offered.stream().anyMatch(c -> c.scheme.equals("basic"));
    }

    String value(String name) {
        return parameters.getOrDefault(name, "");
    }

    boolean isStale() {
        return value("stale").equalsIgnoreCase("true");
    }

    /** {@code qop="auth,auth-int"} allows either; without qop it is RFC 2069. */
    boolean asksForAuth() {
        for (String option : value("qop").split(",")) if (option.strip().equalsIgnoreCase("auth")) return true;
        return false;
    }

    private int strength() {
        return DigestAlgorithm.of(value("algorithm")).map(Enum::ordinal).orElse(-1);
    }
}
