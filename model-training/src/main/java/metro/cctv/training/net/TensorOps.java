package metro.cctv.training.net;

import java.util.List;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** The network on tensors. Rows come out as logits. */
final class TensorOps implements Ops<Tensor> {
    /** Added to the variance. */
    static final double EPSILON = 1e-3;

    private static final double MOMENTUM = 0.03;
    /** Of an object at any one anchor point before training: one in a hundred. */
    private static final float RARE = (float) -Math.log(99);

    private final Weights weights;
    private final boolean training;

    TensorOps(Weights weights, boolean training) {
        this.weights = weights;
        this.training = training;
    }

    @Override
    public Tensor convolve(Convolution c, Tensor x) {
        String name = c.name();
        Tensor filters = weights.filters(c);
        var bias = c.norm()
                ? new TensorOptional()
                : new TensorOptional(weights.constant(name + ".bias", c.out(), name.contains(".box") ? 0 : RARE));
        long[] stride = {c.stride(), c.stride()};
        long[] padding = {c.padding(), c.padding()};
        Tensor y = torch.conv2d(x, filters, bias, stride, padding, new long[] {1, 1}, c.groups());
        if (c.norm()) y = normalise(c, y);
        return c.relu() ? torch.relu(y) : y;
    }

    private Tensor normalise(Convolution c, Tensor x) {
        return torch.batch_norm(
                x,
                new TensorOptional(weights.constant(c.name() + ".gain", c.out(), 1)),
                new TensorOptional(weights.constant(c.name() + ".shift", c.out(), 0)),
                new TensorOptional(weights.running(c.name() + ".mean", c.out(), 0)),
                new TensorOptional(weights.running(c.name() + ".variance", c.out(), 1)),
                training,
                MOMENTUM,
                EPSILON,
                false);
    }

    @Override
    public Tensor add(Tensor a, Tensor b) {
        return a.add(b);
    }

    @Override
    public Tensor relu(Tensor x) {
        return torch.relu(x);
    }

    @Override
    public Tensor enlarge(Tensor x) {
        long[] size = {2 * x.size(2), 2 * x.size(3)};
        return torch.upsample_nearest2d(x, size, new DoubleOptional(), new DoubleOptional());
    }

    @Override
    public Tensor rows(Tensor box, Tensor objectness, Tensor classes) {
        return torch.cat(new TensorVector(box, objectness, classes), 1)
                .flatten(2, 3)
                .permute(0, 2, 1);
    }

    @Override
    public Tensor stack(List<Tensor> rows) {
        return torch.cat(new TensorVector(rows.toArray(Tensor[]::new)), 1);
    }
}
