package metro.cctv.training.net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The network on tensors. Rows come out as logits. Training computes in bfloat16 on a processor that knows it (ADR 0051); weights,
 * sums and rows stay float32.
 */
final class TensorOps implements Ops<Tensor> {
    /** Added to the variance. */
    static final double EPSILON = 1e-3;

    private static final double MOMENTUM = 0.03;
    /** Of an object at any one anchor point before training: one in a hundred. */
    private static final float RARE = (float) -Math.log(99);

    private static final torch.ScalarType COMPUTED =
            knowsBfloat16() ? torch.ScalarType.BFloat16 : torch.ScalarType.Float;

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
        long[] stride = {c.stride(), c.stride()};
        long[] padding = {c.padding(), c.padding()};
        Tensor y = torch.conv2d(
                rounded(x), rounded(filters), new TensorOptional(), stride, padding, new long[] {1, 1}, c.groups());
        if (c.norm()) y = normalise(c, y);
        else y = y.to(torch.ScalarType.Float).add(bias(c).reshape(1, -1, 1, 1));
        return c.relu() ? torch.relu(y) : y;
    }

    private Tensor bias(Convolution c) {
        return weights.constant(c.name() + ".bias", c.out(), c.name().contains(".box") ? 0 : RARE);
    }

    private Tensor rounded(Tensor x) {
        return training ? x.to(COMPUTED) : x;
    }

    private Tensor normalise(Convolution c, Tensor x) {
        return torch.batch_norm(
                x,
                new TensorOptional(
                        weights.constant(c.name() + ".gain", c.out(), c.name().endsWith(".edges.mix") ? 0 : 1)),
                new TensorOptional(weights.constant(c.name() + ".shift", c.out(), 0)),
                new TensorOptional(weights.running(c.name() + ".mean", c.out(), 0)),
                new TensorOptional(weights.running(c.name() + ".variance", c.out(), 1)),
                training,
                MOMENTUM,
                EPSILON,
                false);
    }

    private static boolean knowsBfloat16() {
        Path flags = Path.of("/proc/cpuinfo");
        try {
            return Files.exists(flags) && Files.readString(flags).contains("avx512_bf16");
        } catch (IOException e) {
            return false;
        }
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
