package metro.cctv.analytics.detection;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import metro.cctv.analytics.model.ModelManifest;
import metro.cctv.contracts.detection.ObjectClass;
import org.jspecify.annotations.Nullable;

/** YOLO 8, 9, 11: columns of x, y, w, h in input pixels and a score for each class, an anchor point a column. */
final class YoloOutput implements OutputReader {
    private static final int BOX = 4;

    private final int columns;
    private final @Nullable ObjectClass[] classes;
    private final float[] bestScore;
    private final int[] bestClass;

    YoloOutput(ModelManifest manifest) {
        this.columns = manifest.rows();
        this.classes = manifest.classes();
        this.bestScore = new float[columns];
        this.bestClass = new int[columns];
    }

    @Override
    public List<DetectedObject> read(Values values, Placement placement, double minScore) {
        FloatBuffer output = values.floats().getFirst();
        findBest(output);
        var found = new Found(placement);
        for (int at = 0; at < columns; at++) {
            if (bestScore[at] < minScore) continue;
            double x = output.get(at);
            double y = output.get(columns + at);
            double w = output.get(2 * columns + at);
            double h = output.get(3 * columns + at);
            found.add(classes[bestClass[at]], bestScore[at], x - w / 2, y - h / 2, x + w / 2, y + h / 2, at);
        }
        return found.objects;
    }

    /** Along the rows, as they lie in memory. */
    private void findBest(FloatBuffer output) {
        Arrays.fill(bestScore, 0);
        for (int label = 0; label < classes.length; label++) {
            int row = (BOX + label) * columns;
            for (int at = 0; at < columns; at++) {
                float score = output.get(row + at);
                if (score > bestScore[at]) {
                    bestScore[at] = score;
                    bestClass[at] = label;
                }
                // Neither "no number" is above any score, nor is it below this one.
                if (!(Math.abs(score) <= Float.MAX_VALUE)) throw OutputReader.notFinite(at);
            }
        }
    }
}
