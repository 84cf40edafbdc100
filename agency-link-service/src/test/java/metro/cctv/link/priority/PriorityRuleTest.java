package metro.cctv.link.priority;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import metro.cctv.contracts.alert.Behaviour;
import metro.cctv.link.activity.Unusual;
import metro.cctv.link.priority.PriorityRule.CameraFacts;
import metro.cctv.link.priority.PriorityRule.Code;
import metro.cctv.link.priority.PriorityRule.NearIncident;
import metro.cctv.link.priority.PriorityRule.Reason;
import metro.cctv.link.priority.PriorityRule.Scale;
import metro.cctv.link.priority.PriorityRule.Score;
import metro.cctv.link.priority.PriorityRule.SeenBehaviour;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriorityRuleTest {
    private static final Scale SCALE =
            new Scale(Map.of(Behaviour.INTRUSION, 50), 40, Duration.ofMinutes(10), 500, Duration.ofMinutes(60));

    @ParameterizedTest(name = "{0}, certain {1}, {2} min old, open {3}: {4}")
    @CsvSource({
        "INTRUSION, 1.0,  0, true,  50",
        "LOITERING, 1.0,  0, true,  40",
        "LOITERING, 0.5,  0, true,  30",
        "LOITERING, 1.0, 10, false, 20",
        "LOITERING, 1.0, 20, false, 10",
        // time alone settles nothing
        "LOITERING, 1.0, 10, true,  20",
        "LOITERING, 1.0, 90, true,  20"
    })
    void aBehaviour(Behaviour behaviour, double certain, long minutes, boolean open, double points) {
        Score score = score(List.of(seen(behaviour, certain, minutes, open)), null, null, 0);
        assertThat(score.points()).isEqualTo(points);
        assertThat(score.reasons()).extracting(Reason::code).containsExactly(Code.BEHAVIOUR);
    }

    @Test
    void twentyAlertsAreNotSevenTimesAsUrgent() {
        List<SeenBehaviour> many = Stream.generate(() -> seen(Behaviour.INTRUSION, 1, 0, true))
                .limit(20)
                .toList();
        Score score = score(many, null, null, 0);
        assertThat(score.points()).isEqualTo(60);
        assertThat(score.reasons()).hasSize(3);
    }

    @ParameterizedTest(name = "{0} deviations: {1}")
    @CsvSource({"3, 0", "4, 4", "8, 20", "80, 20", "-5, 0"})
    void activity(double deviations, double points) {
        assertThat(score(List.of(), new Unusual(9, 2, deviations), null, 0).points())
                .isEqualTo(points);
    }

    @ParameterizedTest(name = "an incident {0} m away: {1}")
    @CsvSource({"0, 30", "250, 15", "499, 0.1", "500, 0", "900, 0"})
    void anIncidentNear(double distanceM, double points) {
        assertThat(score(List.of(), null, near(distanceM), 0).hot()).isEqualTo(points);
    }

    @Test
    void anotherDistrictsIncidentTellsNothingOfItself() {
        Score score = score(List.of(), null, new NearIncident.Foreign(), 0);
        assertThat(score.reasons()).containsExactly(new Reason(Code.INCIDENT, 15, Map.of()));
    }

    @ParameterizedTest(name = "unseen for {0} min: {1}")
    @CsvSource({"0, 0", "30, 7.5", "60, 15", "600, 15"})
    void timeUnseenCountsButDoesNotHeat(long minutes, double points) {
        Score score = score(List.of(), null, null, minutes);
        assertThat(score.points()).isEqualTo(points);
        assertThat(score.hot()).isZero();
    }

    @Test
    void theReasonsAreShownStrongestFirstAndAddUp() {
        Score score = score(List.of(seen(Behaviour.LOITERING, 1, 0, true)), new Unusual(9, 2, 5), near(100), 30);
        assertThat(score.reasons())
                .extracting(Reason::code)
                .containsExactly(Code.BEHAVIOUR, Code.INCIDENT, Code.ACTIVITY, Code.UNSEEN);
        assertThat(score.reasons().stream().mapToDouble(Reason::points).sum()).isEqualTo(score.points());
        assertThat(score.points()).isEqualTo(40 + 24 + 8 + 7.5);
        assertThat(score.hot()).isEqualTo(72);
        Score most = score(
                List.of(seen(Behaviour.INTRUSION, 1, 0, true), seen(Behaviour.INTRUSION, 1, 0, true)),
                new Unusual(9, 2, 50),
                near(0),
                90);
        assertThat(most.points()).isEqualTo(100);
    }

    private static Score score(
            List<SeenBehaviour> seen, @Nullable Unusual activity, @Nullable NearIncident near, long unseenMinutes) {
        return PriorityRule.score(new CameraFacts(seen, activity, near, Duration.ofMinutes(unseenMinutes)), SCALE);
    }

    private static SeenBehaviour seen(Behaviour behaviour, double score, long minutes, boolean open) {
        return new SeenBehaviour(UUID.randomUUID(), behaviour, score, Duration.ofMinutes(minutes), open);
    }

    private static NearIncident near(double distanceM) {
        return new NearIncident.Own(UUID.randomUUID(), "FIRE", distanceM);
    }
}
