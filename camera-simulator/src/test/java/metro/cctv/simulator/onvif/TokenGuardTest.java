package metro.cctv.simulator.onvif;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import metro.cctv.simulator.access.Credentials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenGuardTest {
    private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");

    private final TokenGuard guard =
            new TokenGuard(new Credentials("user", "secret"), Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void theExampleOfTheOnvifSpecification() {
        byte[] nonce = Base64.getDecoder().decode("LKqI6G/AikKCQrN0zqZFlg==");
        assertThat(Base64.getEncoder().encodeToString(TokenGuard.digest(nonce, "2010-09-16T07:50:45Z", "userpassword")))
                .isEqualTo("tuOSpGlFlIXsozq4HFNeeGeFLEI=");
    }

    @ParameterizedTest(name = "{0} {1} {2}: {3}")
    @CsvSource(textBlock = """
                    user,  secret, 2026-11-21T00:00:00Z,      true
                    user,  secret, 2026-11-21T09:04:59+09:00, true
                    user,  secret, 2026-11-20T23:54:59Z,      false
                    user,  secret, 2026-11-21T00:05:01Z,      false
                    user,  guess,  2026-11-21T00:00:00Z,      false
                    other, secret, 2026-11-21T00:00:00Z,      false
                    user,  secret, yesterday,                 false
                    """)
    void table(String username, String password, String created, boolean accepted) {
        assertThat(guard.accepts(token(username, password, created, "bm9uY2U=")))
                .isEqualTo(accepted);
    }

    @Test
    void aTokenCountsOnceHoweverItsNonceIsSpelled() {
        assertThat(guard.accepts(token("user", "secret", NOW.toString(), "AQ==")))
                .isTrue();
        assertThat(guard.accepts(token("user", "secret", NOW.toString(), "AQ==")))
                .isFalse();
        assertThat(guard.accepts(token("user", "secret", NOW.toString(), "AR==")))
                .isFalse();
        assertThat(guard.accepts(token("user", "secret", NOW.toString(), "Ag==")))
                .isTrue();
    }

    private static UsernameToken token(String username, String password, String created, String nonce) {
        byte[] bytes = Base64.getDecoder().decode(nonce.getBytes(StandardCharsets.US_ASCII));
        return new UsernameToken(
                username,
                Base64.getEncoder().encodeToString(TokenGuard.digest(bytes, created, password)),
                nonce,
                created);
    }
}
