package metro.cctv.bench.analytics;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import metro.cctv.analytics.detection.ObjectDetector;
import metro.cctv.analytics.model.LoadedModel;
import metro.cctv.chassis.messaging.EventJson;

/**
 * {@code MANIFEST MOVING.h264 WIDTH HEIGHT FPS PAIRS COUNT SIZES}: so many JPEG frames to objects in runs of each size (2,4,8 beside
 * 1), in turn on one thread; each turn answers one line of JSON with its own processor time.
 */
public final class BatchBenchmark {
    private static final int WARM_UP_TURNS = 1;

    private BatchBenchmark() {}

    /** @param cpuMs of the thread, a picture */
    record Turn(int together, double cpuMs, double wallMs) {}

    public static void main(String[] args) throws IOException {
        int pairs = Integer.parseInt(args[5]);
        int count = Integer.parseInt(args[6]);
        List<Integer> sizes =
                Arrays.stream(args[7].split(",")).map(Integer::valueOf).toList();
        try (LoadedModel model = LoadedModel.load(Path.of(args[0]), null);
                var street = new SubStream(
                        Path.of(args[1]),
                        Integer.parseInt(args[2]),
                        Integer.parseInt(args[3]),
                        Integer.parseInt(args[4]))) {
            if (!model.takesSeveral()) throw new IllegalArgumentException("this model takes one picture at a time");
            List<byte[]> jpegs =
                    IntStream.range(0, count).mapToObj(i -> street.jpeg()).toList();
            List<ObjectDetector> detectors = new ArrayList<>();
            for (int size : sizes) detectors.add(new ObjectDetector(model, size));
            for (int pair = -WARM_UP_TURNS; pair < pairs; pair++)
                for (ObjectDetector detector : detectors) {
                    Turn turn = turn(detector, jpegs);
                    if (pair >= 0) System.out.println(EventJson.MAPPER.writeValueAsString(turn));
                }
            detectors.forEach(ObjectDetector::close);
        }
    }

    private static Turn turn(ObjectDetector detector, List<byte[]> jpegs) {
        var threads = ManagementFactory.getThreadMXBean();
        long cpuNs = threads.getCurrentThreadCpuTime();
        long wallNs = System.nanoTime();
        if (detector.detect(jpegs).size() != jpegs.size()) throw new IllegalStateException("an answer is missing");
        return new Turn(
                detector.most(),
                (threads.getCurrentThreadCpuTime() - cpuNs) / 1e6 / jpegs.size(),
                (System.nanoTime() - wallNs) / 1e6 / jpegs.size());
    }
}
