package metro.cctv.training.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import metro.cctv.training.data.Pack;
import metro.cctv.training.data.Sample;
import metro.cctv.training.net.SceneTrainer;
import metro.cctv.training.net.Snapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole course on a pack so small that it can be learnt by heart: rendered, trained, measured, drawn, kept. */
class TrainTest {
    private static final long STEPS = 160;
    private static final double LEARNT = 0.1;

    @Test
    void aSmallPackIsLearntAndThePlotShowsIt(@TempDir Path folder) throws Exception {
        Path pack = folder.resolve("train.pack");
        Pack.write(pack, Pack.training(2, 4));
        List<Sample> samples = Pack.read(pack);
        assertThat(samples).hasSize(8);
        var trainer = new SceneTrainer(5);
        var progress = new Progress(folder, samples);

        Train.train(trainer, samples, progress, Duration.ofMinutes(20), STEPS);

        List<Progress.Point> points = progress.points();
        assertThat(points.getFirst().meanPrecision()).isLessThan(0.01);
        assertThat(points.getLast().meanPrecision()).isGreaterThan(LEARNT);
        assertThat(points.getLast().step()).isEqualTo(STEPS);
        assertThat(Files.readString(folder.resolve("progress.svg"))).contains("mean AP50");
        assertThat(Files.readString(folder.resolve("progress.csv"))).startsWith("step,").contains("\n" + STEPS + ",");
        var again = new SceneTrainer(6);
        again.restore(Snapshot.read(folder.resolve("last.weights")));
        float[] grey = new float[metro.cctv.training.net.SceneNet.WIDTH * metro.cctv.training.net.SceneNet.HEIGHT * 3];
        assertThat(again.answer(grey)).isEqualTo(trainer.answer(grey));
    }
}
