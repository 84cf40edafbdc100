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
    private static final int INT64 = 7;

    private final Snapshot weights;
    private final Protobuf graph;
    private int edges;

    GraphOps(Snapshot weights, Protobuf graph) {
        this.weights = weights;
        this.graph = graph;
    }

    @Override
    public String convolve(Convolution c, String x) {
        float[] filters = weights.get(c.name() + ".filters").clone();
        float[] bias = c.norm() ? fold(c, filters) : weights.get(c.name() + ".bias");
        floats(c.name() + ".w", filters, c.shape());
        floats(c.name() + ".b", bias, c.out());
        Protobuf node = node("Conv", x, c.name() + ".w", c.name() + ".b")
                .message(5, ints("kernel_shape", c.kernel(), c.kernel()))
                .message(5, ints("strides", c.stride(), c.stride()))
                .message(5, ints("pads", c.padding(), c.padding(), c.padding(), c.padding()))
                .message(5, integer("group", c.groups()));
        String y = add(node);
        return c.relu() ? relu(y) : y;
    }

    private float[] fold(Convolution c, float[] filters) {
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
        return bias;
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
        longs(shape, 1, SceneNet.COLUMNS, -1);
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
