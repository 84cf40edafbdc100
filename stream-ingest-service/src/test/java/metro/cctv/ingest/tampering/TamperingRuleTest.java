package metro.cctv.ingest.tampering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import metro.cctv.contracts.health.StreamHealthChanged.Cause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TamperingRuleTest {
    private static final byte[] STREET = TestViews.street();
    private static final SceneTraits USUAL = SceneTraits.of(TestViews.noisy(STREET, 1, 1));

    static Stream<Arguments> views() {
        return Stream.of(
                Arguments.of("as usual", STREET, Cause.NONE),
                Arguments.of("night noise", TestViews.noisy(STREET, 9, 2), Cause.NONE),
                Arguments.of("dusk", TestViews.lit(STREET, 0.35), Cause.NONE),
                Arguments.of("street lamps only", TestViews.lit(STREET, 0.25), Cause.NONE),
                Arguments.of("bright noon", TestViews.lit(STREET, 1.25), Cause.NONE),
                Arguments.of("fog", TestViews.foggy(STREET), Cause.NONE),
                Arguments.of("a bus before it", TestViews.withABus(STREET), Cause.NONE),
                Arguments.of("a hand on the lens", TestViews.noisy(TestViews.even(45), 1, 3), Cause.COVERED),
                Arguments.of("spray paint", TestViews.noisy(TestViews.even(150), 1, 4), Cause.COVERED),
                Arguments.of("blurred", TestViews.blurred(STREET, 4), Cause.DEFOCUSED),
                Arguments.of("turned away", TestViews.elsewhere(), Cause.TURNED),
                Arguments.of("turned, by night", TestViews.lit(TestViews.elsewhere(), 0.5), Cause.TURNED),
                Arguments.of("black", TestViews.noisy(TestViews.even(12), 2, 5), Cause.BLACK),
                Arguments.of("a lamp into the lens", TestViews.dazzled(STREET), Cause.DAZZLED),
                Arguments.of("white", TestViews.even(250), Cause.DAZZLED));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("views")
    void judges(String what, byte[] luma, Cause expected) {
        assertThat(TamperingRule.judge(SceneTraits.of(luma), USUAL)).as(what).isEqualTo(expected);
    }

    @Test
    void whoKnowsNoUsualViewSeesOnlyWhatNeedsNoComparison() {
        assertThat(TamperingRule.judge(SceneTraits.of(TestViews.elsewhere()), null))
                .isEqualTo(Cause.NONE);
        assertThat(TamperingRule.judge(SceneTraits.of(TestViews.even(8)), null)).isEqualTo(Cause.BLACK);
        assertThat(TamperingRule.judge(SceneTraits.of(TestViews.even(251)), null))
                .isEqualTo(Cause.DAZZLED);
    }

    @Test
    void aCameraThatLooksIntoSnowIsNotDazzled() {
        SceneTraits snow = SceneTraits.of(TestViews.of((x, y) -> y > 40 ? 250 : 90 + (x * 7 + y * 3) % 40));
        assertThat(TamperingRule.judge(snow, snow)).isEqualTo(Cause.NONE);
    }
}
