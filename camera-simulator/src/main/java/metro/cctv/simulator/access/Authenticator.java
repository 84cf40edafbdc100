package metro.cctv.simulator.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Checks {@code Authorization} headers of RTSP and HTTP requests. Thread-safe. */
public final class Authenticator {
    /** After this a client is asked again with {@code stale=true}. */
    public static final Duration NONCE_LIFE = Duration.ofSeconds(60);

    private static final Verdict GRANTED = new Verdict.Granted();

    private final AuthScheme scheme;
    private final @Nullable Credentials credentials;
    private final String realm;
    private final NonceBook nonces;

    public Authenticator(
            AuthScheme scheme, @Nullable Credentials credentials, String realm, Clock clock, Duration nonceLife) {
        if (scheme != AuthScheme.NONE && credentials == null)
            throw new IllegalArgumentException("credentials are needed for " + scheme);
        this.scheme = scheme;
        this.credentials = credentials;
        this.realm = realm;
        this.nonces = new NonceBook(clock, nonceLife);
    }

    /**
     * @param method RTSP or HTTP method
     * @param target request target as sent: an absolute URI in RTSP, a path in HTTP
     */
    public Verdict check(String method, String target, @Nullable String authorization) {
        if (scheme == AuthScheme.NONE || credentials == null) return GRANTED;
        if (authorization == null) return refused(false);
        if (scheme == AuthScheme.BASIC) return basic(credentials, authorization) ? GRANTED : refused(false);
        return digest(credentials, method, target, authorization);
    }

    private static boolean basic(Credentials expected, String authorization) {
        if (!authorization.regionMatches(true, 0, "Basic ", 0, 6)) return false;
        try {
            byte[] given = Base64.getDecoder().decode(authorization.substring(6).strip());
            return MessageDigest.isEqual(
                    given, (expected.username() + ":" + expected.password()).getBytes(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private Verdict digest(Credentials expected, String method, String target, String authorization) {
        AuthorizationHeader header = AuthorizationHeader.parse(authorization);
        if (header == null || !header.scheme().equals("digest")) return refused(false);
        String nonce = header.get("nonce");
        String uri = header.get("uri");
        String response = header.get("response");
        DigestAlgorithm algorithm = algorithmOf(header.get("algorithm"));
        if (nonce == null || uri == null || response == null || algorithm == null) return refused(false);
        if (!expected.username().equals(header.get("username")) || !realm.equals(header.get("realm")))
            return refused(false);
        if (!covers(uri, target)) return refused(false);
        NonceBook.Age age = nonces.ageOf(nonce);
        if (age == NonceBook.Age.FOREIGN) return refused(false);
        String qop = header.get("qop");
        String count = header.get("nc");
        String clientNonce = header.get("cnonce");
        if (qop != null && (!qop.equals("auth") || count == null || clientNonce == null)) return refused(false);
        String wanted = DigestRule.response(algorithm, expected, realm, method, uri, nonce, qop, count, clientNonce);
        if (!sameDigest(wanted, response)) return refused(false);
        if (age == NonceBook.Age.STALE) return refused(true);
        if (count != null && qop != null && !counted(nonce, count)) return refused(true);
        return GRANTED;
    }

    /** Some RTSP clients (live555) sign the presentation's address where they ask for one of its tracks. */
    private static boolean covers(String signed, String target) {
        if (signed.equals(target)) return true;
        return signed.length() > "rtsp://".length()
                && target.startsWith(signed.endsWith("/") ? signed : signed + "/")
                && signed.startsWith("rtsp://");
    }

    private @Nullable DigestAlgorithm algorithmOf(@Nullable String token) {
        // RFC 7616: no algorithm means MD5.
        String name = token == null ? "MD5" : token;
        for (DigestAlgorithm algorithm : scheme.algorithms())
            if (algorithm.token().equalsIgnoreCase(name)) return algorithm;
        return null;
    }

    private boolean counted(String nonce, String count) {
        if (!count.matches("[0-9a-fA-F]{8}")) return false;
        return nonces.advance(nonce, Long.parseLong(count, 16));
    }

    private static boolean sameDigest(String wanted, String given) {
        return MessageDigest.isEqual(
                wanted.getBytes(StandardCharsets.US_ASCII),
                given.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
    }

    private Verdict refused(boolean stale) {
        if (scheme == AuthScheme.BASIC) return new Verdict.Refused(List.of("Basic realm=\"" + realm + "\""));
        List<String> challenges = new ArrayList<>();
        for (DigestAlgorithm algorithm : scheme.algorithms())
            challenges.add("Digest realm=\"%s\", nonce=\"%s\", algorithm=%s, qop=\"auth\"%s"
                    .formatted(realm, nonces.issue(), algorithm.token(), stale ? ", stale=true" : ""));
        return new Verdict.Refused(challenges);
    }
}
