package metro.cctv.link.grant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.health.StreamHealthChanged.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrantLifePolicyTest {
    private static final Instant OPENED = Instant.parse("2026-11-21T10:00:00Z");
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    @ParameterizedTest(name = "minute {0}: until minute {1}")
    @CsvSource({"0, 10", "50, 60", "115, 120", "120, 120"})
    void tenMinutesAndNeverBeyondTwoHours(long nowMinute, long endMinute) {
        assertThat(GrantLifePolicy.endsAt(minute(nowMinute), TEN_MINUTES, minute(120)))
                .isEqualTo(minute(endMinute));
    }

    @ParameterizedTest(name = "{0}, ends minute {1}, now minute {2}: {3}")
    @CsvSource({
        "ACTIVE, 10, 0, false",
        "ACTIVE, 10, 5, true",
        "EXPIRED, 10, 30, true",
        "EXPIRED, 120, 120, false",
        "ACTIVE, 120, 119, false",
        "REVOKED, 10, 5, false"
    })
    void renewal(Grant.State state, long endMinute, long nowMinute, boolean worth) {
        var grant = new Grant(
                UUID.randomUUID(),
                UUID.randomUUID(),
                "1",
                "112",
                Role.POLICE_112,
                "CAM-1",
                "DJ-SEO",
                "test",
                "0".repeat(64),
                OPENED,
                minute(endMinute),
                minute(120),
                state,
                10.0,
                0,
                "near",
                List.of(),
                null,
                Stream.MAIN);
        assertThat(GrantLifePolicy.isWorthRenewing(grant, minute(nowMinute), TEN_MINUTES))
                .isEqualTo(worth);
    }

    private static Instant minute(long minute) {
        return OPENED.plus(Duration.ofMinutes(minute));
    }
}
