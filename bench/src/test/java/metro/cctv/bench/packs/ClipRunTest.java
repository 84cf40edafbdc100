package metro.cctv.bench.packs;

import static org.assertj.core.api.Assertions.assertThat;

import metro.cctv.bench.packs.ClipRun.Result;
import metro.cctv.simulator.scene.ScenePacks;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules on clips whose truth they are shown: what they miss here no detector can mend. */
class ClipRunTest {
    private static final long SEED = 7;

    static java.util.List<String> behaviours() {
        return ScenePacks.behaviours();
    }

    @ParameterizedTest
    @MethodSource("behaviours")
    void toldOnceInTimeAndNearMissesStayQuiet(String behaviour) {
        Result shown = play(behaviour, true);
        ClipRun.Due due = java.util.Objects.requireNonNull(shown.event());
        assertThat(shown.alerts()).hasSize(1);
        assertThat(shown.alerts().getFirst().at()).isBetween(due.at() - 2_000, due.at() + 10_000);
        assertThat(play(behaviour, false).alerts()).isEmpty();
    }

    private static Result play(String behaviour, boolean positive) {
        return new ClipRun(ScenePacks.clip(behaviour, positive, SEED), Eyes.perfect(), new DetectionScore(), 0.5)
                .play();
    }
}
