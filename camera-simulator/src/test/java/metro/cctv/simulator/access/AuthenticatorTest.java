package metro.cctv.simulator.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticatorTest {
    private static final Credentials WHO = new Credentials("Mufasa", "Circle of Life");
    private static final String URI = "rtsp://10.0.0.1/DJ-SEO-001/main";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T00:00:00Z"));
    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now.get();
        }
    };

    /** The examples of RFC 7616 §3.9.1 and RFC 2069 §2.4 (as corrected by its erratum). */
    @ParameterizedTest(name = "{0} qop {1}")
    @CsvSource(textBlock = """
                    MD5,     auth, 8ca523f5e9506fed4657c9700eebdbec
                    SHA_256, auth, 753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1
                    """)
    void examplesOfTheRfc(DigestAlgorithm algorithm, String qop, String expected) {
        assertThat(DigestRule.response(
                        algorithm,
                        WHO,
                        "http-auth@example.org",
                        "GET",
                        "/dir/index.html",
                        "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
                        qop,
                        "00000001",
                        "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ"))
                .isEqualTo(expected);
    }

    @Test
    void withoutQopAsInRfc2069() {
        assertThat(DigestRule.response(
                        DigestAlgorithm.MD5,
                        new Credentials("Mufasa", "CircleOfLife"),
                        "testrealm@host.com",
                        "GET",
                        "/dir/index.html",
                        "dcd98b7102dd2f0e8b11d0f600bfb0c093",
                        null,
                        null,
                        null))
                .isEqualTo("1949323746fe6a43ef61f9606e7febea");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MD5", "SHA_256"})
    void aRightAnswerIsGrantedOnceAndNotReplayed(DigestAlgorithm algorithm) {
        Authenticator authenticator = authenticator(AuthScheme.DIGEST);
        String answer = answer(authenticator, algorithm, "DESCRIBE", URI, "00000001", WHO);

        assertThat(authenticator.check("DESCRIBE", URI, answer)).isInstanceOf(Verdict.Granted.class);
        assertThat(authenticator.check("DESCRIBE", URI, answer)).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void theStrongerAlgorithmIsOfferedFirst() {
        assertThat(challenges(authenticator(AuthScheme.DIGEST)))
                .hasSize(2)
                .first()
                .asString()
                .contains("algorithm=SHA-256", "qop=\"auth\"")
                .doesNotContain("stale");
    }

    @Test
    void anOldNonceIsStaleAndSaidToBe() {
        Authenticator authenticator = authenticator(AuthScheme.DIGEST);
        String answer = answer(authenticator, DigestAlgorithm.MD5, "PLAY", URI, "00000001", WHO);
        now.set(now.get().plusSeconds(61));

        assertThat(authenticator.check("PLAY", URI, answer))
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.challenges())
                                .allMatch(challenge -> challenge.contains("stale=true")));
    }

    @Test
    void anotherMethodAnotherTargetOrAnotherPasswordIsRefused() {
        Authenticator authenticator = authenticator(AuthScheme.DIGEST);
        String answer = answer(authenticator, DigestAlgorithm.MD5, "DESCRIBE", URI, "00000001", WHO);

        assertThat(authenticator.check("TEARDOWN", URI, answer)).isInstanceOf(Verdict.Refused.class);
        assertThat(authenticator.check("DESCRIBE", "rtsp://10.0.0.1/DJ-SEO-002/main", answer))
                .isInstanceOf(Verdict.Refused.class);
        assertThat(authenticator.check(
                        "DESCRIBE",
                        URI,
                        answer(
                                authenticator,
                                DigestAlgorithm.MD5,
                                "DESCRIBE",
                                URI,
                                "00000001",
                                new Credentials("Mufasa", "guess"))))
                .isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void aTrackMayBeSignedByItsPresentation() {
        Authenticator authenticator = authenticator(AuthScheme.DIGEST);
        String answer = answer(authenticator, DigestAlgorithm.MD5, "SETUP", URI + "/", "00000001", WHO);
        assertThat(authenticator.check("SETUP", URI + "/trackID=0", answer)).isInstanceOf(Verdict.Granted.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Digest",
                "Digest ",
                "Digest username",
                "Digest a=\"",
                "Digest a=1, a=2",
                "Basic !!!",
                "Bearer x",
                "Digest username=\"Mufasa\", realm=\"Metro\", nonce=\"AAAA\", uri=\"*\", response=\"0\"",
            })
    void rubbishIsRefused(String header) {
        assertThat(authenticator(AuthScheme.DIGEST).check("DESCRIBE", URI, header))
                .isInstanceOf(Verdict.Refused.class);
        assertThat(authenticator(AuthScheme.BASIC).check("DESCRIBE", URI, header))
                .isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void basic() {
        Authenticator authenticator = authenticator(AuthScheme.BASIC);
        assertThat(authenticator.check("DESCRIBE", URI, basic("Mufasa:Circle of Life")))
                .isInstanceOf(Verdict.Granted.class);
        assertThat(authenticator.check("DESCRIBE", URI, basic("Mufasa:circle of life")))
                .isInstanceOf(Verdict.Refused.class);
        // A device that asks for Digest does not take the password in the clear.
        assertThat(authenticator(AuthScheme.DIGEST).check("DESCRIBE", URI, basic("Mufasa:Circle of Life")))
                .isInstanceOf(Verdict.Refused.class);
    }

    private Authenticator authenticator(AuthScheme scheme) {
        return new Authenticator(scheme, WHO, "Metro", clock, Duration.ofSeconds(60));
    }

    private static List<String> challenges(Authenticator authenticator) {
        return ((Verdict.Refused) authenticator.check("DESCRIBE", URI, null)).challenges();
    }

    private static String answer(
            Authenticator authenticator,
            DigestAlgorithm algorithm,
            String method,
            String uri,
            String count,
            Credentials who) {
        var nonce = Pattern.compile("nonce=\"([^\"]+)\"")
                .matcher(challenges(authenticator).getFirst());
        assertThat(nonce.find()).isTrue();
        String response =
                DigestRule.response(algorithm, who, "Metro", method, uri, nonce.group(1), "auth", count, "abc");
        return "Digest username=\"%s\", realm=\"Metro\", nonce=\"%s\", uri=\"%s\", algorithm=%s, qop=auth, nc=%s, cnonce=\"abc\", response=\"%s\""
                .formatted(who.username(), nonce.group(1), uri, algorithm.token(), count, response);
    }

    private static String basic(String text) {
        return "Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
