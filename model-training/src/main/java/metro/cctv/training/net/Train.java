package metro.cctv.training.net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import metro.cctv.training.data.Feeder;
import metro.cctv.training.data.NetInput;
import metro.cctv.training.data.Pack;
import metro.cctv.training.data.Sample;
import org.bytedeco.pytorch.global.torch;

/**
 * Trains on a rendered pack. Arguments: folder of packs, folder for checkpoints, minutes, most steps. The learning rate
 * falls along a cosine over whichever of minutes and steps ends first.
 */
public final class Train {
    private static final long SEED = 20261122;
    private static final int BATCH = 8;
    private static final int THREADS = 2;
    private static final int WARM_UP_STEPS = 150;
    private static final double HIGHEST_RATE = 2e-3;
    private static final double LOWEST_RATE = 2e-5;
    private static final int REPORT_STEPS = 25;

    private Train() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(Path.of(args[1]));
        Duration budget = Duration.ofSeconds((long) (60 * Double.parseDouble(args[2])));
        long mostSteps = Long.parseLong(args[3]);
        List<Sample> samples = Pack.read(Path.of(args[0]).resolve("train.pack"));
        torch.set_num_threads(THREADS);
        var trainer = new SceneTrainer(SEED);
        System.out.printf("%d parameters, %d frames%n", trainer.parameterCount(), samples.size());
        long epochSteps = samples.size() / BATCH;
        long start = System.nanoTime();
        var report = new Report(start);
        try (var feeder = new Feeder(samples, SceneNet.WIDTH, SceneNet.HEIGHT, BATCH, SEED)) {
            double progress = 0;
            for (long step = 1; progress < 1; step++) {
                List<NetInput> batch = feeder.next();
                report.add(step, trainer.step(batch, rate(step, progress)));
                if (step % epochSteps == 0) trainer.snapshot().write(folder.resolve("last.weights"));
                double elapsed = (double) (System.nanoTime() - start) / budget.toNanos();
                progress = Math.max(elapsed, (double) step / mostSteps);
            }
        }
        trainer.snapshot().write(folder.resolve("final.weights"));
    }

    private static double rate(long step, double progress) {
        double cosine = LOWEST_RATE + (HIGHEST_RATE - LOWEST_RATE) * (1 + Math.cos(Math.PI * progress)) / 2;
        return cosine * Math.min(1, (double) step / WARM_UP_STEPS);
    }

    /** Prints means of the loss's parts now and then. */
    private static final class Report {
        private long since;
        private double box;
        private double objectness;
        private double classes;

        Report(long now) {
            this.since = now;
        }

        void add(long step, SceneTrainer.Loss loss) {
            box += loss.box();
            objectness += loss.objectness();
            classes += loss.classes();
            if (step % REPORT_STEPS != 0) return;
            long now = System.nanoTime();
            System.out.printf(
                    Locale.ROOT,
                    "step %d box %.3f object %.3f class %.3f, %.1f images/s%n",
                    step,
                    box / REPORT_STEPS,
                    objectness / REPORT_STEPS,
                    classes / REPORT_STEPS,
                    REPORT_STEPS * BATCH * 1e9 / (now - since));
            since = now;
            box = 0;
            objectness = 0;
            classes = 0;
        }
    }
}
