package metro.cctv.training.eval;

import java.util.List;
import java.util.function.Function;
import metro.cctv.training.data.NetInput;
import metro.cctv.training.data.Picture;
import metro.cctv.training.data.Sample;
import metro.cctv.training.net.SceneNet;

/** AP50 by light and class over the samples that were added. */
public final class PackScore {
    /** Low, so that the whole curve is seen. */
    private static final double LEAST_SCORE = 0.01;

    private final AveragePrecision[][] byLight = new AveragePrecision[2][SceneNet.CLASSES];

    public PackScore() {
        for (AveragePrecision[] light : byLight)
            for (int c = 0; c < SceneNet.CLASSES; c++) light[c] = new AveragePrecision();
    }

    /** @param network interleaved pixels to rows of x, y, w, h, objectness and classes (both 0 to 1) */
    public void add(Sample sample, Function<float[], float[][]> network) {
        NetInput input =
                NetInput.letterboxed(Picture.decode(sample.jpeg()), sample.boxes(), SceneNet.WIDTH, SceneNet.HEIGHT);
        List<Detections.Found> found = Detections.of(network.apply(input.pixels()), LEAST_SCORE);
        AveragePrecision[] classes = byLight[sample.night() ? 1 : 0];
        for (int c = 0; c < classes.length; c++) {
            int label = c;
            classes[c].add(
                    found.stream().filter(f -> f.box().label() == label).toList(),
                    input.boxes().stream().filter(b -> b.label() == label).toList());
        }
    }

    public double value(boolean night, int label) {
        return byLight[night ? 1 : 0][label].value();
    }

    public int asked(boolean night, int label) {
        return byLight[night ? 1 : 0][label].asked();
    }

    /** Of every class by day and by night that was asked for. */
    public double mean() {
        double sum = 0;
        int count = 0;
        for (AveragePrecision[] light : byLight)
            for (AveragePrecision one : light)
                if (one.asked() > 0) {
                    sum += one.value();
                    count++;
                }
        return count == 0 ? Double.NaN : sum / count;
    }
}
