package metro.cctv.analytics.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import metro.cctv.testkit.TestData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadedModelTest {
    @TempDir
    Path folder;

    @Test
    void loadsWhatItsManifestSays() {
        try (LoadedModel model = LoadedModel.load(TinyOnnx.model().write(folder), null)) {
            assertThat(model.manifest().rows()).isEqualTo(60);
            assertThat(model.columns()).isEqualTo(6);
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

    @Test
    void refusesSparseTensorsAndFunctions() {
        refused(TinyOnnx.model().withSparseTensor().write(folder.resolve("a")), "sparse");
        refused(TinyOnnx.model().withFunction().write(folder.resolve("b")), "functions");
    }

    @Test
    void refusesAnUnknownFamily() throws IOException {
        TinyOnnx.model().write(folder);
        String sha256 = TinyOnnx.sha256(Files.readAllBytes(folder.resolve("model.onnx")));
        Path manifest = Files.writeString(folder.resolve("other.json"), TinyOnnx.manifest(sha256, "YOLOV99"));

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
        byte[] whole = TinyOnnx.model().bytes();
        var random = new java.util.Random(7);
        for (int i = 0; i < 2_000; i++) {
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
