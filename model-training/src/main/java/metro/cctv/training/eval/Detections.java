package metro.cctv.training.eval;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import metro.cctv.training.data.Box;
import metro.cctv.training.net.SceneNet;

/** Rows of the model as boxes in pixels of its input, as the analytics service decodes them. */
final class Detections {
    private static final double NMS_IOU = 0.45;

    private Detections() {}

    record Found(Box box, double score) {}

    static List<Found> of(float[][] rows, double leastScore) {
        List<Found> found = new ArrayList<>();
        int row = 0;
        for (int stride : SceneNet.STRIDES)
            for (int y = 0; y < SceneNet.HEIGHT / stride; y++)
                for (int x = 0; x < SceneNet.WIDTH / stride; x++) add(found, rows[row++], x, y, stride, leastScore);
        return withoutRepeats(found);
    }

    private static void add(List<Found> found, float[] row, int x, int y, int stride, double leastScore) {
        int label = 0;
        for (int c = 1; c < SceneNet.CLASSES; c++) if (row[5 + c] > row[5 + label]) label = c;
        double score = row[4] * row[5 + label];
        if (score < leastScore) return;
        double centreX = (row[0] + x) * stride;
        double centreY = (row[1] + y) * stride;
        double w = Math.exp(row[2]) * stride / 2;
        double h = Math.exp(row[3]) * stride / 2;
        found.add(new Found(new Box(label, centreX - w, centreY - h, centreX + w, centreY + h, true), score));
    }

    private static List<Found> withoutRepeats(List<Found> found) {
        found.sort(Comparator.comparingDouble(Found::score).reversed());
        List<Found> kept = new ArrayList<>();
        for (Found one : found)
            if (kept.stream()
                    .noneMatch(
                            k -> k.box().label() == one.box().label() && k.box().iou(one.box()) > NMS_IOU))
                kept.add(one);
        return kept;
    }
}
