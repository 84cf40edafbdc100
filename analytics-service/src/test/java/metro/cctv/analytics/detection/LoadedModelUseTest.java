package metro.cctv.analytics.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import metro.cctv.analytics.model.LoadedModel;
import metro.cctv.analytics.model.TinyOnnx;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network that is given up while frames are in it: the last one to leave frees it. */
class LoadedModelUseTest {
    @TempDir
    Path folder;

    @Test
    void livesUntilTheLastDetectorLeft() {
        LoadedModel model = LoadedModel.load(TinyOnnx.model().write(folder), null);
        var detector = new ObjectDetector(model);
        byte[] picture = Pictures.bright(TinyOnnx.WIDTH, TinyOnnx.HEIGHT, 96, 64, 32, 32);

        model.close();
        model.close();
        assertThat(model.isFreed()).isFalse();
        assertThat(detector.detect(picture).objects()).hasSize(1);
        detector.close();

        assertThat(model.isFreed()).isTrue();
        assertThatThrownBy(() -> new ObjectDetector(model)).isInstanceOf(IllegalStateException.class);
    }
}
