package metro.cctv.training.eval;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import metro.cctv.training.data.Labels;
import metro.cctv.training.data.NetInput;
import metro.cctv.training.data.Pack;
import metro.cctv.training.data.Picture;
import metro.cctv.training.data.Sample;
import metro.cctv.training.net.SceneNet;

/** AP50 by class and light, and milliseconds a frame on one thread. Arguments: model, packs. */
public final class Evaluate {
    /** Low, so that the whole curve is seen. */
    private static final double LEAST_SCORE = 0.01;

    private Evaluate() {}

    public static void main(String[] args) throws OrtException, IOException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (var options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            try (OrtSession session = environment.createSession(args[0], options)) {
                for (int i = 1; i < args.length; i++) measure(environment, session, Path.of(args[i]));
            }
        }
    }

    private static void measure(OrtEnvironment environment, OrtSession session, Path pack)
            throws OrtException, IOException {
        List<Sample> samples = Pack.read(pack);
        var byLight = new AveragePrecision[2][SceneNet.CLASSES];
        for (AveragePrecision[] light : byLight)
            for (int c = 0; c < SceneNet.CLASSES; c++) light[c] = new AveragePrecision();
        long busyNs = 0;
        for (Sample sample : samples) {
            NetInput input = NetInput.letterboxed(
                    Picture.decode(sample.jpeg()), sample.boxes(), SceneNet.WIDTH, SceneNet.HEIGHT);
            try (OnnxTensor images =
                    OnnxTensor.createTensor(environment, FloatBuffer.wrap(planar(input.pixels())), new long[] {
                        1, 3, SceneNet.HEIGHT, SceneNet.WIDTH
                    })) {
                long start = System.nanoTime();
                try (OrtSession.Result result = session.run(Map.of("images", images))) {
                    float[][] rows = ((float[][][]) result.get(0).getValue())[0];
                    busyNs += System.nanoTime() - start;
                    score(byLight[sample.night() ? 1 : 0], Detections.of(rows, LEAST_SCORE), input);
                }
            }
        }
        report(pack, samples.size(), byLight, busyNs / 1e6 / samples.size());
    }

    private static void score(AveragePrecision[] classes, List<Detections.Found> found, NetInput input) {
        for (int c = 0; c < classes.length; c++) {
            int label = c;
            classes[c].add(
                    found.stream().filter(f -> f.box().label() == label).toList(),
                    input.boxes().stream().filter(b -> b.label() == label).toList());
        }
    }

    private static void report(Path pack, int frames, AveragePrecision[][] byLight, double msAFrame) {
        System.out.printf(Locale.ROOT, "%s: %d frames, %.1f ms a frame%n", pack.getFileName(), frames, msAFrame);
        for (int light = 0; light < 2; light++)
            for (int c = 0; c < SceneNet.CLASSES; c++)
                System.out.printf(
                        Locale.ROOT,
                        "  %-5s %-11s AP50 %.3f of %d%n",
                        light == 0 ? "day" : "night",
                        Labels.NAMES.get(c),
                        byLight[light][c].value(),
                        byLight[light][c].asked());
    }

    /** Interleaved to planes. */
    static float[] planar(float[] interleaved) {
        int size = interleaved.length / 3;
        float[] planes = new float[interleaved.length];
        for (int i = 0; i < size; i++) for (int c = 0; c < 3; c++) planes[c * size + i] = interleaved[i * 3 + c];
        return planes;
    }
}
