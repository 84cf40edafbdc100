package metro.cctv.registry.ptz;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import metro.cctv.contracts.access.Role;
import metro.cctv.registry.ptz.LeaseRule.Claim;
import metro.cctv.registry.ptz.LeaseRule.Decision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeaseRuleTest {
    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");
    private static final LeaseRule.Limits LIMITS = new LeaseRule.Limits(
            Duration.ofSeconds(30),
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofMinutes(30));

    @ParameterizedTest(name = "{0} of {1} s ago{2}, then {3}{4}: {5}")
    @CsvSource(textBlock = """
            OPERATOR, 10, hand,   OPERATOR, hand,   HELD
            OPERATOR, 10, hand,   LEAD,     hand,   TAKEN
            OPERATOR, 10, hand,   CASE,     hand,   TAKEN
            LEAD,     10, hand,   OPERATOR, hand,   HELD
            LEAD,     10, hand,   LEAD,     hand,   HELD
            LEAD,     10, hand,   CASE,     hand,   TAKEN
            CASE,     10, hand,   OPERATOR, hand,   HELD
            CASE,     10, hand,   LEAD,     hand,   HELD
            CASE,     10, hand,   CASE,     hand,   HELD
            CASE,     30, hand,   OPERATOR, hand,   FREE
            OPERATOR, 29, hand,   OPERATOR, hand,   HELD
            CASE,     60, patrol, OPERATOR, hand,   TAKEN
            LEAD,     60, patrol, LEAD,     hand,   TAKEN
            LEAD,     60, patrol, LEAD,     patrol, HELD
            LEAD,     60, patrol, CASE,     patrol, TAKEN
            OPERATOR, 10, hand,   LEAD,     patrol, TAKEN
            CASE,   1800, patrol, OPERATOR, hand,   FREE
            """)
    void anotherHand(Rank held, long agoS, String heldHow, Rank claimed, String claimedHow, String expected) {
        Lease current = granted(LeaseRule.claim(
                        null, claim("a", held, heldHow.equals("patrol")), NOW.minusSeconds(agoS), LIMITS))
                .lease();
        Decision decision = LeaseRule.claim(current, claim("b", claimed, claimedHow.equals("patrol")), NOW, LIMITS);
        String result = switch (decision) {
            case Decision.Held held2 -> "HELD";
            case Decision.Granted g -> g.displaced() == null ? "FREE" : "TAKEN";
        };
        assertThat(result).isEqualTo(expected);
    }

    @Test
    void whatACaseTurnedYieldsToAPersonOnACaseAndToNobodyElse() {
        Lease machine = granted(LeaseRule.claim(
                        null,
                        new LeaseRule.Claim("case 112 C-1", Role.SERVICE, Rank.CASE, "x", "C-1", false),
                        NOW,
                        LIMITS))
                .lease();
        var otherCase = new LeaseRule.Claim("case 112 C-2", Role.SERVICE, Rank.CASE, "x", "C-2", false);
        assertThat(LeaseRule.claim(machine, otherCase, NOW, LIMITS)).isInstanceOf(Decision.Held.class);
        assertThat(LeaseRule.claim(machine, claim("b", Rank.LEAD, false), NOW, LIMITS))
                .isInstanceOf(Decision.Held.class);
        assertThat(LeaseRule.claim(machine, claim("b", Rank.CASE, false), NOW, LIMITS))
                .isInstanceOf(Decision.Granted.class);
    }

    @Test
    void eachCommandRenewsAndTheBeginningStays() {
        Lease first = granted(LeaseRule.claim(null, claim("a", Rank.LEAD, false), NOW, LIMITS))
                .lease();
        Lease second = granted(LeaseRule.claim(first, claim("a", Rank.LEAD, false), NOW.plusSeconds(20), LIMITS))
                .lease();
        assertThat(second.since()).isEqualTo(NOW);
        assertThat(second.until()).isEqualTo(NOW.plusSeconds(50));
    }

    @Test
    void anOperatorsLeaseEndsAfterTenMinutesHoweverBusy() {
        Lease lease = granted(LeaseRule.claim(null, claim("a", Rank.OPERATOR, false), NOW, LIMITS))
                .lease();
        for (int s = 20; s < 600; s += 20)
            lease = granted(LeaseRule.claim(lease, claim("a", Rank.OPERATOR, false), NOW.plusSeconds(s), LIMITS))
                    .lease();
        assertThat(lease.until()).isEqualTo(NOW.plusSeconds(600));
        assertThat(LeaseRule.claim(lease, claim("b", Rank.OPERATOR, false), NOW.plusSeconds(600), LIMITS))
                .isInstanceOf(Decision.Granted.class);
    }

    @Test
    void aHandAfterOnesOwnPatrolBeginsAnew() {
        Lease patrol = granted(LeaseRule.claim(null, claim("a", Rank.OPERATOR, true), NOW, LIMITS))
                .lease();
        assertThat(patrol.until()).isEqualTo(NOW.plus(Duration.ofMinutes(10)));
        Lease hand = granted(LeaseRule.claim(patrol, claim("a", Rank.OPERATOR, false), NOW.plusSeconds(599), LIMITS))
                .lease();
        assertThat(hand.until()).isEqualTo(NOW.plusSeconds(629));
    }

    private static Claim claim(String holder, Rank rank, boolean patrol) {
        return new Claim(holder, Role.OPERATOR, rank, "미아 수색", null, patrol);
    }

    private static Decision.Granted granted(Decision decision) {
        return (Decision.Granted) decision;
    }
}
