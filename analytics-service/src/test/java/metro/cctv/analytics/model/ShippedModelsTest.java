package metro.cctv.analytics.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import metro.cctv.contracts.detection.ObjectClass;
import metro.cctv.testkit.TestData;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lies in {@code models} with its weights passes every check that a model of somebody else must pass. */
class ShippedModelsTest {
    @ParameterizedTest
    @ValueSource(strings = {"scene-detector", "scene-detector-int8"})
    void isTakenAndKnowsPeopleAndAnimals(String name) throws Exception {
        Path manifest = TestData.repository().resolve("models").resolve(name).resolve("manifest.json");
        try (LoadedModel model = LoadedModel.load(manifest, null)) {
            assertThat(model.manifest().labels())
                    .extracting(ModelManifest.Label::objectClass)
                    .contains(ObjectClass.PERSON, ObjectClass.ANIMAL);
        }
    }
}
