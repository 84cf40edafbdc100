package metro.cctv.ingest.session;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import metro.cctv.ingest.camera.Credentials;
import org.jspecify.annotations.Nullable;

/**
 * Answers a camera's challenge: Basic (RFC 7617) or Digest with MD5 or SHA-256, their -sess forms, with or without qop
 * (RFC 2069, 2617, 7616). The strongest that is offered is taken.
 */
final class Authorization {
    private static final Pattern PARAMETER =
            Pattern.compile("([a-zA-Z0-9_-]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s,]+))");
    private static final int MAX_CHALLENGE = 2048;

    private final Challenge challenge;
    private final Credentials credentials;
    private final Supplier<String> clientNonces;
    private int nonceCount;

    private Authorization(Challenge challenge, Credentials credentials, Supplier<String> clientNonces) {
        this.challenge = challenge;
        this.credentials = credentials;
        this.clientNonces = clientNonces;
    }

    /** @return empty when no challenge is one that we know */
    static Optional<Authorization> answering(
            List<String> wwwAuthenticate, Credentials credentials, Supplier<String> clientNonces) {
        return wwwAuthenticate.stream()
                .filter(line -> line.length() <= MAX_CHALLENGE)
                .flatMap(line -> Challenge.parse(line).stream())
                .reduce((a, b) -> b.strength() > a.strength() ? b : a)
                .map(best -> new Authorization(best, credentials, clientNonces));
    }

    /** The camera says that only our nonce was too old, not the password wrong. */
    boolean isStale() {
        return "true".equalsIgnoreCase(challenge.parameters().get("stale"));
    }

    String nonce() {
        return challenge.parameters().getOrDefault("nonce", "");
    }

    String header(String method, String uri) {
        if (challenge.algorithm() == null)
            return "Basic "
                    + Base64.getEncoder().encodeToString(bytes(credentials.username() + ":" + credentials.password()));
        return digest(challenge.algorithm(), method, uri);
    }

    private String digest(Algorithm algorithm, String method, String uri) {
        Map<String, String> given = challenge.parameters();
        String realm = given.getOrDefault("realm", "");
        boolean withQop = given.containsKey("qop");
        String clientNonce = clientNonces.get();
        String count = "%08x".formatted(++nonceCount);
        String a1 = algorithm.hash(credentials.username() + ":" + realm + ":" + credentials.password());
        if (challenge.session()) a1 = algorithm.hash(a1 + ":" + nonce() + ":" + clientNonce);
        String a2 = algorithm.hash(method + ":" + uri);
        String response = withQop
                ? algorithm.hash(a1 + ":" + nonce() + ":" + count + ":" + clientNonce + ":auth:" + a2)
                : algorithm.hash(a1 + ":" + nonce() + ":" + a2);
        var header = new StringBuilder("Digest username=\"").append(quoted(credentials.username()));
        header.append("\", realm=\"")
                .append(quoted(realm))
                .append("\", nonce=\"")
                .append(quoted(nonce()));
        header.append("\", uri=\"")
                .append(quoted(uri))
                .append("\", response=\"")
                .append(response)
                .append('"');
        if (given.containsKey("algorithm")) header.append(", algorithm=").append(given.get("algorithm"));
        if (given.containsKey("opaque"))
            header.append(", opaque=\"").append(quoted(given.get("opaque"))).append('"');
        if (withQop || challenge.session())
            header.append(", cnonce=\"").append(clientNonce).append('"');
        if (withQop) header.append(", qop=auth, nc=").append(count);
        return header.toString();
    }

    private static String quoted(@Nullable String value) {
        return String.valueOf(value).replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private enum Algorithm {
        MD5("MD5"),
        SHA_256("SHA-256");

        private final String javaName;

        Algorithm(String javaName) {
            this.javaName = javaName;
        }

        String hash(String text) {
            try {
                Charset charset = StandardCharsets.UTF_8;
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance(javaName).digest(text.getBytes(charset)));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** @param algorithm null: Basic */
    private record Challenge(@Nullable Algorithm algorithm, boolean session, Map<String, String> parameters) {

        static Optional<Challenge> parse(String line) {
            String lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith("basic")) return Optional.of(new Challenge(null, false, Map.of()));
            if (!lower.startsWith("digest ")) return Optional.empty();
            Map<String, String> parameters = new LinkedHashMap<>();
            Matcher matcher = PARAMETER.matcher(line.substring("digest ".length()));
            while (matcher.find()) {
                String quoted = matcher.group(2);
                parameters.putIfAbsent(
                        matcher.group(1).toLowerCase(Locale.ROOT),
                        quoted != null ? quoted.replaceAll("\\\\(.)", "$1") : matcher.group(3));
            }
            String qop = parameters.get("qop");
            if (qop != null
                    && !List.of(qop.toLowerCase(Locale.ROOT).split("[\\s,]+")).contains("auth"))
                return Optional.empty();
            String name = parameters.getOrDefault("algorithm", "MD5").toUpperCase(Locale.ROOT);
            boolean session = name.endsWith("-SESS");
            return switch (session ? name.substring(0, name.length() - 5) : name) {
                case "MD5" -> Optional.of(new Challenge(Algorithm.MD5, session, parameters));
                case "SHA-256" -> Optional.of(new Challenge(Algorithm.SHA_256, session, parameters));
                default -> Optional.empty();
            };
        }

        int strength() {
            return algorithm == null ? 0 : 1 + algorithm.ordinal();
        }
    }
}
