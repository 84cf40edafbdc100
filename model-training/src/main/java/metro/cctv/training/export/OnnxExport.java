package metro.cctv.training.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Function;
import metro.cctv.training.net.Ops;
import metro.cctv.training.net.SceneNet;
import metro.cctv.training.net.Snapshot;

/** A checkpoint as an ONNX model (IR 8, opset 13). Arguments: weights, model file [, {@code any} for any number of pictures in a run]. */
public final class OnnxExport {
    private static final long IR_VERSION = 8;
    private static final long OPSET = 13;
    private static final int FLOAT = 1;
    static final String INPUT = "images";
    static final String OUTPUT = "output";
    private static final String ANY_NUMBER = "pictures";

    private OnnxExport() {}

    public static void main(String[] args) throws IOException {
        Pictures pictures = args.length > 2 ? Pictures.valueOf(args[2].toUpperCase(Locale.ROOT)) : Pictures.ONE;
        Files.write(Path.of(args[1]), model(Snapshot.read(Path.of(args[0])), pictures));
    }

    public static byte[] model(Snapshot weights, Pictures pictures) {
        return model(weights, pictures, ops -> ops);
    }

    /** @param written the same network written in another way */
    static byte[] model(Snapshot weights, Pictures pictures, Function<GraphOps, Ops<String>> written) {
        var graph = new Protobuf().text(2, "scene-detector");
        var ops = new GraphOps(weights, graph, pictures);
        ops.output(SceneNet.build(written.apply(ops), INPUT), OUTPUT);
        graph.message(11, value(INPUT, pictures, 3, SceneNet.HEIGHT, SceneNet.WIDTH));
        graph.message(12, value(OUTPUT, pictures, SceneNet.rows(), SceneNet.COLUMNS));
        return new Protobuf()
                .number(1, IR_VERSION)
                .text(2, "metro-cctv model-training")
                .message(7, graph)
                .message(8, new Protobuf().text(1, "").number(2, OPSET))
                .toByteArray();
    }

    /** @param shape of one picture */
    private static Protobuf value(String name, Pictures pictures, long... shape) {
        var count = switch (pictures) {
            case ONE -> new Protobuf().number(1, 1);
            case ANY -> new Protobuf().text(2, ANY_NUMBER);
        };
        var sizes = new Protobuf().message(1, count);
        for (long size : shape) sizes.message(1, new Protobuf().number(1, size));
        var tensor = new Protobuf().number(1, FLOAT).message(2, sizes);
        return new Protobuf().text(1, name).message(2, new Protobuf().message(1, tensor));
    }
}
