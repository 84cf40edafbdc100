package metro.cctv.training.loss;

import metro.cctv.training.net.SceneNet;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * The parts of the loss, each a sum over the batch for one answering row.
 *
 * @param box 1 minus generalised IoU
 * @param objectness cross-entropy over every row that is asked
 * @param classes cross-entropy over the answering rows
 */
public record DetectionLoss(Tensor box, Tensor objectness, Tensor classes) {
    private static final double BOX_WEIGHT = 3;
    private static final double LARGEST_LOG = 5;
    private static final long SUM = 2;

    /** @param logits batch × rows × columns */
    public static DetectionLoss of(Tensor logits, Targets targets) {
        int found = targets.found().length;
        Tensor flat = logits.reshape(-1, SceneNet.COLUMNS);
        var share = new Scalar(1.0 / Math.max(1, found));
        Tensor objectness = torch.binary_cross_entropy_with_logits(
                        flat.select(1, 4),
                        torch.tensor(targets.objectness()),
                        new TensorOptional(torch.tensor(targets.asked())),
                        new TensorOptional(),
                        SUM)
                .mul(share);
        if (found == 0) return new DetectionLoss(nothing(), objectness, nothing());
        Tensor answers = flat.index_select(0, torch.tensor(targets.found()));
        Tensor classes = torch.binary_cross_entropy_with_logits(
                        answers.narrow(1, 5, SceneNet.CLASSES),
                        torch.tensor(targets.classes()).reshape(found, SceneNet.CLASSES),
                        new TensorOptional(),
                        new TensorOptional(),
                        SUM)
                .mul(share);
        return new DetectionLoss(apart(answers, targets).sum().mul(share), objectness, classes);
    }

    public Tensor total() {
        return box.mul(new Scalar(BOX_WEIGHT)).add(objectness).add(classes);
    }

    /** 1 minus generalised IoU of each answering row. */
    private static Tensor apart(Tensor answers, Targets targets) {
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
        Tensor overlap = area(high.minimum(trueHigh).sub(low.maximum(trueLow)).clamp_min(new Scalar(0.0)));
        Tensor union = area(high.sub(low))
                .add(area(trueHigh.sub(trueLow)))
                .sub(overlap)
                .add(new Scalar(1e-6));
        Tensor hull = area(high.maximum(trueHigh).sub(low.minimum(trueLow))).add(new Scalar(1e-6));
        // 1 - (overlap/union - (hull - union)/hull) = 2 - overlap/union - union/hull
        return overlap.div(union).add(union.div(hull)).mul(new Scalar(-1.0)).add(new Scalar(2.0));
    }

    private static Tensor area(Tensor sides) {
        return sides.select(1, 0).mul(sides.select(1, 1));
    }

    private static Tensor nothing() {
        return torch.tensor(new float[] {0}).sum();
    }
}
