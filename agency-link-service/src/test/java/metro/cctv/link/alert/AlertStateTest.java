package metro.cctv.link.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.link.alert.AlertState.*;
import org.junit.jupiter.api.Test;

class AlertStateTest {
    private static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");
    private static final Instant LATER = AT.plusSeconds(5);
    private static final Duration KEEPS = Duration.ofMinutes(5);
    private static final Hand KIM = new Hand("kim", false, KEEPS);
    private static final Hand LEE = new Hand("lee", false, KEEPS);
    private static final Hand LEAD = new Hand("park", true, KEEPS);
    private static final UUID INCIDENT = UUID.randomUUID();

    @Test
    void whoClaimsGoesOn() {
        AlertState claimed = AlertState.claim(new New(), KIM, AT);
        assertThat(claimed).isEqualTo(new Claimed("kim", AT, AT.plus(KEEPS)));
        assertThat(AlertState.acknowledge(claimed, KIM, LATER)).isEqualTo(new Acknowledged("kim", LATER));
        assertThat(AlertState.escalate(claimed, KIM, INCIDENT, LATER)).isEqualTo(new Escalated("kim", LATER, INCIDENT));
    }

    @Test
    void nobodyElseTouchesIt() {
        for (AlertState state : List.of(
                new Claimed("kim", AT, AT.plus(KEEPS)),
                new Acknowledged("kim", AT),
                new Dismissed("kim", AT, "cat"),
                new Escalated("kim", AT, INCIDENT))) {
            refused(() -> AlertState.claim(state, LEE, LATER));
            refused(() -> AlertState.acknowledge(state, LEE, LATER));
            refused(() -> AlertState.dismiss(state, LEE, "dog", LATER));
            refused(() -> AlertState.escalate(state, LEE, UUID.randomUUID(), LATER));
        }
    }

    @Test
    void theSameStepAgainChangesNothing() {
        assertThat(AlertState.acknowledge(new Acknowledged("kim", AT), KIM, LATER))
                .isEqualTo(new Acknowledged("kim", AT));
        assertThat(AlertState.escalate(new Escalated("kim", AT, INCIDENT), KIM, UUID.randomUUID(), LATER))
                .isEqualTo(new Escalated("kim", AT, INCIDENT));
    }

    @Test
    void aLeadMayTakeOverButNotUndo() {
        assertThat(AlertState.claim(new Claimed("kim", AT, AT.plus(KEEPS)), LEAD, LATER))
                .isEqualTo(new Claimed("park", LATER, LATER.plus(KEEPS)));
        assertThat(AlertState.dismiss(new Acknowledged("kim", AT), LEAD, "cat", LATER))
                .isEqualTo(new Dismissed("park", LATER, "cat"));
        refused(() -> AlertState.dismiss(new Escalated("kim", AT, INCIDENT), LEAD, "cat", LATER));
        refused(() -> AlertState.escalate(new Dismissed("kim", AT, "cat"), LEAD, INCIDENT, LATER));
    }

    @Test
    void aClaimHoldsForAWhileAndIsProlonged() {
        var claimed = new Claimed("kim", AT, AT.plus(KEEPS));
        assertThat(AlertState.claim(claimed, KIM, LATER)).isEqualTo(new Claimed("kim", AT, LATER.plus(KEEPS)));
        Instant over = AT.plus(KEEPS);
        refused(() -> AlertState.claim(claimed, LEE, over.minusNanos(1)));
        assertThat(AlertState.claim(claimed, LEE, over)).isEqualTo(new Claimed("lee", over, over.plus(KEEPS)));
        assertThat(AlertState.dismiss(claimed, LEE, "cat", over)).isEqualTo(new Dismissed("lee", over, "cat"));
    }

    @Test
    void whatIsOpenIsHandedOverAndWhatIsDecidedStays() {
        assertThat(AlertState.handOver(new Claimed("kim", AT, LATER), "lee", KEEPS, LATER))
                .isEqualTo(new Claimed("lee", LATER, LATER.plus(KEEPS)));
        assertThat(AlertState.handOver(new Acknowledged("kim", AT), "lee", KEEPS, LATER))
                .isEqualTo(new Acknowledged("lee", LATER));
        assertThat(AlertState.handOver(new Claimed("kim", AT, LATER), null, KEEPS, LATER))
                .isEqualTo(new New());
        assertThat(AlertState.handOver(new Acknowledged("kim", AT), null, KEEPS, LATER))
                .isEqualTo(new New());
        for (AlertState decided :
                List.of(new Dismissed("kim", AT, "cat"), new Escalated("kim", AT, INCIDENT), new New()))
            assertThat(AlertState.handOver(decided, "lee", KEEPS, LATER)).isSameAs(decided);
    }

    @org.junit.jupiter.params.ParameterizedTest(name = "{0}: {1}")
    @org.junit.jupiter.params.provider.CsvSource(textBlock = """
            OPERATOR, PT30S
            LEAD,     PT60S
            MANAGER,
            """)
    void climbsByTheClock(AlertLevel level, @org.jspecify.annotations.Nullable Duration after) {
        var patience = new AlertProperties.Patience(Duration.ofSeconds(30), Duration.ofSeconds(60));
        assertThat(ClimbPolicy.climbsAt(level, AT, patience))
                .isEqualTo(java.util.Optional.ofNullable(after).map(AT::plus));
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable step) {
        assertThatThrownBy(step)
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.ALERT_ALREADY_HANDLED));
    }
}
