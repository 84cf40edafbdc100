package metro.cctv.training.net;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** The network's tensors by name. A name's first use makes its tensor; so the first pass must run outside any scope. */
final class Weights {
    private static final double PREDICTION_DEVIATION = 0.01;

    private final Map<String, Tensor> trained = new LinkedHashMap<>();
    private final Map<String, Tensor> running = new LinkedHashMap<>();
    private final Random random;

    Weights(long seed) {
        this.random = new Random(seed);
    }

    /** Normal: with He's deviation before a batch norm, close to 0 for predictions. */
    Tensor filters(Convolution c) {
        int fan = c.in() / c.groups() * c.kernel() * c.kernel();
        double deviation = c.norm() ? Math.sqrt(2.0 / fan) : PREDICTION_DEVIATION;
        return trained(c.name() + ".filters", c.shape(), () -> {
            float[] values = new float[c.out() * fan];
            for (int i = 0; i < values.length; i++) values[i] = (float) (random.nextGaussian() * deviation);
            return values;
        });
    }

    Tensor constant(String name, int size, float value) {
        return trained(name, new long[] {size}, () -> filled(size, value));
    }

    Tensor running(String name, int size, float value) {
        return running.computeIfAbsent(name, n -> tensor(filled(size, value), size));
    }

    List<Tensor> trained() {
        return List.copyOf(trained.values());
    }

    long parameters() {
        return trained.values().stream().mapToLong(Tensor::numel).sum();
    }

    Snapshot snapshot() {
        Map<String, float[]> values = new LinkedHashMap<>();
        trained.forEach((name, tensor) -> values.put(name, floats(tensor)));
        running.forEach((name, tensor) -> values.put(name, floats(tensor)));
        return new Snapshot(values);
    }

    /**
     * Takes over every value that is known; all tensors must have been made. A branch for classes may have grown.
     *
     * @throws IllegalArgumentException when it is of another network: nothing of it fits, or a tensor has another size
     */
    Restored restore(Snapshot snapshot) {
        List<String> whole = new ArrayList<>();
        List<String> partly = new ArrayList<>();
        List<String> begun = new ArrayList<>();
        List<Map<String, Tensor>> both = List.of(trained, running);
        for (Map<String, Tensor> tensors : both)
            tensors.forEach((name, tensor) -> {
                float[] known = snapshot.values().get(name);
                if (known == null) begun.add(name);
                else (takeOver(name, known, tensor) ? whole : partly).add(name);
            });
        if (whole.isEmpty()) throw new IllegalArgumentException("another network: nothing of it fits");
        List<String> unknown = snapshot.values().keySet().stream()
                .filter(name -> !trained.containsKey(name) && !running.containsKey(name))
                .toList();
        return new Restored(whole.size(), partly, begun, unknown);
    }

    /** @return whether all of the tensor is known */
    private static boolean takeOver(String name, float[] known, Tensor tensor) {
        float[] values = floats(tensor);
        if (known.length > values.length || known.length < values.length && !name.contains(".class"))
            throw new IllegalArgumentException("another network: " + name + " has " + known.length + " values");
        System.arraycopy(known, 0, values, 0, known.length);
        tensor.detach().copy_(shaped(values, sizes(tensor)));
        return known.length == values.length;
    }

    /** Moves this average a share of the way towards the other's values. */
    void follow(Weights other, double share) {
        try (var scalar = new Scalar(share)) {
            trained.forEach(
                    (name, tensor) -> tensor.detach().lerp_(other.tensor(name).detach(), scalar));
            running.forEach((name, tensor) -> tensor.lerp_(other.tensor(name), scalar));
        }
    }

    private Tensor tensor(String name) {
        Tensor found = trained.containsKey(name) ? trained.get(name) : running.get(name);
        if (found == null) throw new IllegalArgumentException("no tensor " + name);
        return found;
    }

    private Tensor trained(String name, long[] shape, Supplier<float[]> initial) {
        return trained.computeIfAbsent(name, n -> {
            Tensor made = tensor(initial.get(), shape);
            made.set_requires_grad(true);
            return made;
        });
    }

    private static Tensor tensor(float[] values, long... shape) {
        Tensor shaped = shaped(values, shape);
        return shape.length == 4 ? shaped.contiguous(torch.MemoryFormat.ChannelsLast) : shaped;
    }

    private static Tensor shaped(float[] values, long... shape) {
        return torch.tensor(values).reshape(shape);
    }

    private static long[] sizes(Tensor tensor) {
        long[] sizes = new long[(int) tensor.dim()];
        for (int i = 0; i < sizes.length; i++) sizes[i] = tensor.size(i);
        return sizes;
    }

    static float[] floats(Tensor tensor) {
        Tensor plain = tensor.detach().contiguous();
        float[] values = new float[(int) plain.numel()];
        plain.data_ptr_float().get(values);
        return values;
    }

    private static float[] filled(int size, float value) {
        float[] values = new float[size];
        java.util.Arrays.fill(values, value);
        return values;
    }
}
