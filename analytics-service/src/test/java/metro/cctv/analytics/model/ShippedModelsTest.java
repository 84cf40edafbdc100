package metro.cctv.analytics.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import metro.cctv.contracts.detection.ObjectClass;
import metro.cctv.testkit.TestData;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What lies in {@code models} with its weights passes every check that a model of somebody else must pass, and is small and
 * ours. How well it sees is for {@code ShippedDetectorTest} (bench) and {@code HandLabelsTest}.
 */
class ShippedModelsTest {
    private static final long MOST_BYTES = 8L * 1024 * 1024;

    @ParameterizedTest
    @ValueSource(strings = {"scene-detector", "scene-detector-int8"})
    void isTakenAndSaysWhatItIs(String name) throws Exception {
        Path folder = TestData.repository().resolve("models").resolve(name);
        try (LoadedModel model = LoadedModel.load(folder.resolve("manifest.json"), null)) {
            ModelManifest manifest = model.manifest();
            assertThat(manifest.labels())
                    .extracting(ModelManifest.Label::objectClass)
                    .containsExactly(
                            ObjectClass.PERSON,
                            ObjectClass.CAR,
                            ObjectClass.BUS,
                            ObjectClass.MOTORCYCLE,
                            ObjectClass.BAG,
                            ObjectClass.ANIMAL);
            assertThat(manifest.licence()).isEqualTo("Apache-2.0");
            assertThat(manifest.limits()).contains("never rely on it for a real street");
            assertThat(Files.size(folder.resolve(manifest.file()))).isLessThanOrEqualTo(MOST_BYTES);
            assertThat(folder.resolve("MODEL_CARD.md")).isNotEmptyFile();
        }
    }
}
