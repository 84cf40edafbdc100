package metro.cctv.bench.gate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import metro.cctv.analytics.model.LoadedModel;
import metro.cctv.bench.Commands;
import metro.cctv.ingest.gate.MotionGate;
import metro.cctv.simulator.scene.Scene;
import metro.cctv.simulator.scene.SceneCatalog;

/** {@code DATA MANIFEST SECONDS}: every gate on every clip; a line of JSON for each. Without the data: scenes alone. */
public final class GateBenchmark {
    private static final List<String> OUT_OF_DOORS = List.of("park-path", "car-park", "night-alley");
    /** The first rounds warm the JIT up; the last one's CPU counts. */
    private static final int ROUNDS = 3;

    private GateBenchmark() {}

    /** A gate by its thresholds. */
    private record Trial(String name, double[] thresholds, Function<Double, Candidate> make) {}

    private static final List<Trial> TRIALS = List.of(
            new Trial("sizes", new double[] {0.15, 0.3, 0.6, 1.2}, SizeGate::new),
            luma("difference", new double[] {0.001, 0.002, 0.004, 0.008}, DifferenceGate::new),
            luma("learning background", new double[] {0.007, 0.014, 0.028}, () -> new MotionGate()::score),
            luma("mixture of Gaussians", new double[] {0.007, 0.014, 0.028}, MixtureGate::new),
            new Trial(
                    "sizes, then learning background",
                    new double[] {0.15, 0.3, 0.6},
                    excess -> new SizeThenLumaGate(excess, new MotionGate()::score, 0.007)));

    private static Trial luma(String name, double[] thresholds, java.util.function.Supplier<LumaScore> score) {
        return new Trial(name, thresholds, threshold -> new LumaGate(score.get(), threshold));
    }

    public static void main(String[] args) {
        int seconds = Integer.parseInt(args[2]);
        for (GateClip clip : (Iterable<GateClip>) clips(Path.of(args[0]), Path.of(args[1]), seconds)::iterator) {
            System.err.printf("%s, %.0f s%n", clip.name(), clip.seconds());
            for (Trial trial : TRIALS)
                for (double threshold : trial.thresholds()) Commands.say(score(clip, trial, threshold));
        }
    }

    private static GateScore score(GateClip clip, Trial trial, double threshold) {
        GateScore score = null;
        for (int round = 0; round < ROUNDS; round++)
            score = GateScore.of(clip, trial.name(), threshold, trial.make().apply(threshold));
        return java.util.Objects.requireNonNull(score);
    }

    private static Stream<GateClip> clips(Path data, Path manifest, int seconds) {
        Stream<GateClip> scenes = SceneCatalog.scenes().stream()
                .map(Scene::name)
                .map(name -> GateClips.scene(name, Weather.CLEAR, seconds));
        Stream<GateClip> weather = OUT_OF_DOORS.stream()
                .flatMap(name -> Stream.of(Weather.RAIN, Weather.NOISE, Weather.TREES, Weather.DUSK)
                        .map(kind -> GateClips.scene(name, kind, seconds)));
        return Stream.of(files(data, manifest), scenes, weather).flatMap(all -> all);
    }

    private static Stream<GateClip> files(Path data, Path manifest) {
        Path weights = data.resolve("models/yolox_nano.onnx");
        if (!Files.exists(weights)) return Stream.of();
        LoadedModel model = LoadedModel.load(manifest, weights);
        return Stream.of("vtest.avi", "highway-a.avi", "person-bicycle-car.mp4")
                .map(name -> data.resolve("videos").resolve(name))
                .map(file -> GateClips.file(file, model, 120))
                .onClose(model::close);
    }
}
