package metro.cctv.analytics.detection;

import java.util.ArrayList;
import java.util.List;
import metro.cctv.analytics.detection.FrameRejected.Reason;
import metro.cctv.analytics.model.ModelManifest;
import metro.cctv.contracts.detection.ObjectClass;
import org.jspecify.annotations.Nullable;

/** Reads boxes off a YOLOX output: rows of x, y, w, h, objectness, classes; finest stride first as the manifest lists. */
final class YoloxOutput {
    private final int columns;
    private final @Nullable ObjectClass[] classes;
    private final float[] gridX;
    private final float[] gridY;
    private final float[] stride;
    private final boolean decoded;

    YoloxOutput(ModelManifest manifest) {
        this.columns = 5 + manifest.labels().size();
        this.classes = manifest.classes();
        this.decoded = manifest.output().decoded();
        int rows = manifest.rows();
        gridX = new float[rows];
        gridY = new float[rows];
        stride = new float[rows];
        int row = 0;
        for (int cell : manifest.output().strides())
            for (int y = 0; y < manifest.input().height() / cell; y++)
                for (int x = 0; x < manifest.input().width() / cell; x++, row++) {
                    gridX[row] = x;
                    gridY[row] = y;
                    stride[row] = cell;
                }
    }

    /**
     * @param minScore lower scores are not looked at
     * @throws FrameRejected when a value that counts is no finite number
     */
    List<DetectedObject> read(float[] output, Letterbox letterbox, double minScore) {
        List<DetectedObject> found = new ArrayList<>();
        for (int row = 0, at = 0; row < stride.length; row++, at += columns) {
            float objectness = output[at + 4];
            if (!Float.isFinite(objectness)) throw notFinite(row);
            if (objectness < minScore) continue;
            int best = bestClass(output, at, row);
            ObjectClass label = classes[best];
            double score = Math.min(1, objectness * output[at + 5 + best]);
            if (label != null && score >= minScore) add(found, output, row, at, label, score, letterbox);
        }
        return found;
    }

    private int bestClass(float[] output, int at, int row) {
        int best = 0;
        for (int i = 0; i < classes.length; i++) {
            float value = output[at + 5 + i];
            if (!Float.isFinite(value)) throw notFinite(row);
            if (value > output[at + 5 + best]) best = i;
        }
        return best;
    }

    private void add(
            List<DetectedObject> found,
            float[] output,
            int row,
            int at,
            ObjectClass label,
            double score,
            Letterbox letterbox) {
        float cell = stride[row];
        double x = decoded ? output[at] : (output[at] + gridX[row]) * cell;
        double y = decoded ? output[at + 1] : (output[at + 1] + gridY[row]) * cell;
        double w = decoded ? output[at + 2] : Math.exp(output[at + 2]) * cell;
        double h = decoded ? output[at + 3] : Math.exp(output[at + 3]) * cell;
        if (!Double.isFinite(x + y + w + h)) throw notFinite(row);
        var box = new DetectedObject(
                label,
                score,
                letterbox.pictureX(x - w / 2),
                letterbox.pictureY(y - h / 2),
                letterbox.pictureX(x + w / 2),
                letterbox.pictureY(y + h / 2));
        if (box.width() >= 1 && box.height() >= 1) found.add(box);
    }

    private static FrameRejected notFinite(int row) {
        return new FrameRejected(Reason.MODEL_OUTPUT, "the model's output is no finite number in row " + row);
    }
}
