package metro.cctv.training.export;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import metro.cctv.training.net.Convolution;
import metro.cctv.training.net.Ops;
import metro.cctv.training.net.SceneNet;
import metro.cctv.training.net.Snapshot;

/**
 * Writes the network into an ONNX graph instead of computing it: values are names of edges. Batch norm is folded into the
 * convolution before it. Field numbers are those of onnx.proto (opset 13).
 */
final class GraphOps implements Ops<String> {
    /** As in training. */
    private static final double EPSILON = 1e-3;

    private static final int FLOAT = 1;
    private static final int UINT8 = 2;
    static final int INT8 = 3;
    static final int INT32 = 6;
    private static final int INT64 = 7;
    /** A side in a Reshape. */
    private static final long AS_IT_IS = 0;

    private final Snapshot weights;
    private final Protobuf graph;
    private final Pictures pictures;
    private int edges;

    GraphOps(Snapshot weights, Protobuf graph, Pictures pictures) {
        this.weights = weights;
        this.graph = graph;
        this.pictures = pictures;
    }

    @Override
    public String convolve(Convolution c, String x) {
        Folded folded = folded(c);
        floats(c.name() + ".w", folded.filters, c.shape());
        floats(c.name() + ".b", folded.bias, c.out());
        return convolve(c, x, c.name() + ".w", c.name() + ".b");
    }

    /** With edges for what the convolution is made of. */
    String convolve(Convolution c, String x, String filters, String bias) {
        Protobuf node = node("Conv", x, filters, bias)
                .message(5, ints("kernel_shape", c.kernel(), c.kernel()))
                .message(5, ints("strides", c.stride(), c.stride()))
                .message(5, ints("pads", c.padding(), c.padding(), c.padding(), c.padding()))
                .message(5, integer("group", c.groups()));
        String y = add(node);
        return c.relu() ? relu(y) : y;
    }

    /** A convolution with its batch norm in it. */
    record Folded(float[] filters, float[] bias) {}

    Folded folded(Convolution c) {
        float[] filters = weights.get(c.name() + ".filters").clone();
        if (!c.norm()) return new Folded(filters, weights.get(c.name() + ".bias"));
        float[] gain = weights.get(c.name() + ".gain");
        float[] shift = weights.get(c.name() + ".shift");
        float[] mean = weights.get(c.name() + ".mean");
        float[] variance = weights.get(c.name() + ".variance");
        float[] bias = new float[c.out()];
        int perOutput = filters.length / c.out();
        for (int o = 0; o < c.out(); o++) {
            double scale = gain[o] / Math.sqrt(variance[o] + EPSILON);
            for (int i = 0; i < perOutput; i++)
                filters[o * perOutput + i] = (float) (filters[o * perOutput + i] * scale);
            bias[o] = (float) (shift[o] - mean[o] * scale);
        }
        return new Folded(filters, bias);
    }

    @Override
    public String add(String a, String b) {
        return add(node("Add", a, b));
    }

    @Override
    public String relu(String x) {
        return add(node("Relu", x));
    }

    @Override
    public String enlarge(String x) {
        String scales = "scales" + edges;
        floats(scales, new float[] {1, 1, 2, 2}, 4);
        return add(node("Resize", x, "", scales)
                .message(5, text("mode", "nearest"))
                .message(5, text("coordinate_transformation_mode", "asymmetric"))
                .message(5, text("nearest_mode", "floor")));
    }

    @Override
    public String rows(String box, String objectness, String classes) {
        String scored = concat(1, box, sigmoid(objectness), sigmoid(classes));
        String shape = "shape" + edges;
        longs(shape, pictures == Pictures.ONE ? 1 : AS_IT_IS, SceneNet.COLUMNS, -1);
        return add(node("Transpose", add(node("Reshape", scored, shape))).message(5, ints("perm", 0, 2, 1)));
    }

    @Override
    public String stack(List<String> rows) {
        return concat(1, rows.toArray(String[]::new));
    }

    /** Gives an edge its final name. */
    void output(String from, String name) {
        graph.message(1, new Protobuf().text(1, from).text(2, name).text(4, "Identity"));
    }

    /** Lets an edge be seen from outside. */
    void show(String edge) {
        graph.message(
                12,
                new Protobuf().text(1, edge).message(2, new Protobuf().message(1, new Protobuf().number(1, FLOAT))));
    }

    /** To a byte and back: what a runtime needs to know in order to compute in bytes. */
    String rounded(String x, Range range) {
        String scale = x + ".scale";
        String zero = x + ".zero";
        scalar(scale, (float) range.step());
        bytes(zero, UINT8, new byte[] {(byte) range.zero()});
        return add(node("DequantizeLinear", add(node("QuantizeLinear", x, scale, zero)), scale, zero));
    }

    /** Integers with a step for each output channel. */
    String dequantised(String name, int type, byte[] values, float[] steps, long... shape) {
        bytes(name, type, values, shape);
        floats(name + ".scale", steps, steps.length);
        return add(node("DequantizeLinear", name, name + ".scale").message(5, integer("axis", 0)));
    }

    private String sigmoid(String x) {
        return add(node("Sigmoid", x));
    }

    private String concat(int axis, String... parts) {
        return add(node("Concat", parts).message(5, integer("axis", axis)));
    }

    private Protobuf node(String operator, String... inputs) {
        var node = new Protobuf();
        for (String input : inputs) node.text(1, input);
        return node.text(4, operator);
    }

    private String add(Protobuf node) {
        String edge = "e" + edges++;
        graph.message(1, node.text(2, edge));
        return edge;
    }

    private static Protobuf ints(String name, long... values) {
        var attribute = new Protobuf().text(1, name);
        for (long value : values) attribute.number(8, value);
        return attribute.number(20, 7);
    }

    private static Protobuf integer(String name, long value) {
        return new Protobuf().text(1, name).number(3, value).number(20, 2);
    }

    private static Protobuf text(String name, String value) {
        return new Protobuf().text(1, name).text(4, value).number(20, 3);
    }

    private void floats(String name, float[] values, long... shape) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        initializer(name, FLOAT, raw, shape);
    }

    private void scalar(String name, float value) {
        floats(name, new float[] {value});
    }

    private void bytes(String name, int type, byte[] values, long... shape) {
        initializer(name, type, ByteBuffer.wrap(values), shape);
    }

    private void longs(String name, long... values) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asLongBuffer().put(values);
        initializer(name, INT64, raw, values.length);
    }

    private void initializer(String name, int type, ByteBuffer raw, long... shape) {
        var tensor = new Protobuf();
        for (long size : shape) tensor.number(1, size);
        graph.message(5, tensor.number(2, type).text(8, name).bytes(9, raw.array()));
    }
}
