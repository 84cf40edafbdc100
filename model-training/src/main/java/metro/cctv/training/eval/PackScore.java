package metro.cctv.training.eval;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import metro.cctv.bench.precision.AveragePrecision;
import metro.cctv.training.data.Box;
import metro.cctv.training.data.NetInput;
import metro.cctv.training.data.Picture;
import metro.cctv.training.data.Sample;
import metro.cctv.training.net.SceneNet;

/** AP50 by light and class over the samples that were added. */
public final class PackScore {
    /** Low, so that the whole curve is seen. */
    private static final double LEAST_SCORE = 0.01;

    private final List<List<AveragePrecision<Detections.Found, Box>>> byLight = List.of(classes(), classes());

    private static List<AveragePrecision<Detections.Found, Box>> classes() {
        return Stream.generate(() -> new AveragePrecision<>(
                        Detections.Found::score, Box::counted, (Detections.Found found, Box box) -> found.box()
                                .iou(box)))
                .limit(SceneNet.CLASSES)
                .toList();
    }

    /** @param network interleaved pixels to rows of x, y, w, h, objectness and classes (both 0 to 1) */
    public void add(Sample sample, Function<float[], float[][]> network) {
        NetInput input =
                NetInput.letterboxed(Picture.decode(sample.jpeg()), sample.boxes(), SceneNet.WIDTH, SceneNet.HEIGHT);
        List<Detections.Found> found = Detections.of(network.apply(input.pixels()), LEAST_SCORE);
        for (int c = 0; c < SceneNet.CLASSES; c++) {
            int label = c;
            of(sample.night(), c).add(
                    found.stream().filter(f -> f.box().label() == label).toList(),
                    input.boxes().stream().filter(b -> b.label() == label).toList());
        }
    }

    public double value(boolean night, int label) {
        return of(night, label).value();
    }

    public int asked(boolean night, int label) {
        return of(night, label).asked();
    }

    private AveragePrecision<Detections.Found, Box> of(boolean night, int label) {
        return byLight.get(night ? 1 : 0).get(label);
    }

    /** Of every class by day and by night that was asked for. */
    public double mean() {
        double sum = 0;
        int count = 0;
        for (var light : byLight)
            for (var one : light)
                if (one.asked() > 0) {
                    sum += one.value();
                    count++;
                }
        return count == 0 ? Double.NaN : sum / count;
    }
}
