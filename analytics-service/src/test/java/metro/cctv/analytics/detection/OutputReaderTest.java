package metro.cctv.analytics.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import metro.cctv.analytics.detection.FrameRejected.Reason;
import metro.cctv.analytics.detection.OutputReader.Values;
import metro.cctv.analytics.model.ModelInput.Fit;
import metro.cctv.analytics.model.ModelManifest;
import metro.cctv.contracts.detection.ObjectClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tensors worked out by hand: an input of 64 x 64 before a picture of 128 x 128, so a pixel there is two here. */
class OutputReaderTest {
    private static final int SIDE = 64;
    private static final Placement TWICE = Placement.of(2 * SIDE, 2 * SIDE, SIDE, SIDE, Fit.LETTERBOX);
    private static final long[] NO_LABELS = {};
    private static final double MIN = 0.1;

    @TempDir
    Path folder;

    /** Four cells of 32; the last one holds a car: middle of its cell, as wide as it, half as high. */
    @Test
    void yoloxRelativeToItsCell() throws Exception {
        float[] output = new float[4 * 7];
        float[] last = {0.5f, 0.5f, 0, (float) Math.log(0.5), 0.9f, 0.2f, 0.8f};
        System.arraycopy(last, 0, output, 3 * 7, 7);

        read("YOLOX", "\"name\": \"o\", \"strides\": [32], \"decoded\": false", values(List.of(output), NO_LABELS))
                .is(ObjectClass.CAR, 0.72, 64, 80, 128, 112);
    }

    /** Columns are anchor points: x, y, w, h, person, car of each. */
    @Test
    void yoloInPixelsOfTheInput() throws Exception {
        float[] output = {
            0, 20, 0, 0, //
            0, 30, 0, 0,
            0, 10, 0, 0,
            0, 20, 0, 0,
            0, 0.6f, 0.05f, 0,
            0, 0.3f, 0, 0
        };

        read("YOLO", "\"name\": \"o\", \"strides\": [32]", values(List.of(output), NO_LABELS))
                .is(ObjectClass.PERSON, 0.6, 30, 40, 50, 80);
    }

    @Test
    void detrWithALabelForEachQuery() throws Exception {
        float[] boxes = {0, 0, 64, 64, 8, 16, 24, 48};
        float[] scores = {0.05f, 0.9f};

        read("DETR", DETR, values(List.of(boxes, scores), new long[] {0, 1})).is(ObjectClass.CAR, 0.9, 16, 32, 48, 96);
    }

    @ParameterizedTest(name = "{0}, background {1}")
    @CsvSource({
        "LEFT_TOP_RIGHT_BOTTOM, false",
        "LEFT_TOP_RIGHT_BOTTOM, true",
        "TOP_LEFT_BOTTOM_RIGHT, false",
        "TOP_LEFT_BOTTOM_RIGHT, true"
    })
    void ssdInFractions(String corners, boolean background) throws Exception {
        boolean topFirst = corners.startsWith("TOP");
        float[] boxes = topFirst
                ? new float[] {0, 0, 1, 1, 0.25f, 0.125f, 0.75f, 0.5f}
                : new float[] {0, 0, 1, 1, 0.125f, 0.25f, 0.5f, 0.75f};
        // What is nearly sure to be nothing is no object, and nothing itself is none.
        float[] scores =
                background ? new float[] {0.95f, 0.05f, 0, 0.2f, 0.1f, 0.7f} : new float[] {0.05f, 0, 0.1f, 0.7f};

        String output = "\"boxes\": \"b\", \"scores\": \"s\", \"rows\": 2, \"corners\": \"%s\", \"background\": %s"
                .formatted(corners, background);
        read("SSD", output, values(List.of(boxes, scores), NO_LABELS)).is(ObjectClass.CAR, 0.7, 16, 32, 64, 96);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void noFamilyBelievesWhatIsNoNumber(float bad) throws Exception {
        for (int place = 0; place < 3; place++) {
            float[] yolox = {10, 10, 1, 1, 0.9f, 0.9f, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
            };
            yolox[new int[] {0, 4, 5}[place]] = bad;
            refuses(
                    "YOLOX",
                    "\"name\": \"o\", \"strides\": [32], \"decoded\": true",
                    values(List.of(yolox), NO_LABELS));
            float[] yolo = new float[24];
            yolo[16] = 0.9f;
            yolo[new int[] {0, 17, 20}[place]] = bad;
            refuses("YOLO", "\"name\": \"o\", \"strides\": [32]", values(List.of(yolo), NO_LABELS));
            float[] boxes = {0, 0, 32, 32, 0, 0, 32, 32};
            float[] scores = {0.9f, 0.9f};
            (place == 0 ? boxes : scores)[place == 2 ? 1 : 0] = bad;
            refuses("DETR", DETR, values(List.of(boxes, scores), new long[2]));
            float[] corners = {0, 0, 1, 1};
            float[] classes = {0.9f, 0.1f};
            (place == 0 ? corners : classes)[place == 2 ? 1 : 0] = bad;
            refuses(
                    "SSD",
                    "\"boxes\": \"b\", \"scores\": \"s\", \"rows\": 1, \"corners\": \"LEFT_TOP_RIGHT_BOTTOM\", \"background\": false",
                    values(List.of(corners, classes), NO_LABELS));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 2, Long.MAX_VALUE})
    void aLabelThatTheManifestDoesNotHaveIsNotBelieved(long label) throws Exception {
        float[] boxes = {0, 0, 32, 32, 0, 0, 0, 0};
        refuses("DETR", DETR, values(List.of(boxes, new float[] {0.9f, 0}), new long[] {label, 0}));
    }

    /** A model for animals may be asked for cars only: what is of no interest is left out, whatever its box. */
    @Test
    void whatIsOfNoInterestIsLeftOut() throws Exception {
        ModelManifest manifest = manifest("DETR", DETR.replace("\"rows\": 2", "\"rows\": 1"), "null");
        float[] boxes = {0, 0, 32, 32};
        assertThat(OutputReader.of(manifest)
                        .read(values(List.of(boxes, new float[] {0.9f}), new long[] {1}), TWICE, MIN))
                .isEmpty();
    }

    @ParameterizedTest(name = "{4}: {0}x{1} into {2}x{3}: {7}x{8} at {5},{6}")
    @CsvSource(textBlock = """
            640, 360, 416, 416, LETTERBOX,         0,  0, 416, 234
            640, 360, 416, 416, LETTERBOX_CENTRED, 0, 91, 416, 234
            360, 640, 416, 416, LETTERBOX_CENTRED, 91, 0, 234, 416
            640, 360, 416, 416, STRETCH,           0,  0, 416, 416
            """)
    void placements(
            int width,
            int height,
            int inputWidth,
            int inputHeight,
            Fit fit,
            int left,
            int top,
            int scaledWidth,
            int scaledHeight) {
        Placement placement = Placement.of(width, height, inputWidth, inputHeight, fit);

        assertThat(placement)
                .extracting(Placement::left, Placement::top, Placement::width, Placement::height)
                .containsExactly(left, top, scaledWidth, scaledHeight);
        assertThat(placement.pictureX(left)).isZero();
        assertThat(placement.pictureY(top)).isZero();
        assertThat(placement.pictureX(left + scaledWidth)).isCloseTo(width, within(1.5));
        assertThat(placement.pictureY(top + scaledHeight)).isCloseTo(height, within(1.5));
        assertThat(placement.pictureX(left + scaledWidth / 2.0)).isCloseTo(width / 2.0, within(1.0));
        assertThat(placement.pictureY(top + scaledHeight / 2.0)).isCloseTo(height / 2.0, within(1.0));
    }

    private static final String DETR = "\"labels\": \"l\", \"boxes\": \"b\", \"scores\": \"s\", \"rows\": 2";

    private static Values values(List<float[]> floats, long[] labels) {
        return new Values(floats.stream().map(FloatBuffer::wrap).toList(), LongBuffer.wrap(labels));
    }

    private Read read(String family, String output, Values values) throws Exception {
        return new Read(OutputReader.of(manifest(family, output, "\"CAR\"")).read(values, TWICE, MIN));
    }

    private void refuses(String family, String output, Values values) {
        assertThatThrownBy(() -> read(family, output, values))
                .as(family)
                .isInstanceOfSatisfying(
                        FrameRejected.class, e -> assertThat(e.reason()).isEqualTo(Reason.MODEL_OUTPUT));
    }

    private ModelManifest manifest(String family, String output, String second) throws Exception {
        return ModelManifest.read(Files.writeString(folder.resolve("manifest.json"), """
                {"name": "by hand", "file": "none.onnx", "sha256": "%s", "family": "%s",
                 "input": {"name": "i", "width": %d, "height": %d, "layout": "NCHW", "colour": "RGB", "scale": 1.0, "pad": 0%s},
                 "output": {%s},
                 "labels": [{"index": 0, "name": "person", "class": "PERSON"}, {"index": 1, "name": "car", "class": %s}],
                 "scoreThreshold": 0.5, "nmsIou": 0.45, "licence": "ours", "limits": "none"}
                """.formatted(
                        "a".repeat(64),
                        family,
                        SIDE,
                        SIDE,
                        family.equals("DETR") ? ", \"sizes\": \"z\"" : "",
                        output,
                        second)));
    }

    private record Read(List<DetectedObject> objects) {
        void is(ObjectClass label, double score, double left, double top, double right, double bottom) {
            assertThat(objects).hasSize(1);
            DetectedObject object = objects.getFirst();
            assertThat(object.label()).isEqualTo(label);
            assertThat(new double[] {object.score(), object.left(), object.top(), object.right(), object.bottom()})
                    .containsExactly(new double[] {score, left, top, right, bottom}, within(1e-3));
        }
    }
}
