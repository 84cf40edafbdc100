package metro.cctv.training.loss;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The answering rows' boxes against their truth.
 *
 * @param apart 1 minus generalised IoU
 */
record Overlap(Tensor iou, Tensor apart) {
    private static final double LARGEST_LOG = 5;

    static Overlap of(Tensor answers, Targets targets) {
        int found = targets.found().length;
        Tensor grid = torch.tensor(targets.grid()).reshape(found, 3);
        Tensor stride = grid.narrow(1, 2, 1);
        Tensor middle = answers.narrow(1, 0, 2).add(grid.narrow(1, 0, 2)).mul(stride);
        Tensor half = answers.narrow(1, 2, 2)
                .clamp_max(new Scalar(LARGEST_LOG))
                .exp()
                .mul(stride)
                .mul(new Scalar(0.5));
        Tensor low = middle.sub(half);
        Tensor high = middle.add(half);
        Tensor truth = torch.tensor(targets.boxes()).reshape(found, 4);
        Tensor trueLow = truth.narrow(1, 0, 2);
        Tensor trueHigh = truth.narrow(1, 2, 2);
        Tensor both = area(high.minimum(trueHigh).sub(low.maximum(trueLow)).clamp_min(new Scalar(0.0)));
        Tensor union =
                area(high.sub(low)).add(area(trueHigh.sub(trueLow))).sub(both).add(new Scalar(1e-6));
        Tensor hull = area(high.maximum(trueHigh).sub(low.minimum(trueLow))).add(new Scalar(1e-6));
        Tensor iou = both.div(union);
        // 1 - (iou - (hull - union)/hull) = 2 - iou - union/hull
        Tensor apart = iou.add(union.div(hull)).mul(new Scalar(-1.0)).add(new Scalar(2.0));
        return new Overlap(iou, apart);
    }

    private static Tensor area(Tensor sides) {
        return sides.select(1, 0).mul(sides.select(1, 1));
    }
}
