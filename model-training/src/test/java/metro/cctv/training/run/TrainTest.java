package metro.cctv.training.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import metro.cctv.training.data.NetInput;
import metro.cctv.training.data.Pack;
import metro.cctv.training.data.Picture;
import metro.cctv.training.data.Sample;
import metro.cctv.training.net.SceneNet;
import metro.cctv.training.net.SceneTrainer;
import metro.cctv.training.net.Snapshot;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./cctv train} runs, on two frames that can be learnt by heart: rendered, trained, measured, drawn, kept. */
class TrainTest {
    private static final int STEPS = 160;
    private static final String MINUTES = "60";
    /** A third of what these steps reach; an untrained network finds nothing. */
    private static final double LEARNT = 0.1;

    @BeforeAll
    static void oneThread() {
        System.setProperty("threads", "1");
    }

    @Test
    void aSmallPackIsLearntAndThePlotShowsIt(@TempDir Path folder) throws Exception {
        List<Sample> samples = Pack.training(1, 2);
        Pack.write(folder.resolve("train.pack"), samples);
        Pack.write(folder.resolve("held-out.pack"), samples);
        Path run = folder.resolve("run");

        Train.main(new String[] {folder.toString(), run.toString(), MINUTES, "" + STEPS});

        List<String> progress = Files.readAllLines(run.resolve("progress.csv"));
        assertThat(progress.getFirst()).startsWith("step,box,objectness,class,map50");
        double before = meanPrecision(progress.get(1));
        double after = meanPrecision(progress.getLast());
        assertThat(progress.getLast()).startsWith(STEPS + ",");
        assertThat(after - before).as("of AP50, learnt").isGreaterThan(LEARNT);
        assertThat(Files.readString(run.resolve("progress.svg"))).contains("mean AP50");
        var one = new SceneTrainer(5);
        var another = new SceneTrainer(6);
        one.restore(Snapshot.read(run.resolve("final.weights")));
        another.restore(Snapshot.read(run.resolve("last.weights")));
        float[] pixels = pixels(samples.getFirst());
        assertThat(another.answer(pixels)).isEqualTo(one.answer(pixels));
    }

    private static double meanPrecision(String line) {
        return Double.parseDouble(line.split(",")[4]);
    }

    private static float[] pixels(Sample sample) {
        Picture picture = Picture.decode(sample.jpeg());
        return NetInput.letterboxed(picture, List.of(), SceneNet.WIDTH, SceneNet.HEIGHT)
                .pixels();
    }
}
