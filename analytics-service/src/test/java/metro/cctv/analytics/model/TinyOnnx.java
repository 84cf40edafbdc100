package metro.cctv.analytics.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import metro.cctv.analytics.model.ModelManifest.Family;
import org.jspecify.annotations.Nullable;

/**
 * The smallest network of each family, written by hand: cells of 32 pixels, one class, and a cell is a person when it is bright; he
 * is one cell wide and two high. Enough to drive every step behind it on real ONNX Runtime, wherever the tests run.
 */
public final class TinyOnnx {
    public static final int WIDTH = 320;
    public static final int HEIGHT = 192;
    public static final int STRIDE = 32;
    private static final int COLUMNS = WIDTH / STRIDE;
    private static final int ROWS = HEIGHT / STRIDE;
    private static final int CELLS = COLUMNS * ROWS;
    private static final int FLOAT = 1;
    private static final int UINT8 = 2;
    private static final int INT64 = 7;

    private Family family = Family.YOLOX;
    private String name = "tiny";
    private String role = "OBJECTS";
    private @Nullable String objectClass = "PERSON";
    private String nodeDomain = "";
    private String namedDomain = "";
    private String activation = "Sigmoid";
    private boolean external;
    private boolean sparse;
    private boolean function;
    private boolean quantised;
    private boolean openSides;
    private boolean anyNumber;
    private boolean sharing;
    private boolean stumbling;
    private float boxBias;
    private float boxWeight;
    private float bright = 128;

    public static TinyOnnx model() {
        return new TinyOnnx();
    }

    public TinyOnnx of(Family wanted) {
        family = wanted;
        return this;
    }

    public TinyOnnx named(String wanted) {
        name = wanted;
        return this;
    }

    /** Of another role, seeing another thing. */
    public TinyOnnx as(String wantedRole, @Nullable String wantedClass) {
        role = wantedRole;
        objectClass = wantedClass;
        return this;
    }

    public TinyOnnx withOperatorsOf(String domain) {
        nodeDomain = domain;
        return this;
    }

    /** Names a domain of which no operator is used, as quantising tools do. */
    public TinyOnnx naming(String domain) {
        namedDomain = domain;
        return this;
    }

    public TinyOnnx withOperator(String type) {
        activation = type;
        return this;
    }

    public TinyOnnx withExternalWeights() {
        external = true;
        return this;
    }

    public TinyOnnx withSparseTensor() {
        sparse = true;
        return this;
    }

    public TinyOnnx withFunction() {
        function = true;
        return this;
    }

    /** Its picture goes through eight bits, as in every INT8 model. */
    public TinyOnnx quantised() {
        quantised = true;
        return this;
    }

    /** The file leaves the first side of its inputs and outputs to the caller. */
    public TinyOnnx withOpenSides() {
        openSides = true;
        return this;
    }

    /** YOLOX only: takes any number of pictures at a time. */
    public TinyOnnx forAnyNumber() {
        openSides = true;
        anyNumber = true;
        return this;
    }

    /** What is darkest in any of the pictures that go in together is black in all of them. */
    public TinyOnnx sharingBetweenPictures() {
        sharing = true;
        return this;
    }

    /** The runtime fails on a picture that is white somewhere. */
    public TinyOnnx stumblingOverWhite() {
        stumbling = true;
        return this;
    }

    /** Every box comes out as no number, whatever the picture. */
    public TinyOnnx withNaN() {
        boxBias = Float.NaN;
        return this;
    }

    /** Boxes come out as no number as soon as a cell is not black. */
    public TinyOnnx withOverflow() {
        boxWeight = Float.MAX_VALUE;
        return this;
    }

    /** @param value 0 to 255, from which a cell is a person */
    public TinyOnnx brightFrom(float value) {
        bright = value;
        return this;
    }

    /** Writes model.onnx and manifest.json; returns the manifest. */
    public Path write(Path folder) {
        byte[] bytes = bytes();
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve("model.onnx"), bytes);
            return Files.writeString(folder.resolve("manifest.json"), manifest(sha256(bytes)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String manifest(String sha256) {
        return manifest(sha256, family.name());
    }

    String manifest(String sha256, String familyName) {
        return """
                {"name": "%s", "file": "model.onnx", "sha256": "%s", "family": "%s", "role": "%s",
                 "input": {"name": "images", "width": %d, "height": %d, "layout": "NCHW", "colour": "BGR", "scale": 1.0,
                           "pad": 0%s},
                 "output": %s,
                 "labels": [{"index": 0, "name": "bright", "class": %s}],
                 "scoreThreshold": 0.5, "nmsIou": 0.45, "licence": "Apache-2.0", "limits": "finds bright cells"}
                """.formatted(
                        name,
                        sha256,
                        familyName,
                        role,
                        WIDTH,
                        HEIGHT,
                        family == Family.DETR ? ", \"sizes\": \"orig_target_sizes\"" : "",
                        output(),
                        objectClass == null ? "null" : '"' + objectClass + '"');
    }

    private String output() {
        return switch (family) {
            case YOLOX -> "{\"name\": \"output\", \"strides\": [%d], \"decoded\": false}".formatted(STRIDE);
            case YOLO -> "{\"name\": \"output\", \"strides\": [%d]}".formatted(STRIDE);
            case DETR ->
                "{\"labels\": \"labels\", \"boxes\": \"boxes\", \"scores\": \"scores\", \"rows\": %d}".formatted(CELLS);
            case SSD -> """
                {"boxes": "boxes", "scores": "scores", "rows": %d, "corners": "LEFT_TOP_RIGHT_BOTTOM", "background": false}""".formatted(CELLS);
        };
    }

    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public byte[] bytes() {
        float[] mean = new float[2 * 3 * STRIDE * STRIDE];
        Arrays.fill(mean, 1f / (3 * STRIDE * STRIDE));
        // At 255 the score is nearly 1, at 0 nearly 0; the class is as sure as the object.
        float[] from = {-bright, -bright};
        var graph = new OnnxMessage().put(2, "tiny");
        String picture = quantised ? quantise(graph) : sharing ? darken(graph) : stumbling ? stumble(graph) : "images";
        graph.put(1, conv("raw", picture, "ws", "bs"))
                .put(1, node("Mul", "scaled", "raw", "tenth"))
                .put(1, node(activation, "sure", "scaled"))
                .put(5, tensor("ws", FLOAT, floats(mean), 2, 3, STRIDE, STRIDE))
                .put(5, tensor("bs", FLOAT, floats(from), 2))
                .put(5, tensor("tenth", FLOAT, floats(new float[] {0.1f}), 1))
                .put(11, value("images", FLOAT, 1, 3, HEIGHT, WIDTH));
        switch (family) {
            case YOLOX -> yolox(graph, picture);
            case YOLO -> yolo(graph);
            case DETR -> detr(graph);
            case SSD -> ssd(graph);
        }
        if (sparse) graph.put(15, new OnnxMessage());
        var model = new OnnxMessage()
                .put(1, 8)
                .put(7, graph)
                .put(8, new OnnxMessage().put(1, "").put(2, 13));
        if (!namedDomain.isEmpty())
            model.put(8, new OnnxMessage().put(1, namedDomain).put(2, 1));
        if (function) model.put(25, new OnnxMessage().put(1, "mine"));
        return model.bytes();
    }

    private String quantise(OnnxMessage graph) {
        graph.put(1, node("QuantizeLinear", "bytes", "images", "step", "zero"))
                .put(1, node("DequantizeLinear", "picture", "bytes", "step", "zero"))
                .put(5, tensor("step", FLOAT, floats(new float[] {1})))
                .put(5, tensor("zero", UINT8, new byte[] {0}));
        return "picture";
    }

    private String darken(OnnxMessage graph) {
        graph.put(1, node("ReduceMin", "darkest", "images").put(5, attribute("keepdims", 0)))
                .put(1, node("Sub", "picture", "images", "darkest"));
        return "picture";
    }

    /** A place is looked up that is there for 0 only; white leads beyond it. */
    private String stumble(OnnxMessage graph) {
        graph.put(1, node("ReduceMax", "brightest", "images").put(5, attribute("keepdims", 0)))
                .put(1, node("Div", "share", "brightest", "white"))
                .put(1, node("Cast", "place", "share").put(5, attribute("to", INT64)))
                .put(1, node("Gather", "nothing", "places", "place").put(5, attribute("axis", 0)))
                .put(1, node("Add", "picture", "images", "nothing"))
                .put(5, tensor("white", FLOAT, floats(new float[] {200})))
                .put(5, tensor("places", FLOAT, floats(new float[] {0}), 1));
        return "picture";
    }

    private void yolox(OnnxMessage graph, String picture) {
        float[] boxWeights = new float[4 * 3 * STRIDE * STRIDE];
        Arrays.fill(boxWeights, boxWeight);
        // Box: the middle of its cell, one cell wide and two high.
        float[] box = {0.5f + boxBias, 0.5f, 0, (float) Math.log(2)};
        graph.put(1, conv("relative", picture, "wb", "bb"))
                .put(1, node("Concat", "all", "relative", "sure").put(5, attribute("axis", 1)))
                .put(1, node("Reshape", "flat", "all", "shape"))
                .put(1, node("Transpose", "output", "flat").put(5, attribute("perm", 0, 2, 1)))
                .put(5, tensor("wb", FLOAT, floats(boxWeights), 4, 3, STRIDE, STRIDE))
                .put(5, tensor("bb", FLOAT, floats(box), 4))
                .put(5, tensor("shape", INT64, longs(anyNumber ? 0 : 1, 6, CELLS), 3))
                .put(12, value("output", FLOAT, 1, CELLS, 6));
    }

    /** Boxes in pixels of the input, rows before columns; one of the two scores. */
    private void yolo(OnnxMessage graph) {
        float[] boxes = new float[4 * CELLS];
        for (int cell = 0; cell < CELLS; cell++) {
            boxes[cell] = (cell % COLUMNS + 0.5f) * STRIDE;
            boxes[CELLS + cell] = (cell / COLUMNS + 0.5f) * STRIDE;
            boxes[2 * CELLS + cell] = STRIDE;
            boxes[3 * CELLS + cell] = 2 * STRIDE;
        }
        oneScore(graph, "flat", 1, 1, CELLS);
        graph.put(1, node("Concat", "output", "grid", "flat").put(5, attribute("axis", 1)))
                .put(5, tensor("grid", FLOAT, floats(boxes), 1, 4, CELLS))
                .put(12, value("output", FLOAT, 1, 5, CELLS));
    }

    /** Corners times the size that the caller gives. */
    private void detr(OnnxMessage graph) {
        oneScore(graph, "scores", 1, CELLS);
        graph.put(1, node("Cast", "size", "orig_target_sizes").put(5, attribute("to", FLOAT)))
                .put(1, node("Concat", "sizes", "size", "size").put(5, attribute("axis", 1)))
                .put(1, node("Mul", "boxes", "corners", "sizes"))
                .put(1, node("Identity", "labels", "first"))
                .put(5, tensor("corners", FLOAT, floats(corners()), 1, CELLS, 4))
                .put(5, tensor("first", INT64, longs(new long[CELLS]), 1, CELLS))
                .put(11, value("orig_target_sizes", INT64, 1, 2))
                .put(12, value("labels", INT64, 1, CELLS))
                .put(12, value("boxes", FLOAT, 1, CELLS, 4))
                .put(12, value("scores", FLOAT, 1, CELLS));
    }

    private void ssd(OnnxMessage graph) {
        oneScore(graph, "scores", 1, CELLS, 1);
        graph.put(1, node("Identity", "boxes", "corners"))
                .put(5, tensor("corners", FLOAT, floats(corners()), 1, CELLS, 4))
                .put(12, value("boxes", FLOAT, 1, CELLS, 4))
                .put(12, value("scores", FLOAT, 1, CELLS, 1));
    }

    private void oneScore(OnnxMessage graph, String output, long... shape) {
        graph.put(1, node("Gather", "one", "sure", "none").put(5, attribute("axis", 1)))
                .put(1, node("Reshape", output, "one", "shape"))
                .put(5, tensor("none", INT64, longs(0), 1))
                .put(5, tensor("shape", INT64, longs(shape), shape.length));
    }

    private static float[] corners() {
        float[] corners = new float[4 * CELLS];
        for (int cell = 0; cell < CELLS; cell++) {
            float x = cell % COLUMNS;
            float y = cell / COLUMNS;
            float[] box = {x / COLUMNS, (y - 0.5f) / ROWS, (x + 1) / COLUMNS, (y + 1.5f) / ROWS};
            System.arraycopy(box, 0, corners, 4 * cell, 4);
        }
        return corners;
    }

    private OnnxMessage conv(String output, String picture, String weights, String bias) {
        return node("Conv", output, picture, weights, bias)
                .put(5, attribute("strides", STRIDE, STRIDE))
                .put(5, attribute("kernel_shape", STRIDE, STRIDE));
    }

    private OnnxMessage node(String type, String output, String... inputs) {
        var node = new OnnxMessage();
        for (String input : inputs) node.put(1, input);
        node.put(2, output).put(4, type);
        if (!nodeDomain.isEmpty()) node.put(7, nodeDomain);
        return node;
    }

    private static OnnxMessage attribute(String name, long... values) {
        var attribute = new OnnxMessage().put(1, name);
        if (values.length == 1) return attribute.put(3, values[0]).put(20, 2);
        for (long value : values) attribute.put(8, value);
        return attribute.put(20, 7);
    }

    private OnnxMessage tensor(String name, int type, byte[] raw, long... shape) {
        var tensor = new OnnxMessage();
        for (long side : shape) tensor.put(1, side);
        tensor.put(2, type).put(8, name);
        if (!external) return tensor.put(9, raw);
        return tensor.put(13, new OnnxMessage().put(1, "location").put(2, "/etc/passwd"))
                .put(14, 1);
    }

    private OnnxMessage value(String name, int type, long... shape) {
        var dimensions = new OnnxMessage();
        for (int i = 0; i < shape.length; i++)
            dimensions.put(1, openSides && i == 0 ? new OnnxMessage().put(2, "N") : new OnnxMessage().put(1, shape[i]));
        var tensor = new OnnxMessage().put(1, type).put(2, dimensions);
        return new OnnxMessage().put(1, name).put(2, new OnnxMessage().put(1, tensor));
    }

    private static byte[] floats(float[] values) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) raw.putFloat(value);
        return raw.array();
    }

    private static byte[] longs(long... values) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * 8).order(ByteOrder.LITTLE_ENDIAN);
        for (long value : values) raw.putLong(value);
        return raw.array();
    }
}
