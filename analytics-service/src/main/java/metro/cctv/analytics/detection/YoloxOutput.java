package metro.cctv.analytics.detection;

import static metro.cctv.analytics.detection.OutputReader.notFinite;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Objects;
import metro.cctv.analytics.model.ModelManifest;
import metro.cctv.contracts.detection.ObjectClass;
import org.jspecify.annotations.Nullable;

/** YOLOX: rows of x, y, w, h, objectness, classes; finest stride first as the manifest lists. */
final class YoloxOutput implements OutputReader {
    private final int columns;
    private final @Nullable ObjectClass[] classes;
    private final float[] gridX;
    private final float[] gridY;
    private final float[] stride;
    private final boolean decoded;

    YoloxOutput(ModelManifest manifest) {
        this.columns = 5 + manifest.labels().size();
        this.classes = manifest.classes();
        this.decoded = manifest.output().isDecoded();
        int rows = manifest.rows();
        gridX = new float[rows];
        gridY = new float[rows];
        stride = new float[rows];
        int row = 0;
        for (int cell : Objects.requireNonNull(manifest.output().strides()))
            for (int y = 0; y < manifest.input().height() / cell; y++)
                for (int x = 0; x < manifest.input().width() / cell; x++, row++) {
                    gridX[row] = x;
                    gridY[row] = y;
                    stride[row] = cell;
                }
    }

    @Override
    public List<DetectedObject> read(Values values, Placement placement, double minScore) {
        FloatBuffer output = values.floats().getFirst();
        var found = new Found(placement);
        for (int row = 0, at = 0; row < stride.length; row++, at += columns) {
            float objectness = output.get(at + 4);
            if (!Float.isFinite(objectness)) throw notFinite(row);
            if (objectness < minScore) continue;
            int best = bestClass(output, at, row);
            double score = objectness * output.get(at + 5 + best);
            if (score >= minScore) add(found, output, row, at, classes[best], score);
        }
        return found.objects;
    }

    private int bestClass(FloatBuffer output, int at, int row) {
        int best = 0;
        for (int i = 0; i < classes.length; i++) {
            float value = output.get(at + 5 + i);
            if (!Float.isFinite(value)) throw notFinite(row);
            if (value > output.get(at + 5 + best)) best = i;
        }
        return best;
    }

    private void add(Found found, FloatBuffer output, int row, int at, @Nullable ObjectClass label, double score) {
        float cell = stride[row];
        double x = decoded ? output.get(at) : (output.get(at) + gridX[row]) * cell;
        double y = decoded ? output.get(at + 1) : (output.get(at + 1) + gridY[row]) * cell;
        double w = decoded ? output.get(at + 2) : Math.exp(output.get(at + 2)) * cell;
        double h = decoded ? output.get(at + 3) : Math.exp(output.get(at + 3)) * cell;
        found.add(label, score, x - w / 2, y - h / 2, x + w / 2, y + h / 2, row);
    }
}
