package metro.cctv.bench.packs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import metro.cctv.analytics.detection.ObjectDetector;
import metro.cctv.analytics.model.LoadedModel;
import metro.cctv.bench.Commands;
import metro.cctv.chassis.messaging.EventJson;
import metro.cctv.simulator.scene.PackClip;
import metro.cctv.simulator.scene.ScenePacks;
import org.jspecify.annotations.Nullable;

/**
 * {@code MANIFEST|perfect FIRST_SEED LAST_SEED [BEHAVIOUR …]}: plays a positive and a near-miss clip of every seed and behaviour
 * (all, if none is named) on every core, and answers one line of JSON a clip, and one of how well objects were found in all of
 * them. {@code perfect} sees the truth itself.
 */
final class PackEvaluation {
    static final String PERFECT = "perfect";
    private static final double PERFECT_THRESHOLD = 0.5;

    private final @Nullable LoadedModel model;
    private final ConcurrentLinkedQueue<Task> tasks;
    private final DetectionScore detection = new DetectionScore();

    private record Task(String behaviour, boolean positive, long seed) {}

    private PackEvaluation(@Nullable LoadedModel model, List<Task> tasks) {
        this.model = model;
        this.tasks = new ConcurrentLinkedQueue<>(tasks);
    }

    public static void main(String[] args) throws InterruptedException {
        long first = Long.parseLong(args[1]);
        long last = Long.parseLong(args[2]);
        List<String> behaviours = args.length > 3 ? List.of(args).subList(3, args.length) : ScenePacks.behaviours();
        for (String behaviour : behaviours)
            if (!ScenePacks.behaviours().contains(behaviour)) {
                System.err.println("no pack of " + behaviour + "; there are " + ScenePacks.behaviours());
                System.exit(2);
            }
        List<Task> tasks = new ArrayList<>();
        for (String behaviour : behaviours)
            for (long seed = first; seed <= last; seed++) {
                tasks.add(new Task(behaviour, true, seed));
                tasks.add(new Task(behaviour, false, seed));
            }
        if (args[0].equals(PERFECT)) {
            new PackEvaluation(null, tasks).playAll();
            return;
        }
        Path manifest = Path.of(args[0]);
        if (!Files.exists(manifest)) {
            System.err.println("no model at " + manifest);
            System.exit(2);
        }
        try (LoadedModel model = LoadedModel.load(manifest, null)) {
            new PackEvaluation(model, tasks).playAll();
        }
    }

    private void playAll() throws InterruptedException {
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++)
            workers.add(Thread.ofPlatform().name("pack-" + i).start(this::work));
        for (Thread worker : workers) worker.join();
        if (!tasks.isEmpty()) System.exit(1);
        Commands.say(Map.of("detection", detection.rows()));
    }

    private void work() {
        LoadedModel network = model;
        try (Eyes eyes = network == null ? Eyes.perfect() : Eyes.network(new ObjectDetector(network))) {
            double threshold =
                    network == null ? PERFECT_THRESHOLD : network.manifest().scoreThreshold();
            for (Task task = tasks.poll(); task != null; task = tasks.poll()) {
                PackClip clip = ScenePacks.clip(task.behaviour, task.positive, task.seed);
                String line = EventJson.MAPPER.writeValueAsString(new ClipRun(clip, eyes, detection, threshold).play());
                synchronized (System.out) {
                    System.out.println(line);
                }
            }
        }
    }
}
