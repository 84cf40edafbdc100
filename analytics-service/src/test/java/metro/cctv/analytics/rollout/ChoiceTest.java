package metro.cctv.analytics.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import metro.cctv.analytics.model.ModelManifest.Role;
import metro.cctv.analytics.rollout.Choice.Named;
import metro.cctv.analytics.rollout.Choice.Previous;
import org.junit.jupiter.api.Test;

class ChoiceTest {
    private static final Instant AT = Instant.parse("2026-11-22T09:00:00Z");
    private static final Named A = new Named("a", "a".repeat(64));
    private static final Named B = new Named("b", "b".repeat(64));
    private final Choice none = Choice.none(Role.OBJECTS, "c".repeat(64));

    @Test
    void whatWasOnTrialBecomesActiveAndTheWayBackLeadsToWhatWas() {
        Choice first = none.withShadow(A, AT, "kim").promoted(AT, "lee");

        assertThat(first.active()).isEqualTo(A);
        assertThat(first.shadow()).isNull();
        assertThat(first.previous()).isEqualTo(new Previous(null));
        assertThat(first.changedBy()).isEqualTo("lee");

        Choice second = first.withShadow(B, AT, "kim").promoted(AT, "kim");
        assertThat(second.previous()).isEqualTo(new Previous(A));
        assertThat(second.version()).isEqualTo(4);
    }

    @Test
    void theWayBackLeadsThereAndBack() {
        Choice promoted = none.withShadow(A, AT, "kim").promoted(AT, "kim");
        Choice back = promoted.withShadow(B, AT, "kim").rolledBack(AT, "kim");

        assertThat(back.active()).isNull();
        assertThat(back.shadow()).isNull();
        assertThat(back.previous()).isEqualTo(new Previous(A));
        assertThat(back.rolledBack(AT, "kim").active()).isEqualTo(A);
    }

    @Test
    void nothingComesOfNothing() {
        assertThatThrownBy(() -> none.promoted(AT, "kim")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> none.rolledBack(AT, "kim")).isInstanceOf(IllegalStateException.class);
    }
}
