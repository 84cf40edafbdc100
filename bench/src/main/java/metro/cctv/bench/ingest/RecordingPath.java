package metro.cctv.bench.ingest;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import metro.cctv.chassis.messaging.EventJson;
import metro.cctv.contracts.segment.SegmentClosed;

/**
 * {@code FOLDER PORT CAMERAS CLIP WIDTH HEIGHT FPS}: {@link RecordedCameras}. Reads lines: {@code dial}, {@code check} (stops, compares what
 * was recorded with the clip, answers one line of JSON, ends).
 */
final class RecordingPath {
    private RecordingPath() {}

    public static void main(String[] args) throws Exception {
        List<SegmentClosed> segments = new CopyOnWriteArrayList<>();
        var cameras = new RecordedCameras(Path.of(args[0]), 1, segments::add);
        try (cameras) {
            var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            System.out.println("{\"ready\":true}");
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals("dial"))
                    cameras.dial(Integer.parseInt(args[1]), Integer.parseInt(args[2]), () -> status -> {});
                if (line.equals("check")) break;
            }
            cameras.stop();
        }
        var check = new PayloadCheck(CameraPublisher.clip(args, 3), cameras.root(), cameras.key());
        System.out.println(EventJson.MAPPER.writeValueAsString(check.of(segments)));
    }
}
