package metro.cctv.bench.analytics;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import metro.cctv.analytics.model.LoadedModel;
import metro.cctv.chassis.messaging.EventJson;

/**
 * {@code MANIFEST WEIGHTS FRAMES PAIRS COUNT}: so many frames of a folder of JPEGs to events, and as many runs of the bare network, in
 * turn on one thread; each turn answers one line of JSON with its own processor time.
 */
public final class AnalyticsBenchmark {
    private static final long FRAME_MS = 200;
    private static final int WARM_UP_TURNS = 2;

    private AnalyticsBenchmark() {}

    /** @param cpuMs of the thread, a frame */
    record Turn(String who, int frames, double cpuMs, double wallMs) {}

    private interface Work {
        void frame(int number) throws OrtException;
    }

    public static void main(String[] args) throws IOException, OrtException {
        List<byte[]> frames = read(Path.of(args[2]));
        int pairs = Integer.parseInt(args[3]);
        int count = Integer.parseInt(args[4]);
        Instant[] at = {Instant.parse("2026-11-22T09:00:00Z")};
        try (LoadedModel model = LoadedModel.load(Path.of(args[0]), Path.of(args[1]));
                var line = new FrameToEvent(model);
                var bare = new BareNetwork(model)) {
            Work ours = number -> {
                at[0] = at[0].plusMillis(FRAME_MS);
                line.take(frames.get(number % frames.size()), at[0]);
            };
            Work anchor = number -> bare.run();
            for (int pair = -WARM_UP_TURNS; pair < pairs; pair++) {
                tell(pair, turn("ours", count, ours));
                tell(pair, turn("anchor", count, anchor));
            }
        }
    }

    private static void tell(int pair, Turn turn) {
        if (pair >= 0) System.out.println(EventJson.MAPPER.writeValueAsString(turn));
    }

    private static Turn turn(String who, int count, Work work) throws OrtException {
        var threads = ManagementFactory.getThreadMXBean();
        long cpuNs = threads.getCurrentThreadCpuTime();
        long wallNs = System.nanoTime();
        for (int i = 0; i < count; i++) work.frame(i);
        return new Turn(
                who,
                count,
                (threads.getCurrentThreadCpuTime() - cpuNs) / 1e6 / count,
                (System.nanoTime() - wallNs) / 1e6 / count);
    }

    private static List<byte[]> read(Path folder) throws IOException {
        List<byte[]> frames = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) frames.add(Files.readAllBytes(file));
        }
        if (frames.isEmpty()) throw new IllegalArgumentException("no frames in " + folder);
        return frames;
    }
}
