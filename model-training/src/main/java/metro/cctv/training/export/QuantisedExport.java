package metro.cctv.training.export;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import metro.cctv.training.data.NetInput;
import metro.cctv.training.data.Pack;
import metro.cctv.training.data.Picture;
import metro.cctv.training.data.Sample;
import metro.cctv.training.net.SceneNet;
import metro.cctv.training.net.Snapshot;

/**
 * A checkpoint as an ONNX model with values and filters of a byte (QuantizeLinear, DequantizeLinear), for any number of pictures in a run. The values' ranges are measured
 * on pictures: for each value the mean of what the pictures' extremes are. Arguments: weights, model file, pack, most pictures.
 */
public final class QuantisedExport {
    private QuantisedExport() {}

    public static void main(String[] args) throws IOException, OrtException {
        List<Sample> samples = Pack.spread(Pack.read(Path.of(args[2])), Integer.parseInt(args[3]));
        List<float[]> pictures = new ArrayList<>();
        for (Sample sample : samples) pictures.add(picture(sample));
        Files.write(Path.of(args[1]), model(Snapshot.read(Path.of(args[0])), pictures));
    }

    private static float[] picture(Sample sample) {
        Picture decoded = Picture.decode(sample.jpeg());
        NetInput input = NetInput.letterboxed(decoded, List.of(), SceneNet.WIDTH, SceneNet.HEIGHT);
        return NetInput.planes(input.pixels());
    }

    /** @param pictures planes, as the network takes them */
    static byte[] model(Snapshot weights, List<float[]> pictures) throws OrtException {
        var written = new ArrayList<ShownOps>();
        byte[] shown = OnnxExport.model(weights, Pictures.ONE, plain -> {
            written.add(new ShownOps(plain));
            return written.getFirst();
        });
        List<Range> ranges = measured(shown, written.getFirst().shown(), pictures);
        return OnnxExport.model(weights, Pictures.ANY, plain -> new QuantisedOps(plain, ranges));
    }

    private static List<Range> measured(byte[] model, List<String> edges, List<float[]> pictures) throws OrtException {
        double[] low = new double[edges.size()];
        double[] high = new double[edges.size()];
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        long[] shape = {1, 3, SceneNet.HEIGHT, SceneNet.WIDTH};
        try (OrtSession session = environment.createSession(model)) {
            for (float[] picture : pictures)
                try (OnnxTensor images = OnnxTensor.createTensor(environment, FloatBuffer.wrap(picture), shape);
                        OrtSession.Result result = session.run(Map.of(OnnxExport.INPUT, images), Set.copyOf(edges))) {
                    for (int i = 0; i < low.length; i++) {
                        var tensor = (OnnxTensor) result.get(edges.get(i)).orElseThrow();
                        Range range = range(tensor.getFloatBuffer());
                        low[i] += range.low() / pictures.size();
                        high[i] += range.high() / pictures.size();
                    }
                }
        }
        List<Range> ranges = new ArrayList<>();
        for (int i = 0; i < low.length; i++) ranges.add(new Range(low[i], high[i]));
        return ranges;
    }

    private static Range range(FloatBuffer values) {
        float low = 0;
        float high = 0;
        while (values.hasRemaining()) {
            float value = values.get();
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        return new Range(low, high);
    }
}
