package metro.cctv.training.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import metro.cctv.training.data.Sample;
import metro.cctv.training.eval.PackScore;
import metro.cctv.training.net.SceneTrainer;

/** Losses and AP50 on the way; kept as CSV and drawn as SVG, with the checkpoint beside them. */
final class Progress {
    /** @param losses box, objectness, classes: means since the last point; NaN before the first step */
    record Point(long step, double[] losses, double meanPrecision, double imagesPerSecond) {}

    private final Path folder;
    private final List<Sample> heldOut;
    private final List<Point> points = new ArrayList<>();
    private final double[] sums = new double[3];
    private int steps;
    private long images;
    private long sinceNs = System.nanoTime();

    Progress(Path folder, List<Sample> heldOut) {
        this.folder = folder;
        this.heldOut = heldOut;
    }

    List<Point> points() {
        return List.copyOf(points);
    }

    void add(int batch, SceneTrainer.Loss loss) {
        sums[0] += loss.box();
        sums[1] += loss.objectness();
        sums[2] += loss.classes();
        steps++;
        images += batch;
    }

    void measure(long step, SceneTrainer trainer) throws IOException {
        double seconds = (System.nanoTime() - sinceNs) / 1e9;
        var score = new PackScore();
        for (Sample sample : heldOut) score.add(sample, trainer::answered);
        double[] losses = new double[3];
        for (int i = 0; i < 3; i++) losses[i] = sums[i] / steps;
        points.add(new Point(step, losses, score.mean(), images / seconds));
        java.util.Arrays.fill(sums, 0);
        steps = 0;
        images = 0;
        trainer.snapshot().write(folder.resolve("last.weights"));
        Files.writeString(folder.resolve("progress.csv"), csv());
        Files.writeString(folder.resolve("progress.svg"), ProgressPlot.svg(points));
        System.out.println(line(points.getLast()));
        sinceNs = System.nanoTime();
    }

    private String csv() {
        var text = new StringBuilder("step,box,objectness,class,map50,images_per_second\n");
        for (Point point : points) text.append(line(point)).append('\n');
        return text.toString();
    }

    private static String line(Point point) {
        return String.format(
                Locale.ROOT,
                "%d,%.3f,%.3f,%.3f,%.3f,%.1f",
                point.step,
                point.losses[0],
                point.losses[1],
                point.losses[2],
                point.meanPrecision,
                point.imagesPerSecond);
    }
}
