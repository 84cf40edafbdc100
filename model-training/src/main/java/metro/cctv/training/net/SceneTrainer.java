package metro.cctv.training.net;

import java.util.List;
import metro.cctv.training.data.NetInput;
import metro.cctv.training.loss.DetectionLoss;
import metro.cctv.training.loss.Targets;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AdamW;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** The network being trained, and the moving average of its weights that is kept. Not for two threads at a time. */
public final class SceneTrainer {
    private static final double WEIGHT_DECAY = 0.02;
    private static final double LARGEST_GRADIENT = 10;
    private static final double SLOWEST_SHARE = 0.002;
    private static final double EARLY_SHARE = 10;

    private final Weights weights;
    private final Weights average;
    private final AdamW optimizer;
    private final TensorVector parameters;
    private long steps;

    /** Parts of a step's loss. */
    public record Loss(float box, float objectness, float classes) {}

    public SceneTrainer(long seed) {
        torch.manual_seed(seed);
        weights = made(seed);
        average = made(seed);
        parameters = new TensorVector(weights.trained().toArray(Tensor[]::new));
        var options = new AdamWOptions(1e-3);
        options.weight_decay().put(WEIGHT_DECAY);
        optimizer = new AdamW(parameters, options);
    }

    /** The first pass makes the tensors. */
    private static Weights made(long seed) {
        var weights = new Weights(seed);
        SceneNet.build(new TensorOps(weights, false), torch.zeros(1, 3, SceneNet.HEIGHT, SceneNet.WIDTH));
        return weights;
    }

    public long parameterCount() {
        return weights.parameters();
    }

    public Loss step(List<NetInput> batch, double learningRate) {
        Targets targets = Targets.of(batch.stream().map(NetInput::boxes).toList());
        try (var scope = new PointerScope()) {
            optimizer.param_groups().get(0).options().set_lr(learningRate);
            optimizer.zero_grad();
            Tensor logits = SceneNet.build(new TensorOps(weights, true), images(batch));
            DetectionLoss loss = DetectionLoss.of(logits, targets);
            loss.total().backward();
            torch.clip_grad_norm_(parameters, LARGEST_GRADIENT);
            optimizer.step();
            steps++;
            follow();
            return new Loss(
                    loss.box().item_float(),
                    loss.objectness().item_float(),
                    loss.classes().item_float());
        }
    }

    private void follow() {
        var guard = new NoGradGuard();
        try {
            // Over the last tenth of the steps, up to 500 of them.
            average.follow(weights, Math.max(SLOWEST_SHARE, EARLY_SHARE / (EARLY_SHARE + steps)));
        } finally {
            guard.close();
        }
    }

    /** The average's values. */
    public Snapshot snapshot() {
        try (var scope = new PointerScope()) {
            return average.snapshot();
        }
    }

    /** Starts from known values; the optimiser's memory starts empty. */
    public Restored restore(Snapshot snapshot) {
        try (var scope = new PointerScope()) {
            average.restore(snapshot);
            return weights.restore(snapshot);
        }
    }

    /** What the average answers to one picture: rows of x, y, w, h and logits. */
    public float[] answer(float[] interleaved) {
        try (var scope = new PointerScope()) {
            var input = List.of(new NetInput(interleaved, List.of()));
            return Weights.floats(SceneNet.build(new TensorOps(average, false), images(input)));
        }
    }

    /** As the exported model answers: a row for each anchor point, objectness and classes from 0 to 1. */
    public float[][] answered(float[] interleaved) {
        float[] logits = answer(interleaved);
        float[][] rows = new float[SceneNet.rows()][SceneNet.COLUMNS];
        for (int row = 0; row < rows.length; row++)
            for (int column = 0; column < SceneNet.COLUMNS; column++) {
                float logit = logits[row * SceneNet.COLUMNS + column];
                rows[row][column] = column < 4 ? logit : (float) (1 / (1 + Math.exp(-logit)));
            }
        return rows;
    }

    private static Tensor images(List<NetInput> batch) {
        long height = SceneNet.HEIGHT;
        long width = SceneNet.WIDTH;
        var values = new FloatPointer(batch.size() * height * width * 3);
        long at = 0;
        for (NetInput input : batch) {
            values.position(at).put(input.pixels());
            at += input.pixels().length;
        }
        values.position(0);
        long[] shape = {batch.size(), 3, height, width};
        return torch.from_blob(values, shape, height * width * 3, 1, width * 3, 3);
    }
}
