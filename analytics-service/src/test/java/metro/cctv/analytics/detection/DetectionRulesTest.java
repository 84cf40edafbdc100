package metro.cctv.analytics.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import metro.cctv.analytics.detection.FrameRejected.Reason;
import metro.cctv.analytics.model.LoadedModel;
import metro.cctv.analytics.model.ModelManifest.Family;
import metro.cctv.analytics.model.TinyOnnx;
import metro.cctv.contracts.detection.ObjectClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DetectionRulesTest {
    @TempDir
    Path folder;

    @Test
    void suppressionKeepsTheBestOfOneClassAndLeavesOthersAlone() {
        var best = person(0.9, 0, 0, 10, 10);
        var covered = person(0.8, 1, 1, 11, 11);
        var apart = person(0.7, 20, 0, 30, 10);
        var bicycle = new DetectedObject(ObjectClass.BICYCLE, 0.6, 0, 0, 10, 10);

        assertThat(Suppression.apply(List.of(covered, bicycle, apart, best), 0.45, 10))
                .containsExactly(best, apart, bicycle);
        assertThat(Suppression.apply(List.of(covered, apart, best), 0.45, 1)).containsExactly(best);
    }

    @Test
    void iouOfHalfAndNone() {
        assertThat(person(1, 0, 0, 10, 10).iou(person(1, 0, 5, 10, 15))).isCloseTo(1 / 3.0, within(1e-9));
        assertThat(person(1, 0, 0, 10, 10).iou(person(1, 10, 0, 20, 10))).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void readsBoxesOffTheNetwork(Family family) {
        readsBoxes(TinyOnnx.model().of(family));
    }

    @ParameterizedTest
    @EnumSource
    void sidesThatTheFileLeavesOpen(Family family) {
        readsBoxes(TinyOnnx.model().of(family).withOpenSides());
    }

    /** INT8 with QuantizeLinear and DequantizeLinear; the tools name a domain whose operators they do not use. */
    @Test
    void readsBoxesOffAQuantisedNetwork() {
        readsBoxes(TinyOnnx.model().quantised().naming("com.microsoft"));
    }

    private void readsBoxes(TinyOnnx tiny) {
        try (LoadedModel model = LoadedModel.load(tiny.write(folder), null);
                var detector = new ObjectDetector(model)) {
            // Picture and input have one size; the fourth column, third row of cells is bright.
            List<DetectedObject> found = detector.detect(
                            Pictures.bright(TinyOnnx.WIDTH, TinyOnnx.HEIGHT, 96, 64, 32, 32))
                    .objects();

            assertThat(found).hasSize(1);
            DetectedObject person = found.getFirst();
            assertThat(person.label()).isEqualTo(ObjectClass.PERSON);
            assertThat(person.score()).isGreaterThan(0.95);
            assertThat(person.left()).isCloseTo(96, within(0.5));
            assertThat(person.right()).isCloseTo(128, within(0.5));
            assertThat(person.top()).isCloseTo(48, within(0.5));
            assertThat(person.bottom()).isCloseTo(112, within(0.5));
        }
    }

    @Test
    void scalesBoxesBackToThePicture() {
        try (LoadedModel model = LoadedModel.load(TinyOnnx.model().write(folder), null);
                var detector = new ObjectDetector(model)) {
            byte[] jpeg = Pictures.bright(TinyOnnx.WIDTH * 2, TinyOnnx.HEIGHT * 2, 192, 128, 64, 64);

            DetectedObject person = detector.detect(jpeg).objects().getFirst();

            assertThat(person.left()).isCloseTo(192, within(1.0));
            assertThat(person.bottom()).isCloseTo(224, within(1.0));
        }
    }

    @Test
    void aNetworkThatGivesNoNumbersIsNotBelieved() {
        try (LoadedModel model =
                        LoadedModel.load(TinyOnnx.model().withOverflow().write(folder), null);
                var detector = new ObjectDetector(model)) {
            rejected(detector, Pictures.bright(TinyOnnx.WIDTH, TinyOnnx.HEIGHT, 96, 64, 32, 32), Reason.MODEL_OUTPUT);
        }
    }

    @Test
    void brokenPicturesAreRejectedAndTheNextOneIsFine() {
        byte[] whole = Pictures.bright(TinyOnnx.WIDTH, TinyOnnx.HEIGHT, 96, 64, 32, 32);
        try (LoadedModel model = LoadedModel.load(TinyOnnx.model().write(folder), null);
                var detector = new ObjectDetector(model)) {
            rejected(detector, new byte[0], Reason.BROKEN_PICTURE);
            rejected(detector, "not a picture at all".getBytes(), Reason.BROKEN_PICTURE);
            rejected(detector, java.util.Arrays.copyOf(whole, whole.length / 2), Reason.BROKEN_PICTURE);
            byte[] closed = java.util.Arrays.copyOf(whole, whole.length / 2);
            closed[closed.length - 2] = (byte) 0xff;
            closed[closed.length - 1] = (byte) 0xd9;
            rejected(detector, closed, Reason.BROKEN_PICTURE);
            rejected(detector, java.util.Arrays.copyOf(whole, 200 * 1024), Reason.TOO_LARGE);
            rejected(detector, Pictures.claiming(whole, 60_000, 60_000), Reason.TOO_LARGE);

            assertThat(detector.detect(whole).objects()).hasSize(1);
        }
    }

    private static void rejected(ObjectDetector detector, byte[] jpeg, Reason reason) {
        assertThatThrownBy(() -> detector.detect(jpeg))
                .isInstanceOfSatisfying(
                        FrameRejected.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static DetectedObject person(double score, double left, double top, double right, double bottom) {
        return new DetectedObject(ObjectClass.PERSON, score, left, top, right, bottom);
    }
}
