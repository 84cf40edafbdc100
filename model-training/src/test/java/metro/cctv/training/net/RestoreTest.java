package metro.cctv.training.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RestoreTest {
    private static final String CLASSES = "head8.class.filters";

    @Test
    void itIsSaidWhatWasNotTakenOver() {
        Map<String, float[]> values = values();
        int all = values.size();
        float[] known = values.get(CLASSES);
        values.put(CLASSES, Arrays.copyOf(known, known.length / 2));
        values.remove("stem.filters");
        values.remove("stem.mean");
        values.put("tail.filters", new float[1]);
        var trainer = new SceneTrainer(8);

        Restored restored = trainer.restore(new Snapshot(values));

        assertThat(restored.whole()).isEqualTo(all - 3);
        assertThat(restored.partly()).containsExactly(CLASSES);
        assertThat(restored.begun()).containsExactly("stem.filters", "stem.mean");
        assertThat(restored.unknown()).containsExactly("tail.filters");
        assertThat(trainer.snapshot().get("top.filters")).isEqualTo(values.get("top.filters"));
    }

    @Test
    void aCheckpointOfAnotherNetworkIsRefused() {
        var trainer = new SceneTrainer(8);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trainer.restore(new Snapshot(Map.of("other.filters", new float[9]))))
                .withMessageContaining("nothing of it fits");
        Map<String, float[]> values = values();
        values.put("top.filters", new float[9]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trainer.restore(new Snapshot(values)))
                .withMessageContaining("top.filters");
    }

    private static Map<String, float[]> values() {
        return new LinkedHashMap<>(new SceneTrainer(7).snapshot().values());
    }
}
