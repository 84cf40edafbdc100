package metro.cctv.analytics.detection;

import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;
import metro.cctv.analytics.detection.FrameRejected.Reason;
import metro.cctv.analytics.model.ModelManifest;
import metro.cctv.contracts.detection.ObjectClass;
import org.jspecify.annotations.Nullable;

/** Reads objects off what one family of networks gives. Pure; one for each thread, for it may keep tables of its own. */
sealed interface OutputReader permits YoloxOutput, YoloOutput, DetrOutput, SsdOutput {

    static OutputReader of(ModelManifest manifest) {
        return switch (manifest.family()) {
            case YOLOX -> new YoloxOutput(manifest);
            case YOLO -> new YoloOutput(manifest);
            case DETR -> new DetrOutput(manifest);
            case SSD -> new SsdOutput(manifest);
        };
    }

    /**
     * @param minScore lower scores are not looked at
     * @return in pixels of the picture, in no order, overlapping ones not suppressed yet
     * @throws FrameRejected when a value that counts is no finite number
     */
    List<DetectedObject> read(Values values, Placement placement, double minScore);

    /**
     * The outputs where the network left them: only what counts is read.
     *
     * @param floats of each float output, in the order of {@link ModelManifest#outputs}
     * @param labels the one integer output, if there is one
     */
    record Values(List<FloatBuffer> floats, LongBuffer labels) {}

    /** Objects of one frame, from corners in input pixels. */
    final class Found {
        final List<DetectedObject> objects = new ArrayList<>();
        private final Placement placement;

        Found(Placement placement) {
            this.placement = placement;
        }

        void add(
                @Nullable ObjectClass label,
                double score,
                double left,
                double top,
                double right,
                double bottom,
                int row) {
            if (label == null) return;
            if (!Double.isFinite(left + top + right + bottom)) throw notFinite(row);
            var box = new DetectedObject(
                    label,
                    Math.min(1, score),
                    placement.pictureX(left),
                    placement.pictureY(top),
                    placement.pictureX(right),
                    placement.pictureY(bottom));
            if (box.width() >= 1 && box.height() >= 1) objects.add(box);
        }
    }

    static FrameRejected notFinite(int row) {
        return new FrameRejected(Reason.MODEL_OUTPUT, "the model's output is no finite number in row " + row);
    }
}
