package metro.cctv.registry.onvif;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Vectors from RFC 7616 §3.9.1 and RFC 2069 (as corrected by its errata). */
class DigestRuleTest {
    private static final OnvifCredentials MUFASA = new OnvifCredentials("Mufasa", "Circle of Life");

    @ParameterizedTest
    @CsvSource({
        "MD5, 8ca523f5e9506fed4657c9700eebdbec",
        "SHA-256, 753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1",
    })
    void answersAsTheRfcDoes(String algorithm, String response) {
        Challenge asked = Challenge.digest(
                        Challenge.parse(
                                List.of(
                                        "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm="
                                                + algorithm
                                                + ", nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"")))
                .orElseThrow();

        String header = DigestRule.header(
                asked, MUFASA, "GET", "/dir/index.html", 1, "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ");

        assertThat(header)
                .contains("response=\"" + response + "\"", "nc=00000001", "qop=auth", "algorithm=" + algorithm)
                .contains("opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"")
                .doesNotContain("Circle of Life");
    }

    @Test
    void withoutQopItIsRfc2069() {
        Challenge asked = Challenge.parse(
                        List.of("Digest realm=\"testrealm@host.com\", nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\""))
                .getFirst();

        assertThat(DigestRule.header(
                        asked, new OnvifCredentials("Mufasa", "CircleOfLife"), "GET", "/dir/index.html", 1, "x"))
                .contains("response=\"1949323746fe6a43ef61f9606e7febea\"")
                .doesNotContain("cnonce", "nc=", "algorithm");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            Digest realm="a", nonce="b"                                              | digest a b
            Digest realm=a, nonce=b, algorithm="MD5"                                 | digest a b
            DIGEST REALM="a",NONCE="b",stale=FALSE                                   | digest a b
            Basic realm="IP Camera", Digest realm="a", nonce="b"                     | digest a b
            Digest realm="x", nonce="y", Digest realm="a", nonce="b", algorithm=SHA-256 | digest a b
            Digest realm="a", nonce="b", algorithm=SHA-256, Digest realm="x", nonce="y", algorithm=MD5 | digest a b
            Digest realm="quoted \\"a\\"", nonce="b"                                 | digest quoted "a" b
            Digest realm="a", nonce="b", qop="auth-int,auth"                         | digest a b
            Digest realm="a", nonce="b", algorithm=MD5-sess, qop=auth                | digest a b
            Digest realm="a", nonce="b", qop="auth-int"                              | none
            Digest realm="a", nonce="b", algorithm=SHA3                              | none
            Digest realm="a"                                                         | none
            Basic realm="a"                                                          | none
            Bearer                                                                   | none
            ,,, = "                                                                  | none
            """)
    void takesTheStrongestItCanAnswer(String header, String expected) {
        String found = Challenge.digest(Challenge.parse(List.of(header)))
                .map(c -> "digest " + c.value("realm") + " " + c.value("nonce"))
                .orElse("none");
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void aHugeChallengeIsNoChallenge() {
        assertThat(Challenge.parse(List.of("Digest realm=\"" + "a".repeat(5000) + "\", nonce=\"b\"")))
                .isEmpty();
    }
}
