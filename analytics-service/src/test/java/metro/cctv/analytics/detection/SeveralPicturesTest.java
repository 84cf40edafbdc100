package metro.cctv.analytics.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import metro.cctv.analytics.detection.FrameRejected.Reason;
import metro.cctv.analytics.detection.ObjectDetector.Answer;
import metro.cctv.analytics.detection.ObjectDetector.Detections;
import metro.cctv.analytics.model.LoadedModel;
import metro.cctv.analytics.model.ModelManifest.Family;
import metro.cctv.analytics.model.TinyOnnx;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pictures of several cameras in one run: each has the answer that it has alone. */
class SeveralPicturesTest {
    private static final byte[] LEFT = Pictures.grey(TinyOnnx.WIDTH, TinyOnnx.HEIGHT, 32, 64, 32, 32, 180);
    private static final byte[] RIGHT = Pictures.grey(TinyOnnx.WIDTH, TinyOnnx.HEIGHT, 256, 96, 32, 32, 180);
    private static final byte[] WIDE = Pictures.grey(640, 100, 320, 0, 80, 80, 180);
    private static final byte[] BLACK = Pictures.bright(TinyOnnx.WIDTH, TinyOnnx.HEIGHT, 0, 0, 0, 0);
    private static final byte[] WHITE = Pictures.bright(TinyOnnx.WIDTH, TinyOnnx.HEIGHT, 0, 0, 320, 192);
    private static final byte[] BROKEN = "no picture".getBytes();

    @TempDir
    Path folder;

    @Test
    void eachHasTheAnswerThatItHasAlone() {
        List<byte[]> pictures = List.of(LEFT, WIDE, RIGHT, BLACK, RIGHT, LEFT, WIDE);
        try (LoadedModel model = load(TinyOnnx.model().forAnyNumber());
                var one = new ObjectDetector(model);
                var several = new ObjectDetector(model, 3)) {
            assertThat(several.most()).isEqualTo(3);
            List<Detections> alone = pictures.stream().map(one::detect).toList();
            assertThat(alone.getFirst().objects()).hasSize(1);
            // Twice, in another order: no place remembers what lay in it before.
            assertThat(found(several.detect(pictures))).isEqualTo(alone);
            assertThat(found(several.detect(pictures.reversed()))).isEqualTo(alone.reversed());
        }
    }

    @Test
    void aPoisonedPictureIsRefusedAlone() {
        try (LoadedModel model = load(TinyOnnx.model().forAnyNumber());
                var one = new ObjectDetector(model);
                var several = new ObjectDetector(model, 4)) {
            List<Answer> answers = several.detect(List.of(BROKEN, LEFT, BROKEN, RIGHT));
            assertThat(reasons(answers)).containsExactly(Reason.BROKEN_PICTURE, null, Reason.BROKEN_PICTURE, null);
            assertThat(answers.get(1)).isEqualTo(new Answer.Found(one.detect(LEFT)));
            assertThat(answers.get(3)).isEqualTo(new Answer.Found(one.detect(RIGHT)));
            assertThat(reasons(several.detect(List.of(BROKEN)))).containsExactly(Reason.BROKEN_PICTURE);
        }
    }

    @Test
    void noNumbersForOnePictureAreNobodyElsesFault() {
        try (LoadedModel model = load(TinyOnnx.model().forAnyNumber().withOverflow());
                var several = new ObjectDetector(model, 3)) {
            assertThat(reasons(several.detect(List.of(BLACK, WHITE, BLACK))))
                    .containsExactly(null, Reason.MODEL_OUTPUT, null);
        }
    }

    @Test
    void aPictureOnWhichTheRuntimeStumblesIsRefusedAlone() {
        try (LoadedModel model = load(TinyOnnx.model().forAnyNumber().stumblingOverWhite());
                var one = new ObjectDetector(model);
                var several = new ObjectDetector(model, 3)) {
            List<Answer> answers = several.detect(List.of(LEFT, WHITE, RIGHT));
            assertThat(reasons(answers)).containsExactly(null, Reason.MODEL_OUTPUT, null);
            assertThat(answers.getLast()).isEqualTo(new Answer.Found(one.detect(RIGHT)));
        }
    }

    /** What a file promises and does not keep is found out when it is loaded; it goes on with one at a time. */
    @ParameterizedTest
    @EnumSource
    void aFileThatFixesOnePictureInsideTakesOneAtATime(Family family) {
        takesOneAtATime(TinyOnnx.model().of(family).withOpenSides());
    }

    @ParameterizedTest
    @EnumSource
    void aFileThatSaysOnePictureTakesOneAtATime(Family family) {
        takesOneAtATime(TinyOnnx.model().of(family));
    }

    @Test
    void aNetworkThatSharesSomethingBetweenPicturesTakesOneAtATime() {
        takesOneAtATime(TinyOnnx.model().forAnyNumber().sharingBetweenPictures());
    }

    private void takesOneAtATime(TinyOnnx tiny) {
        try (LoadedModel model = load(tiny);
                var one = new ObjectDetector(model);
                var several = new ObjectDetector(model, 4)) {
            assertThat(model.takesSeveral()).isFalse();
            assertThat(several.most()).isEqualTo(1);
            assertThat(found(several.detect(List.of(LEFT, BLACK, RIGHT))))
                    .containsExactly(one.detect(LEFT), one.detect(BLACK), one.detect(RIGHT));
        }
    }

    private LoadedModel load(TinyOnnx tiny) {
        return LoadedModel.load(tiny.write(folder), null);
    }

    private static List<Detections> found(List<Answer> answers) {
        return answers.stream()
                .map(answer -> ((Answer.Found) answer).detections())
                .toList();
    }

    private static List<Reason> reasons(List<Answer> answers) {
        return answers.stream()
                .map(answer -> answer instanceof Answer.Refused(FrameRejected why) ? why.reason() : null)
                .toList();
    }
}
