package metro.cctv.analytics.model;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The smallest network of the YOLOX family, written by hand: one stride of 32, one class, and a cell is a person when it
 * is bright. Enough to drive every step behind it on real ONNX Runtime, wherever the tests run.
 */
public final class TinyOnnx {
    public static final int WIDTH = 320;
    public static final int HEIGHT = 192;
    public static final int STRIDE = 32;
    private static final int FLOAT = 1;
    private static final int INT64 = 7;

    private String nodeDomain = "";
    private boolean external;
    private boolean sparse;
    private boolean function;
    private float boxBias;

    public static TinyOnnx model() {
        return new TinyOnnx();
    }

    public TinyOnnx withOperatorsOf(String domain) {
        nodeDomain = domain;
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

    /** Every box comes out as no number. */
    public TinyOnnx withNaN() {
        boxBias = Float.NaN;
        return this;
    }

    /** Writes model.onnx and manifest.json; returns the manifest. */
    public Path write(Path folder) {
        byte[] bytes = bytes();
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve("model.onnx"), bytes);
            return Files.writeString(folder.resolve("manifest.json"), manifest(sha256(bytes), "YOLOX"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String manifest(String sha256, String family) {
        return """
                {"name": "tiny", "file": "model.onnx", "sha256": "%s", "family": "%s",
                 "input": {"name": "images", "width": %d, "height": %d, "layout": "NCHW", "colour": "BGR", "scale": 1.0, "pad": 0},
                 "output": {"name": "output", "strides": [%d], "decoded": false},
                 "labels": [{"index": 0, "name": "bright", "class": "PERSON"}],
                 "scoreThreshold": 0.5, "nmsIou": 0.45, "licence": "Apache-2.0", "limits": "finds bright cells"}
                """.formatted(sha256, family, WIDTH, HEIGHT, STRIDE);
    }

    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public byte[] bytes() {
        int cells = (WIDTH / STRIDE) * (HEIGHT / STRIDE);
        float[] zeros = new float[4 * 3 * STRIDE * STRIDE];
        float[] mean = new float[2 * 3 * STRIDE * STRIDE];
        java.util.Arrays.fill(mean, 1f / (3 * STRIDE * STRIDE));
        // Box: the middle of its cell, one cell wide and two high.
        float[] box = {0.5f + boxBias, 0.5f, 0, (float) Math.log(2)};
        // Bright is above 128: at 255 objectness is nearly 1, at 0 nearly 0; the class is as sure as the object.
        float[] bright = {-128, -128};
        var graph = new Message()
                .put(1, conv("wb", "bb", "boxes"))
                .put(1, conv("ws", "bs", "raw"))
                .put(1, node("Mul", "scaled", "raw", "tenth"))
                .put(1, node("Sigmoid", "scores", "scaled"))
                .put(1, node("Concat", "all", "boxes", "scores").put(5, attribute("axis", 1)))
                .put(1, node("Reshape", "flat", "all", "shape"))
                .put(1, node("Transpose", "output", "flat").put(5, attribute("perm", 0, 2, 1)))
                .put(2, "tiny")
                .put(5, tensor("wb", FLOAT, floats(zeros), 4, 3, STRIDE, STRIDE))
                .put(5, tensor("bb", FLOAT, floats(box), 4))
                .put(5, tensor("ws", FLOAT, floats(mean), 2, 3, STRIDE, STRIDE))
                .put(5, tensor("bs", FLOAT, floats(bright), 2))
                .put(5, tensor("tenth", FLOAT, floats(new float[] {0.1f}), 1))
                .put(5, tensor("shape", INT64, longs(1, 6, cells), 3))
                .put(11, value("images", 1, 3, HEIGHT, WIDTH))
                .put(12, value("output", 1, cells, 6));
        if (sparse) graph.put(15, new Message());
        var model = new Message()
                .put(1, 8)
                .put(7, graph)
                .put(8, new Message().put(1, "").put(2, 13));
        if (function) model.put(25, new Message().put(1, "mine"));
        return model.bytes();
    }

    private Message conv(String weights, String bias, String output) {
        return node("Conv", output, "images", weights, bias)
                .put(5, attribute("strides", STRIDE, STRIDE))
                .put(5, attribute("kernel_shape", STRIDE, STRIDE));
    }

    private Message node(String type, String output, String... inputs) {
        var node = new Message();
        for (String input : inputs) node.put(1, input);
        node.put(2, output).put(4, type);
        if (!nodeDomain.isEmpty()) node.put(7, nodeDomain);
        return node;
    }

    private static Message attribute(String name, long... values) {
        var attribute = new Message().put(1, name);
        if (values.length == 1) return attribute.put(3, values[0]).put(20, 2);
        for (long value : values) attribute.put(8, value);
        return attribute.put(20, 7);
    }

    private Message tensor(String name, int type, byte[] raw, long... shape) {
        var tensor = new Message();
        for (long side : shape) tensor.put(1, side);
        tensor.put(2, type).put(8, name);
        if (!external) return tensor.put(9, raw);
        return tensor.put(13, new Message().put(1, "location").put(2, "/etc/passwd"))
                .put(14, 1);
    }

    private static Message value(String name, long... shape) {
        var dimensions = new Message();
        for (long side : shape) dimensions.put(1, new Message().put(1, side));
        var tensor = new Message().put(1, FLOAT).put(2, dimensions);
        return new Message().put(1, name).put(2, new Message().put(1, tensor));
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

    /** A protobuf message being written. */
    private static final class Message {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message put(int field, long value) {
            varint((long) field << 3);
            varint(value);
            return this;
        }

        Message put(int field, String text) {
            return put(field, text.getBytes(StandardCharsets.UTF_8));
        }

        Message put(int field, Message inner) {
            return put(field, inner.bytes());
        }

        Message put(int field, byte[] value) {
            varint((long) field << 3 | 2);
            varint(value.length);
            out.writeBytes(value);
            return this;
        }

        byte[] bytes() {
            return out.toByteArray();
        }

        private void varint(long value) {
            long rest = value;
            while ((rest & ~0x7fL) != 0) {
                out.write((int) (rest & 0x7f | 0x80));
                rest >>>= 7;
            }
            out.write((int) rest);
        }
    }
}
