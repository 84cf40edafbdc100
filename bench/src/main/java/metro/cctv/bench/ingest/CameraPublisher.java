package metro.cctv.bench.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import metro.cctv.bench.Commands;
import metro.cctv.simulator.SimulatedCameras;
import metro.cctv.simulator.video.ByteStreamLoop;
import metro.cctv.simulator.video.EncodedLoop;
import metro.cctv.simulator.video.FrameRate;

/**
 * {@code CLIP.h264 WIDTH HEIGHT FPS CAMERAS}: so many RTSP cameras on one free port, which is printed; until standard input ends. Any line
 * is answered with how many sessions a stream had at most at the same time.
 */
final class CameraPublisher {
    private CameraPublisher() {}

    public static void main(String[] args) throws Exception {
        EncodedLoop loop = clip(args, 0);
        var builder = SimulatedCameras.builder();
        for (int i = 0; i < Integer.parseInt(args[4]); i++) builder.stream("CAM-" + i, "main", loop);
        try (SimulatedCameras cameras = builder.start()) {
            Commands.say(Map.of(
                    "port", cameras.port(), "frames", loop.frames().size(), "bitsPerSecond", loop.bitsPerSecond()));
            Commands.answer(words -> Map.of("mostPulls", cameras.mostViewersOfAStream()));
        }
    }

    /** CLIP WIDTH HEIGHT FPS from here on, as the benchmarks hand them over. */
    static EncodedLoop clip(String[] args, int at) throws IOException {
        return ByteStreamLoop.h264(
                Files.readAllBytes(Path.of(args[at])),
                Integer.parseInt(args[at + 1]),
                Integer.parseInt(args[at + 2]),
                FrameRate.of(Integer.parseInt(args[at + 3])));
    }
}
