package metro.cctv.analytics.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import metro.cctv.analytics.detection.HandLabels.Frame;
import metro.cctv.analytics.detection.HandLabels.Score;
import metro.cctv.analytics.detection.HandLabels.What;
import metro.cctv.analytics.model.LoadedModel;
import metro.cctv.contracts.detection.ObjectClass;
import metro.cctv.testkit.TestData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both models against frames of real clips that a person looked at; what they score stands in the shipped model's card. */
class HandLabelsTest {
    private static final Path SHIPPED = TestData.repository().resolve("models/scene-detector/manifest.json");

    /** The pretrained model must do what it did when the card was written, within 0.07. */
    @ParameterizedTest(name = "{0}: {1} AP50 at least {2}")
    @CsvSource({"vtest, PERSON, 0.9", "highway-a, VEHICLE, 0.85", "person-bicycle-car, PERSON, 0.88"})
    void pretrained(String clip, What what, double least) throws Exception {
        Path weights = TestData.file("models/yolox_nano.onnx");
        Path manifest = TestData.repository().resolve("models/yolox-nano/manifest.json");
        assertThat(score(clip, what, manifest, weights).ap50()).isBetween(least, 1.0);
    }

    /** It knows no street, but what little it finds there must not be lost unseen; within 0.18 of what its card tells. */
    @ParameterizedTest(name = "{0}: {1} AP50 at least {2}, {3} found")
    @CsvSource({"vtest, PERSON, 0.6, 30", "person-bicycle-car, VEHICLE, 0.5, 5", "highway-a, VEHICLE, 0.15, 4"})
    void shipped(String clip, What what, double least, int found) throws Exception {
        Score score = score(clip, what, SHIPPED, null);
        assertThat(score.ap50()).isBetween(least, 1.0);
        assertThat(score.right()).isBetween(found, score.asked());
    }

    private static Score score(String clip, What what, Path manifest, @Nullable Path weights) throws Exception {
        HandLabels labels = HandLabels.read(clip);
        Path file = TestData.file("videos/" + labels.clip());
        try (LoadedModel model = LoadedModel.load(manifest, weights);
                var detector = new ObjectDetector(model)) {
            Score score = labels.score(
                    what, labels.detect(file, detector), model.manifest().scoreThreshold());
            System.out.printf(
                    Locale.ROOT,
                    "%s, %s, %s: AP50 %.3f of %d in %d frames; at %.2f found %d, right %d%n",
                    model.manifest().name(),
                    clip,
                    what,
                    score.ap50(),
                    score.asked(),
                    labels.frames().size(),
                    model.manifest().scoreThreshold(),
                    score.found(),
                    score.right());
            return score;
        }
    }

    @Test
    void whatLiesWhereNobodyCanTellIsNeitherAskedNorWrong() {
        var frame = new Frame(
                0,
                List.of(new double[] {0, 0, 10, 20}, new double[] {100, 0, 10, 20}),
                null,
                null,
                List.<double[]>of(new double[] {90, 0, 40, 40}));
        var labels = new HandLabels("clip", "", List.of(frame));
        List<DetectedObject> seen = List.of(person(0.9, 1, 0), person(0.8, 101, 0), person(0.4, 50, 0));

        Score score = labels.score(What.PERSON, Map.of(0, seen), 0.5);

        assertThat(score).isEqualTo(new Score(1, 1, 1, 1.0));
    }

    @Test
    void aFalseBoxBeforeTheRightOneHalvesThePrecision() {
        var frame = new Frame(0, List.<double[]>of(new double[] {0, 0, 10, 20}), null, null, null);
        var labels = new HandLabels("clip", "", List.of(frame));

        Score score = labels.score(What.PERSON, Map.of(0, List.of(person(0.9, 50, 0), person(0.8, 0, 0))), 0.85);

        assertThat(score.ap50()).isCloseTo(0.5, within(1e-9));
        assertThat(score.right()).isZero();
    }

    private static DetectedObject person(double score, double left, double top) {
        return new DetectedObject(ObjectClass.PERSON, score, left, top, left + 10, top + 20);
    }
}
