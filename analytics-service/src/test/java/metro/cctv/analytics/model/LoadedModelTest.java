package metro.cctv.analytics.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import metro.cctv.analytics.model.ModelManifest.Family;
import metro.cctv.analytics.settings.ExecutionProvider;
import metro.cctv.testkit.TestData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoadedModelTest {
    @TempDir
    Path folder;

    @Test
    void loadsWhatItsManifestSays() {
        try (LoadedModel model = LoadedModel.load(TinyOnnx.model().write(folder), null)) {
            assertThat(model.manifest().rows()).isEqualTo(60);
            assertThat(model.manifest().outputs())
                    .singleElement()
                    .satisfies(output -> assertThat(output.shape()).containsExactly(1L, 60L, 6L));
        }
    }

    @Test
    void refusesAFileThatWasSwapped() throws IOException {
        Path manifest = TinyOnnx.model().write(folder);
        byte[] swapped = Files.readAllBytes(folder.resolve("model.onnx"));
        swapped[swapped.length / 2] ^= 1;
        Files.write(folder.resolve("model.onnx"), swapped);

        refused(manifest, "SHA-256");
    }

    @Test
    void refusesWeightsOutsideTheFile() {
        refused(TinyOnnx.model().withExternalWeights().write(folder), "external data");
    }

    @Test
    void refusesOperatorsOfForeignDomains() {
        refused(TinyOnnx.model().withOperatorsOf("com.example").write(folder), "com.example");
    }

    /** Loop is an operator of the standard, but nobody can say when it ends. */
    @ParameterizedTest
    @ValueSource(strings = {"Loop", "Scan", "RandomUniform", "NoSuchOperator"})
    void refusesOperatorsThatNoDetectorNeeds(String operator) {
        refused(TinyOnnx.model().withOperator(operator).write(folder), operator);
    }

    @Test
    void refusesADomainNamedByNoToolWeKnow() {
        refused(TinyOnnx.model().naming("com.example").write(folder), "com.example");
    }

    /** Said by the file's own words, before the runtime has it. */
    @ParameterizedTest
    @EnumSource
    void refusesShapesBeforeTheRuntimeSeesThem(Family family) throws IOException {
        TinyOnnx tiny = TinyOnnx.model().of(family);
        Path manifest = tiny.write(folder);
        OnnxSignature signature = OnnxInspection.check(tiny.bytes());
        signature.require(ModelManifest.read(manifest));

        String text = Files.readString(manifest);
        refusedBy(signature, text.replace("\"height\": 192", "\"height\": 224"), "input");
        refusedBy(signature, text.replace("\"images\"", "\"pictures\""), "no input \"pictures\"");
        refusedBy(
                signature,
                text.replace("\"output\", ", "\"out\", ").replace("\"boxes\": \"boxes\"", "\"boxes\": \"b\""),
                "no output");
        String second = text.replace(
                "\"class\": \"PERSON\"}", "\"class\": \"PERSON\"}, {\"index\": 1, \"name\": \"x\", \"class\": null}");
        if (family != Family.DETR) refusedBy(signature, second, "shape");
    }

    private void refusedBy(OnnxSignature signature, String manifest, String because) throws IOException {
        ModelManifest other = ModelManifest.read(Files.writeString(folder.resolve("other.json"), manifest));
        assertThatThrownBy(() -> signature.require(other))
                .isInstanceOf(ModelRefused.class)
                .hasMessageContaining(because);
    }

    @Test
    void refusesANetworkThatGivesNoNumbersForABlackPicture() {
        refused(TinyOnnx.model().withNaN().write(folder), "no finite number");
    }

    @Test
    void refusesAProviderThatThisRuntimeLacks() {
        Path manifest = TinyOnnx.model().write(folder);
        assertThatThrownBy(() -> LoadedModel.load(manifest, null, ExecutionProvider.CUDA))
                .isInstanceOf(ModelRefused.class)
                .hasMessageContainingAll("CUDA", "CPU", "cctv.analytics.provider");
        assertThatThrownBy(() -> LoadedModel.load(manifest, null, ExecutionProvider.OPENVINO))
                .isInstanceOf(ModelRefused.class)
                .hasMessageContaining("OPENVINO");
    }

    @ParameterizedTest(name = "{0} instead of {1}")
    @CsvSource(delimiter = ';', textBlock = """
            "UNICORN"; "PERSON"
            "TRICYCLE"; "OBJECTS"
            "GREY"; "BGR"
            -1; 1.0
            300; "pad": 0
            """)
    void refusesWhatAManifestMayNotSay(String wrong, String right) throws IOException {
        Path manifest = TinyOnnx.model().write(folder);
        String text = Files.readString(manifest);
        String changed = text.replace(right, right.startsWith("\"pad") ? "\"pad\": " + wrong : wrong);
        assertThat(changed).isNotEqualTo(text);

        assertThatThrownBy(() -> ModelManifest.read(Files.writeString(folder.resolve("wrong.json"), changed)))
                .isInstanceOf(ModelRefused.class);
    }

    @ParameterizedTest
    @CsvSource({"FIRE, PERSON", "FACE, PERSON", "PLATE, CAR"})
    void aRoleHasItsClasses(String role, String objectClass) {
        refused(TinyOnnx.model().as(role, objectClass).write(folder), "role");
    }

    @Test
    void fieldsOfAnotherFamilyAreRefused() throws IOException {
        Path manifest = TinyOnnx.model().of(Family.YOLO).write(folder);
        String text = Files.readString(manifest);

        refused(
                Files.writeString(
                        folder.resolve("a.json"), text.replace("\"strides\": [32]", "\"strides\": [32], \"rows\": 5")),
                "another family");
        refused(
                Files.writeString(folder.resolve("b.json"), text.replace("\"pad\": 0", "\"pad\": 0, \"sizes\": \"s\"")),
                "DETR");
    }

    @Test
    void refusesSparseTensorsAndFunctions() {
        refused(TinyOnnx.model().withSparseTensor().write(folder.resolve("a")), "sparse");
        refused(TinyOnnx.model().withFunction().write(folder.resolve("b")), "functions");
    }

    @Test
    void refusesAnUnknownFamily() throws IOException {
        TinyOnnx.model().write(folder);
        String sha256 = TinyOnnx.sha256(Files.readAllBytes(folder.resolve("model.onnx")));
        Path manifest =
                Files.writeString(folder.resolve("other.json"), TinyOnnx.model().manifest(sha256, "YOLOV99"));

        refused(manifest, "YOLOV99");
    }

    @Test
    void refusesAnUnknownFieldAndAFileElsewhere() throws IOException {
        TinyOnnx.model().write(folder);
        String text = Files.readString(folder.resolve("manifest.json"));

        refused(Files.writeString(folder.resolve("a.json"), text.replace("\"limits\"", "\"limit\"")), "limit");
        refused(Files.writeString(folder.resolve("b.json"), text.replace("model.onnx", "../model.onnx")), "file");
        refused(folder.resolve("none.json"), "no model manifest");
    }

    @Test
    void refusesShapesThatTheManifestDoesNotMake() throws IOException {
        TinyOnnx.model().write(folder);
        String text = Files.readString(folder.resolve("manifest.json"));

        refused(Files.writeString(folder.resolve("a.json"), text.replace("[32]", "[16]")), "shape");
    }

    /** Whatever bytes come, the walk ends with a refusal or a pass, never with another exception. */
    @Test
    void inspectionSurvivesGarbage() {
        var random = new java.util.Random(7);
        for (int i = 0; i < 4_000; i++) {
            byte[] whole = TinyOnnx.model().of(Family.values()[i % 4]).bytes();
            byte[] garbage = i % 2 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
            for (int n = 0; n < 4 && garbage.length > 0; n++)
                garbage[random.nextInt(Math.min(garbage.length, 400))] = (byte) random.nextInt();
            try {
                OnnxInspection.check(garbage);
            } catch (ModelRefused refused) {
                assertThat(refused.getMessage()).startsWith("onnx:");
            }
        }
    }

    @Test
    void theCommittedManifestsAreReadable() {
        ModelManifest nano = ModelManifest.read(TestData.repository().resolve("models/yolox-nano/manifest.json"));

        assertThat(nano.labels()).hasSize(80);
        assertThat(nano.rows()).isEqualTo(3549);
    }

    private static void refused(Path manifest, String because) {
        assertThatThrownBy(() -> LoadedModel.load(manifest, null))
                .isInstanceOf(ModelRefused.class)
                .hasMessageContaining(because);
    }
}
