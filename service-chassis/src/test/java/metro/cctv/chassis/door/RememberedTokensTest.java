package metro.cctv.chassis.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

class RememberedTokensTest {
    private final Steps clock = new Steps();
    private final Map<String, Integer> checks = new HashMap<>();
    private final JwtDecoder checking = token -> {
        checks.merge(token, 1, Integer::sum);
        if (token.startsWith("bad")) throw new BadJwtException("no");
        if (clock.now.isAfter(Instant.EPOCH.plusSeconds(100)) && token.startsWith("short"))
            throw new BadJwtException("expired");
        return Jwt.withTokenValue(token)
                .header("alg", "RS256")
                .subject(token)
                .issuedAt(Instant.EPOCH)
                .expiresAt(Instant.EPOCH.plusSeconds(token.startsWith("short") ? 100 : 3_600))
                .build();
    };
    private final RememberedTokens tokens = new RememberedTokens(checking, clock);

    @Test
    void aGoodTokenIsCheckedOnce() {
        assertThat(tokens.decode("a").getSubject()).isEqualTo("a");
        assertThat(tokens.decode("a").getSubject()).isEqualTo("a");
        assertThat(tokens.decode("b").getSubject()).isEqualTo("b");
        assertThat(checks).containsEntry("a", 1).containsEntry("b", 1);
    }

    @Test
    void itsEndIsItsEnd() {
        tokens.decode("short");
        clock.go(99);
        tokens.decode("short");
        clock.go(2);
        assertThatThrownBy(() -> tokens.decode("short")).isInstanceOf(BadJwtException.class);
    }

    @Test
    void aLongOneIsCheckedAgainAfterTwoMinutes() {
        tokens.decode("a");
        clock.go(RememberedTokens.MAX_SECONDS);
        tokens.decode("a");
        assertThat(checks).containsEntry("a", 2);
    }

    @Test
    void aRefusedOneIsRefusedAgainAndNotKept() {
        for (int i = 0; i < 3; i++)
            assertThatThrownBy(() -> tokens.decode("bad")).isInstanceOf(BadJwtException.class);
        assertThat(checks).containsEntry("bad", 3);
    }

    @Test
    void theOldestMakesRoom() {
        for (int i = 0; i <= RememberedTokens.MAX_TOKENS; i++) tokens.decode("t" + i);
        tokens.decode("t0");
        tokens.decode("t" + RememberedTokens.MAX_TOKENS);
        assertThat(checks).containsEntry("t0", 2).containsEntry("t" + RememberedTokens.MAX_TOKENS, 1);
    }

    private static final class Steps extends Clock {
        private Instant now = Instant.EPOCH;

        void go(long seconds) {
            now = now.plus(Duration.ofSeconds(seconds));
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
