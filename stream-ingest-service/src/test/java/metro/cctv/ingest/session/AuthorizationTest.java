package metro.cctv.ingest.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import metro.cctv.ingest.camera.Credentials;
import org.junit.jupiter.api.Test;

/** Vectors of RFC 2617 §3.5, RFC 7616 §3.9.1 and RFC 7617 §2. */
class AuthorizationTest {
    private static final Credentials MUFASA_2617 = new Credentials("Mufasa", "Circle Of Life");
    private static final Credentials MUFASA_7616 = new Credentials("Mufasa", "Circle of Life");
    private static final String URI = "/dir/index.html";

    @Test
    void rfc2617Md5() {
        String header = answer(
                MUFASA_2617,
                "0a4f113b",
                "Digest realm=\"testrealm@host.com\", qop=\"auth,auth-int\", "
                        + "nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\", opaque=\"5ccc069c403ebaf9f0171e9517f40e41\"");
        assertThat(header)
                .contains("response=\"6629fae49393a05397450978507c4ef1\"")
                .contains("nc=00000001")
                .contains("qop=auth")
                .contains("opaque=\"5ccc069c403ebaf9f0171e9517f40e41\"");
    }

    @Test
    void rfc7616TakesSha256WhenBothAreOffered() {
        String common = "realm=\"http-auth@example.org\", qop=\"auth, auth-int\", "
                + "nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";
        String header = answer(
                MUFASA_7616,
                "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
                "Digest " + common + ", algorithm=MD5",
                "Digest " + common + ", algorithm=SHA-256");
        assertThat(header).contains("response=\"753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1\"");
    }

    @Test
    void rfc7616Md5() {
        String header = answer(
                MUFASA_7616,
                "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
                "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm=MD5, "
                        + "nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\"");
        assertThat(header).contains("response=\"8ca523f5e9506fed4657c9700eebdbec\"");
    }

    @Test
    void rfc7617Basic() {
        assertThat(answer(new Credentials("Aladdin", "open sesame"), "x", "Basic realm=\"WallyWorld\""))
                .isEqualTo("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    }

    @Test
    void digestIsPreferredToBasicAndUnknownOnesAreLeftOut() {
        assertThat(answer(MUFASA_2617, "x", "Basic realm=\"a\"", "Digest realm=\"a\", nonce=\"b\""))
                .startsWith("Digest ");
        assertThat(Authorization.answering(
                        List.of("Negotiate", "Digest realm=\"a\", nonce=\"b\", algorithm=SHA3"),
                        MUFASA_2617,
                        () -> "x"))
                .isEmpty();
    }

    @Test
    void staleIsSeen() {
        var stale = Authorization.answering(
                        List.of("Digest realm=\"a\", nonce=\"b\", stale=TRUE"), MUFASA_2617, () -> "x")
                .orElseThrow();
        assertThat(stale.isStale()).isTrue();
        assertThat(stale.nonce()).isEqualTo("b");
    }

    private static String answer(Credentials credentials, String clientNonce, String... challenges) {
        return Authorization.answering(List.of(challenges), credentials, () -> clientNonce)
                .orElseThrow()
                .header("GET", URI);
    }
}
