package metro.cctv.ingest.tampering;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.IntFunction;
import metro.cctv.contracts.health.StreamHealthChanged.Cause;
import org.junit.jupiter.api.Test;

class TamperingWatchTest {
    private static final byte[] STREET = TestViews.street();
    private static final TamperingSettings SETTINGS = new TamperingSettings(
            Duration.ofSeconds(60), Duration.ofSeconds(10), Duration.ofMinutes(2), Duration.ofMinutes(20));

    private static final IntFunction<byte[]> SHOWN_STREET = shown(STREET);
    private static final IntFunction<byte[]> SHOWN_ELSEWHERE = shown(TestViews.elsewhere());
    private static final IntFunction<byte[]> SHOWN_HAND = shown(TestViews.even(45));

    private final TamperingWatch watch = new TamperingWatch(SETTINGS, false);
    private double now = 1_000_000;

    @Test
    void whatIsFoundLastsAndIsOverWhenItIsGoneForAsLong() {
        assertThat(look(90, TamperingWatchTest::street)).isEqualTo(Cause.NONE);
        assertThat(look(9, TamperingWatchTest::covered))
                .as("a hand that wipes the lens")
                .isEqualTo(Cause.NONE);
        assertThat(look(5, TamperingWatchTest::street)).isEqualTo(Cause.NONE);
        assertThat(look(12, TamperingWatchTest::covered)).isEqualTo(Cause.COVERED);
        assertThat(look(8, TamperingWatchTest::street)).isEqualTo(Cause.COVERED);
        assertThat(look(4, TamperingWatchTest::street)).isEqualTo(Cause.NONE);
    }

    @Test
    void whatCoversTheLensIsNotLearntAsUsual() {
        look(90, TamperingWatchTest::street);
        assertThat(look(900, TamperingWatchTest::covered)).isEqualTo(Cause.COVERED);
    }

    @Test
    void aViewThatStaysIsUsualInTheEnd() {
        look(90, TamperingWatchTest::street);
        assertThat(look(600, TamperingWatchTest::elsewhere)).isEqualTo(Cause.TURNED);
        assertThat(look(660, TamperingWatchTest::elsewhere)).isEqualTo(Cause.NONE);
        assertThat(look(30, TamperingWatchTest::street))
                .as("and back is turned again")
                .isEqualTo(Cause.TURNED);
    }

    @Test
    void aNightInBetweenDoesNotBeginTheWaitAnew() {
        look(90, TamperingWatchTest::street);
        assertThat(look(600, TamperingWatchTest::elsewhere)).isEqualTo(Cause.TURNED);
        assertThat(look(60, i -> TestViews.even(7))).isEqualTo(Cause.BLACK);
        assertThat(look(660, TamperingWatchTest::elsewhere)).isEqualTo(Cause.NONE);
        assertThat(look(30, TamperingWatchTest::street)).isEqualTo(Cause.TURNED);
    }

    @Test
    void aClockThatGoesBackBlindsNobody() {
        look(90, TamperingWatchTest::street);
        now -= 3600;
        assertThat(look(15, TamperingWatchTest::covered)).isEqualTo(Cause.COVERED);
        now -= 3600;
        assertThat(look(15, TamperingWatchTest::street)).isEqualTo(Cause.NONE);
    }

    @Test
    void aSteeredCameraMayLookElsewhere() {
        var steered = new TamperingWatch(SETTINGS, true);
        Cause found = Cause.NONE;
        for (int i = 0; i < 200; i++) found = steered.look(i < 100 ? street(i) : elsewhere(i), i);
        assertThat(found).isEqualTo(Cause.NONE);
        for (int i = 200; i < 220; i++) found = steered.look(TestViews.even(9), i);
        assertThat(found).isEqualTo(Cause.BLACK);
    }

    @Test
    void duskIsLearnt() {
        look(90, TamperingWatchTest::street);
        for (int minute = 0; minute < 40; minute++) {
            double share = 1 - minute / 45.0;
            assertThat(look(60, shown(TestViews.lit(STREET, share))))
                    .as("%d %% of the light", Math.round(share * 100))
                    .isIn(Cause.NONE, share < 0.2 ? Cause.BLACK : Cause.NONE);
        }
    }

    @Test
    void aPictureThatNotEvenItsNoiseChangesIsFrozen() {
        look(90, TamperingWatchTest::street);
        assertThat(look(110, i -> STREET)).isEqualTo(Cause.NONE);
        assertThat(look(20, i -> STREET)).isEqualTo(Cause.FROZEN);
        assertThat(look(11, TamperingWatchTest::street)).isEqualTo(Cause.NONE);
    }

    @Test
    void aStillStreetWithItsNoiseIsNotFrozen() {
        assertThat(look(600, TamperingWatchTest::street)).isEqualTo(Cause.NONE);
    }

    @Test
    void aHoleInThePicturesIsNoTime() {
        look(90, TamperingWatchTest::street);
        look(3, TamperingWatchTest::covered);
        now += 600;
        assertThat(look(9, TamperingWatchTest::covered)).isEqualTo(Cause.NONE);
        assertThat(look(3, TamperingWatchTest::covered)).isEqualTo(Cause.COVERED);
    }

    @Test
    void whileItLearnsOnlyWhatNeedsNoComparisonIsFound() {
        assertThat(look(20, TamperingWatchTest::street)).isEqualTo(Cause.NONE);
        assertThat(look(20, TamperingWatchTest::elsewhere)).isEqualTo(Cause.NONE);
        assertThat(look(12, i -> TestViews.even(7))).isEqualTo(Cause.BLACK);
    }

    private static byte[] street(int seed) {
        return SHOWN_STREET.apply(seed);
    }

    private static byte[] elsewhere(int seed) {
        return SHOWN_ELSEWHERE.apply(seed);
    }

    private static byte[] covered(int seed) {
        return SHOWN_HAND.apply(seed);
    }

    /** With the noise of four pictures, in turn. */
    private static IntFunction<byte[]> shown(byte[] view) {
        byte[][] noisy = new byte[4][];
        for (int i = 0; i < noisy.length; i++) noisy[i] = TestViews.noisy(view, 2, i);
        return i -> noisy[i % noisy.length];
    }

    /** A picture a second. */
    private Cause look(int seconds, IntFunction<byte[]> view) {
        Cause found = Cause.NONE;
        for (int i = 0; i < seconds; i++) found = watch.look(view.apply(i), now++);
        return found;
    }
}
