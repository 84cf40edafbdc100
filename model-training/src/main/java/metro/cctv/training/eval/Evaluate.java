package metro.cctv.training.eval;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import metro.cctv.training.data.Labels;
import metro.cctv.training.data.NetInput;
import metro.cctv.training.data.Pack;
import metro.cctv.training.data.Sample;
import metro.cctv.training.net.SceneNet;

/** AP50 by class and light, and CPU milliseconds a frame on one thread. Arguments: model, packs. */
public final class Evaluate {
    /** What else runs on the machine takes no share of it. */
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private long busyNs;

    private Evaluate(String model, OrtSession.SessionOptions options) throws OrtException {
        this.session = environment.createSession(model, options);
    }

    public static void main(String[] args) throws OrtException, IOException {
        try (var options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            var evaluate = new Evaluate(args[0], options);
            for (int i = 1; i < args.length; i++) evaluate.measure(Path.of(args[i]));
            evaluate.session.close();
        }
    }

    private void measure(Path pack) throws IOException {
        List<Sample> samples = Pack.read(pack);
        var score = new PackScore();
        busyNs = 0;
        for (Sample sample : samples) score.add(sample, this::run);
        double msAFrame = busyNs / 1e6 / samples.size();
        System.out.printf(
                Locale.ROOT, "%s: %d frames, %.1f CPU ms a frame%n", pack.getFileName(), samples.size(), msAFrame);
        for (boolean night : new boolean[] {false, true})
            for (int c = 0; c < SceneNet.CLASSES; c++)
                System.out.printf(
                        Locale.ROOT,
                        "  %-5s %-11s AP50 %.3f of %d%n",
                        night ? "night" : "day",
                        Labels.NAMES.get(c),
                        score.value(night, c),
                        score.asked(night, c));
    }

    private float[][] run(float[] interleaved) {
        long[] shape = {1, 3, SceneNet.HEIGHT, SceneNet.WIDTH};
        try (OnnxTensor images =
                OnnxTensor.createTensor(environment, FloatBuffer.wrap(NetInput.planes(interleaved)), shape)) {
            long start = THREADS.getCurrentThreadCpuTime();
            try (OrtSession.Result result = session.run(Map.of("images", images))) {
                float[][] rows = ((float[][][]) result.get(0).getValue())[0];
                busyNs += THREADS.getCurrentThreadCpuTime() - start;
                return rows;
            }
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }
}
