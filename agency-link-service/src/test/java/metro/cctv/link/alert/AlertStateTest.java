package metro.cctv.link.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    private static final Hand KIM = new Hand("kim", false);
    private static final Hand LEE = new Hand("lee", false);
    private static final Hand LEAD = new Hand("park", true);
    private static final UUID INCIDENT = UUID.randomUUID();

    @Test
    void whoClaimsGoesOn() {
        AlertState claimed = AlertState.claim(new New(), KIM, AT);
        assertThat(claimed).isEqualTo(new Claimed("kim", AT));
        assertThat(AlertState.acknowledge(claimed, KIM, LATER)).isEqualTo(new Acknowledged("kim", LATER));
        assertThat(AlertState.escalate(claimed, KIM, INCIDENT, LATER)).isEqualTo(new Escalated("kim", LATER, INCIDENT));
    }

    @Test
    void nobodyElseTouchesIt() {
        for (AlertState state : List.of(
                new Claimed("kim", AT),
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
        assertThat(AlertState.claim(new Claimed("kim", AT), LEAD, LATER)).isEqualTo(new Claimed("park", LATER));
        assertThat(AlertState.dismiss(new Acknowledged("kim", AT), LEAD, "cat", LATER))
                .isEqualTo(new Dismissed("park", LATER, "cat"));
        refused(() -> AlertState.dismiss(new Escalated("kim", AT, INCIDENT), LEAD, "cat", LATER));
        refused(() -> AlertState.escalate(new Dismissed("kim", AT, "cat"), LEAD, INCIDENT, LATER));
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable step) {
        assertThatThrownBy(step)
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.ALERT_ALREADY_HANDLED));
    }
}
