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
 * @param objectness cross-entropy over every row that is asked; an answering row is worth what its box is
 * @param classes cross-entropy over the answering rows
 */
public record DetectionLoss(Tensor box, Tensor objectness, Tensor classes) {
    private static final double BOX_WEIGHT = 5;
    /** A box that overlaps its truth less is worth nothing; one that overlaps it by {@link #GOOD_IOU} everything. */
    private static final double BAD_IOU = 0.2;

    private static final double GOOD_IOU = 0.75;
    private static final long SUM = 2;

    /** @param logits batch × rows × columns */
    public static DetectionLoss of(Tensor logits, Targets targets) {
        int found = targets.found().length;
        Tensor flat = logits.reshape(-1, SceneNet.COLUMNS);
        var share = new Scalar(1.0 / Math.max(1, found));
        Tensor worth = torch.tensor(targets.objectness());
        if (found == 0) return new DetectionLoss(nothing(), objectness(flat, worth, targets, share), nothing());
        Tensor rows = torch.tensor(targets.found());
        Tensor answers = flat.index_select(0, rows);
        Overlap overlap = Overlap.of(answers, targets);
        Tensor classes = torch.binary_cross_entropy_with_logits(
                        answers.narrow(1, 5, SceneNet.CLASSES),
                        torch.tensor(targets.classes()).reshape(found, SceneNet.CLASSES),
                        new TensorOptional(),
                        new TensorOptional(),
                        SUM)
                .mul(share);
        Tensor objectness = objectness(flat, worth.index_copy(0, rows, worth(overlap.iou())), targets, share);
        return new DetectionLoss(overlap.apart().sum().mul(share), objectness, classes);
    }

    /** The best box of a thing shall have its best score, since suppression keeps that one. */
    private static Tensor worth(Tensor iou) {
        return iou.detach()
                .sub(new Scalar(BAD_IOU))
                .mul(new Scalar(1 / (GOOD_IOU - BAD_IOU)))
                .clamp_min(new Scalar(0.0))
                .clamp_max(new Scalar(1.0));
    }

    private static Tensor objectness(Tensor flat, Tensor worth, Targets targets, Scalar share) {
        return torch.binary_cross_entropy_with_logits(
                        flat.select(1, 4),
                        worth,
                        new TensorOptional(torch.tensor(targets.asked())),
                        new TensorOptional(),
                        SUM)
                .mul(share);
    }

    public Tensor total() {
        return box.mul(new Scalar(BOX_WEIGHT)).add(objectness).add(classes);
    }

    private static Tensor nothing() {
        return torch.tensor(new float[] {0}).sum();
    }
}
