package metro.cctv.analytics.detection;

import java.nio.FloatBuffer;
import java.util.List;
import metro.cctv.analytics.model.ModelManifest;
import metro.cctv.analytics.model.ModelOutput.Corners;
import metro.cctv.contracts.detection.ObjectClass;
import org.jspecify.annotations.Nullable;

/** SSD with its anchors decoded in the graph: corners in fractions of the input, and a score for each class. */
final class SsdOutput implements OutputReader {
    private final @Nullable ObjectClass[] classes;
    private final int rows;
    private final int inputWidth;
    private final int inputHeight;
    private final int firstClass;
    private final boolean topFirst;

    SsdOutput(ModelManifest manifest) {
        this.classes = manifest.classes();
        this.rows = manifest.rows();
        this.inputWidth = manifest.input().width();
        this.inputHeight = manifest.input().height();
        this.firstClass = manifest.output().hasBackground() ? 1 : 0;
        this.topFirst = manifest.output().corners() == Corners.TOP_LEFT_BOTTOM_RIGHT;
    }

    @Override
    public List<DetectedObject> read(Values values, Placement placement, double minScore) {
        FloatBuffer boxes = values.floats().get(0);
        FloatBuffer scores = values.floats().get(1);
        int columns = firstClass + classes.length;
        var found = new Found(placement);
        for (int row = 0; row < rows; row++) {
            int best = bestClass(scores, row * columns + firstClass, row);
            float score = scores.get(row * columns + firstClass + best);
            if (score < minScore) continue;
            int x = row * 4 + (topFirst ? 1 : 0);
            int y = row * 4 + (topFirst ? 0 : 1);
            found.add(
                    classes[best],
                    score,
                    boxes.get(x) * (double) inputWidth,
                    boxes.get(y) * (double) inputHeight,
                    boxes.get(x + 2) * (double) inputWidth,
                    boxes.get(y + 2) * (double) inputHeight,
                    row);
        }
        return found.objects;
    }

    private int bestClass(FloatBuffer scores, int at, int row) {
        int best = 0;
        for (int i = 0; i < classes.length; i++) {
            if (!Float.isFinite(scores.get(at + i))) throw OutputReader.notFinite(row);
            if (scores.get(at + i) > scores.get(at + best)) best = i;
        }
        return best;
    }
}
