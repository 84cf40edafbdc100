package metro.cctv.analytics.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import metro.cctv.analytics.model.LoadedModel;
import metro.cctv.analytics.model.ModelManifest.Role;
import metro.cctv.analytics.model.TinyOnnx;
import metro.cctv.analytics.rollout.ServingModels.Serving;
import metro.cctv.contracts.detection.Box;
import metro.cctv.contracts.detection.ObjectClass;
import metro.cctv.contracts.detection.ObjectsDetected;
import metro.cctv.contracts.detection.ObjectsDetected.TrackedObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServingModelsTest {
    @TempDir
    Path folder;

    /** A model for objects may know fire by itself; which one said so is in the track, not in the word. */
    @Test
    void aFireIsOfTheModelThatFoundIt() {
        Path all = TinyOnnx.model().named("all").as("OBJECTS", "FIRE").write(folder.resolve("all"));
        Path flames = TinyOnnx.model().named("flames").as("FIRE", "FIRE").write(folder.resolve("flames"));
        try (LoadedModel objects = LoadedModel.load(all, null);
                LoadedModel fire = LoadedModel.load(flames, null)) {
            var both = new Serving(Map.of(Role.OBJECTS, objects, Role.FIRE, fire), Map.of());

            assertThat(both.sourceOf(fire(7)).name()).isEqualTo("all");
            assertThat(both.sourceOf(fire(ObjectsDetected.FIRE_TRACKS + 7)).name())
                    .isEqualTo("flames");
        }
    }

    private static TrackedObject fire(long track) {
        return new TrackedObject(track, ObjectClass.FIRE, 0.9, new Box(0.1, 0.1, 0.2, 0.2));
    }
}
