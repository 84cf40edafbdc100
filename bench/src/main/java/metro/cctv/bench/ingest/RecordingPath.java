package metro.cctv.bench.ingest;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import metro.cctv.bench.Commands;
import metro.cctv.contracts.segment.SegmentClosed;

/**
 * {@code FOLDER PORT CAMERAS CLIP WIDTH HEIGHT FPS WRITERS}: {@link RecordedCameras}. Commands: {@code dial}, {@code check} (stops and compares what was
 * recorded with the clip).
 */
final class RecordingPath {
    private RecordingPath() {}

    public static void main(String[] args) throws Exception {
        List<SegmentClosed> segments = new CopyOnWriteArrayList<>();
        var cameras = new RecordedCameras(Path.of(args[0]), Integer.parseInt(args[7]), segments::add);
        Commands.say(Commands.READY);
        Commands.answer(words -> {
            if (words[0].equals("dial")) {
                cameras.dial(Integer.parseInt(args[1]), Integer.parseInt(args[2]), () -> status -> {});
                return Map.of();
            }
            cameras.stop();
            cameras.close();
            return new PayloadCheck(CameraPublisher.clip(args, 3), cameras.root(), cameras.key()).of(segments);
        });
        System.exit(0);
    }
}
