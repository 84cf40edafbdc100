package metro.cctv.analytics.detection;

import java.nio.FloatBuffer;
import java.util.List;
import metro.cctv.analytics.detection.FrameRejected.Reason;
import metro.cctv.analytics.model.ModelManifest;
import metro.cctv.contracts.detection.ObjectClass;
import org.jspecify.annotations.Nullable;

/** RT-DETR, D-FINE: a label, corners and a score for each query. The graph was told the input's size, so corners are in its pixels. */
final class DetrOutput implements OutputReader {
    private final @Nullable ObjectClass[] classes;
    private final int rows;

    DetrOutput(ModelManifest manifest) {
        this.classes = manifest.classes();
        this.rows = manifest.rows();
    }

    @Override
    public List<DetectedObject> read(Values values, Placement placement, double minScore) {
        FloatBuffer boxes = values.floats().get(0);
        FloatBuffer scores = values.floats().get(1);
        var found = new Found(placement);
        for (int row = 0; row < rows; row++) {
            float score = scores.get(row);
            if (!Float.isFinite(score)) throw OutputReader.notFinite(row);
            if (score < minScore) continue;
            long label = values.labels().get(row);
            if (label < 0 || label >= classes.length)
                throw new FrameRejected(Reason.MODEL_OUTPUT, "the model's label " + label + " is not in its manifest");
            int at = row * 4;
            found.add(
                    classes[(int) label],
                    score,
                    boxes.get(at),
                    boxes.get(at + 1),
                    boxes.get(at + 2),
                    boxes.get(at + 3),
                    row);
        }
        return found.objects;
    }
}
