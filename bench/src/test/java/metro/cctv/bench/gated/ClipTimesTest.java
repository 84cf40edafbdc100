package metro.cctv.bench.gated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClipTimesTest {
    private static final double SCENE_FPS = 10;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 10, 12, 15})
    void atAnyRateEachPictureShowsTheSceneAsItWasThen(int fps) {
        var times = new ClipTimes(SCENE_FPS, fps, 345, 600);
        for (int picture = 0; picture < times.clipPictures(); picture++)
            assertThat((double) times.sceneFrame(picture))
                    .as("picture %d", picture)
                    .isCloseTo(picture * SCENE_FPS / fps, within(0.5 + 1e-9));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 10, 12, 15})
    void anAlarmIsDueInTheFirstPictureThatShowsItsFrame(int fps) {
        var times = new ClipTimes(SCENE_FPS, fps, 345, 600);
        for (int frame = 0; frame < 345; frame++) {
            int picture = times.pictureOf(frame);
            assertThat(times.sceneFrame(picture)).isGreaterThanOrEqualTo(frame);
            if (picture > 0) assertThat(times.sceneFrame(picture - 1)).isLessThan(frame);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 5, 6, 10})
    void theClipAndTheLoopEndBeforeAKeyFrameAndTheWholeClipIsShown(int fps) {
        var times = new ClipTimes(SCENE_FPS, fps, 345, 599);
        assertThat(times.clipPictures() % times.keyEvery()).isZero();
        assertThat(times.loopPictures() % times.keyEvery()).isZero();
        assertThat(times.clipPictures()).isGreaterThanOrEqualTo((int) Math.ceil(34.5 * fps));
        assertThat(times.loopPictures()).isEqualTo(598 * fps);
    }

    @Test
    void aRoundAsLongAsTheClipIsEnough() {
        assertThat(new ClipTimes(SCENE_FPS, 5, 340, 34).loopPictures()).isEqualTo(34 * 5);
    }

    @Test
    void aRoundShorterThanTheClipIsRefused() {
        assertThatThrownBy(() -> new ClipTimes(SCENE_FPS, 5, 345, 35))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a clip of 34.5 s does not fit into a round of 35 s");
    }
}
