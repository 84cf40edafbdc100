package metro.cctv.bench.analytics;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import metro.cctv.analytics.model.LoadedModel;
import metro.cctv.bench.Commands;

/**
 * {@code MANIFEST WEIGHTS MOVING.h264 STILL.h264 WIDTH HEIGHT FPS PAIRS COUNT}: so many pictures to events in several ways, and as many runs
 * of the bare network, in turn on one thread; each turn answers one line of JSON with its own processor time.
 */
public final class AnalyticsBenchmark {
    private static final int WARM_UP_TURNS = 2;
    /** A camera's in half an hour: the service runs for months, so what is measured is its compiled code. */
    private static final int WARM_UP_EVENTS = 10_000;
    /** The gate learns what a still scene looks like. */
    private static final int STILL_WARM_UP_S = 15;

    private AnalyticsBenchmark() {}

    /**
     * @param cpuMs of the thread, a picture
     * @param judged pictures that the network saw
     */
    record Turn(String who, int pictures, int judged, double cpuMs, double wallMs) {}

    private interface Work {
        /** @return whether the network ran */
        boolean picture(Instant at) throws OrtException;
    }

    public static void main(String[] args) throws IOException, OrtException {
        int width = Integer.parseInt(args[4]);
        int height = Integer.parseInt(args[5]);
        int fps = Integer.parseInt(args[6]);
        int pairs = Integer.parseInt(args[7]);
        int count = Integer.parseInt(args[8]);
        try (LoadedModel model = LoadedModel.load(Path.of(args[0]), Path.of(args[1]));
                var street = new SubStream(Path.of(args[2]), width, height, fps);
                var still = new SubStream(Path.of(args[3]), width, height, fps);
                var events = new FrameToEvent(model);
                var bare = new BareNetwork(model)) {
            byte[][] jpegs =
                    IntStream.range(0, count).mapToObj(i -> street.jpeg()).toArray(byte[][]::new);
            int[] next = {0};
            Map<String, Work> ways = new LinkedHashMap<>();
            ways.put("anchor", at -> bare.run());
            ways.put("picture", at -> events.take(street.picture(), at) > 0);
            ways.put("jpeg", at -> events.take(jpegs[next[0]++ % jpegs.length], at) > 0);
            ways.put("line", at -> events.take(street.jpeg(), at) > 0);
            var clock = new Clock(fps);
            for (int pair = -WARM_UP_TURNS; pair < pairs; pair++) {
                for (Map.Entry<String, Work> way : ways.entrySet())
                    tell(pair, turn(way.getKey(), count, way.getValue(), clock));
                if (pair < 0) for (int i = 0; i < WARM_UP_EVENTS; i++) events.tellAgain(clock.tick());
            }
            Work gated = at -> {
                byte[] jpeg = still.gated();
                return jpeg != null && events.take(jpeg, at) > 0;
            };
            turn("still", STILL_WARM_UP_S * fps, gated, clock);
            for (int pair = 0; pair < pairs; pair++) tell(pair, turn("still", 10 * count, gated, clock));
        }
    }

    private static final class Clock {
        private final long stepMs;
        private Instant now = Instant.parse("2026-11-22T09:00:00Z");

        Clock(int fps) {
            this.stepMs = 1000 / fps;
        }

        Instant tick() {
            now = now.plusMillis(stepMs);
            return now;
        }
    }

    private static void tell(int pair, Turn turn) {
        if (pair >= 0) Commands.say(turn);
    }

    private static Turn turn(String who, int count, Work work, Clock clock) throws OrtException {
        var threads = ManagementFactory.getThreadMXBean();
        long cpuNs = threads.getCurrentThreadCpuTime();
        long wallNs = System.nanoTime();
        int judged = 0;
        for (int i = 0; i < count; i++) if (work.picture(clock.tick())) judged++;
        return new Turn(
                who,
                count,
                judged,
                (threads.getCurrentThreadCpuTime() - cpuNs) / 1e6 / count,
                (System.nanoTime() - wallNs) / 1e6 / count);
    }
}
