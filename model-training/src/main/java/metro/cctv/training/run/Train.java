package metro.cctv.training.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import metro.cctv.training.data.Feeder;
import metro.cctv.training.data.NetInput;
import metro.cctv.training.data.Pack;
import metro.cctv.training.data.Sample;
import metro.cctv.training.net.Restored;
import metro.cctv.training.net.SceneNet;
import metro.cctv.training.net.SceneTrainer;
import metro.cctv.training.net.Snapshot;
import org.bytedeco.pytorch.global.torch;

/**
 * Trains on {@code train.pack} and, if it is there, {@code clips.pack}. Arguments: folder of packs, folder for checkpoints, minutes,
 * most steps, and the weights to go on from if there are any; {@code -Dthreads}: all cores but one; {@code -Drate}: the highest learning rate. The learning rate falls along a cosine over whichever of minutes and steps ends first. Every
 * {@value #MEASURE_STEPS} steps the checkpoint, {@code progress.csv} and {@code progress.svg} are written.
 */
public final class Train {
    private static final long SEED = 20261122;
    private static final int BATCH = 8;
    /** One core is left for the feeder and whatever else runs: threads that wait for one another on a busy machine halve the speed. */
    private static final int THREADS =
            Integer.getInteger("threads", Math.max(1, Runtime.getRuntime().availableProcessors() - 1));

    private static final int WARM_UP_STEPS = 100;
    private static final double HIGHEST_RATE = Double.parseDouble(System.getProperty("rate", "2e-3"));
    private static final double LOWEST_RATE = 2e-5;
    private static final int MEASURE_STEPS = 200;
    private static final int MEASURED_FRAMES = 60;

    private Train() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path packs = Path.of(args[0]);
        Path folder = Files.createDirectories(Path.of(args[1]));
        Duration budget = Duration.ofSeconds((long) (60 * Double.parseDouble(args[2])));
        torch.set_num_threads(THREADS);
        var trainer = new SceneTrainer(SEED);
        if (args.length > 4) tell(trainer.restore(Snapshot.read(Path.of(args[4]))));
        List<Sample> samples = new ArrayList<>(Pack.read(packs.resolve("train.pack")));
        Path clips = packs.resolve("clips.pack");
        if (Files.exists(clips)) samples.addAll(Pack.read(clips));
        var progress = new Progress(folder, Pack.spread(Pack.read(packs.resolve("held-out.pack")), MEASURED_FRAMES));
        System.out.printf("%d parameters, %d frames%n", trainer.parameterCount(), samples.size());
        train(trainer, samples, progress, budget, Long.parseLong(args[3]));
        trainer.snapshot().write(folder.resolve("final.weights"));
    }

    private static void tell(Restored restored) {
        System.out.printf("%d tensors taken over%n", restored.whole());
        restored.partly().forEach(name -> System.out.printf("taken over in part: %s%n", name));
        restored.begun().forEach(name -> System.out.printf("not in the checkpoint, begins anew: %s%n", name));
        restored.unknown().forEach(name -> System.out.printf("in the checkpoint only: %s%n", name));
    }

    /** Ends with whichever comes first. */
    static void train(SceneTrainer trainer, List<Sample> samples, Progress progress, Duration budget, long mostSteps)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        progress.measure(0, trainer);
        try (var feeder = new Feeder(samples, SceneNet.WIDTH, SceneNet.HEIGHT, BATCH, SEED)) {
            double share = 0;
            for (long step = 1; share < 1; step++) {
                List<NetInput> batch = feeder.next();
                progress.add(batch.size(), trainer.step(batch, rate(step, share)));
                double elapsed = (double) (System.nanoTime() - start) / budget.toNanos();
                share = Math.max(elapsed, (double) step / mostSteps);
                if (step % MEASURE_STEPS == 0 || share >= 1) progress.measure(step, trainer);
            }
        }
    }

    private static double rate(long step, double share) {
        double cosine = LOWEST_RATE + (HIGHEST_RATE - LOWEST_RATE) * (1 + Math.cos(Math.PI * share)) / 2;
        return cosine * Math.min(1, (double) step / WARM_UP_STEPS);
    }
}
