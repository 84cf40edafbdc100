package metro.cctv.gateway.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import metro.cctv.contracts.access.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;

class AccountDirectoryTest {
    private final Accounts accounts = new Accounts();
    private final Hands clock = new Hands();
    private final AccountDirectory directory = new AccountDirectory(accounts, clock);

    @BeforeEach
    void kim() {
        put(true, 1);
    }

    @Test
    void asksTheTableEveryFewSecondsOnly() {
        for (int i = 0; i < 100; i++) assertThat(directory.find("kim")).isPresent();
        assertThat(accounts.reads).isEqualTo(1);
        clock.forward(Duration.ofSeconds(6));
        directory.find("kim");
        assertThat(accounts.reads).isEqualTo(2);
    }

    @Test
    void aLockedAccountIsNobodyAfterSeconds() {
        directory.find("kim");
        put(false, 1);
        clock.forward(Duration.ofSeconds(6));
        assertThat(directory.find("kim")).isEmpty();
    }

    @Test
    void aNewPasswordEndsSessionsOpenedWithTheOldOne() {
        var session = UsernamePasswordAuthenticationToken.authenticated(new SignedIn("kim", 1), null, List.of());
        assertThat(directory.callerOf(session)).isPresent();
        put(true, 2);
        clock.forward(Duration.ofSeconds(6));
        assertThat(directory.callerOf(session)).isEmpty();
    }

    @Test
    void theLastKnownStayInForceWhileTheDatabaseIsAway() {
        directory.find("kim");
        accounts.away = true;
        clock.forward(Duration.ofMinutes(30));
        assertThat(directory.find("kim")).isPresent();
        assertThat(directory.find("kim")).isPresent();
        assertThatThrownBy(() -> directory.find("lee")).isInstanceOf(AccountsAway.class);
        clock.forward(Duration.ofMinutes(31));
        assertThatThrownBy(() -> directory.find("kim")).isInstanceOf(AccountsAway.class);
    }

    @Test
    void aDatabaseThatCameBackIsNoticed() {
        directory.find("kim");
        accounts.away = true;
        clock.forward(Duration.ofSeconds(6));
        directory.find("kim");
        accounts.away = false;
        put(false, 1);
        assertThat(directory.find("kim"))
                .as("not asked before the pause is over")
                .isPresent();
        clock.forward(AccountDirectory.PROBE_EVERY);
        await().untilAsserted(() -> assertThat(directory.find("kim")).isEmpty());
    }

    private void put(boolean enabled, int version) {
        accounts.rows.put(
                "kim",
                new Account(
                        "kim", Account.Kind.PERSON, "{x}", Role.OPERATOR, Set.of("DJ-SEO"), null, enabled, version));
    }

    private static final class Hands extends Clock {
        private Instant now = Instant.parse("2026-11-21T00:00:00Z");

        void forward(Duration by) {
            now = now.plus(by);
        }

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
            return now;
        }
    }
}
