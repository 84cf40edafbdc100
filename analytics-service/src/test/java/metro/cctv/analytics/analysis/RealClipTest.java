package metro.cctv.analytics.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metro.cctv.analytics.analysis.CameraAnalysis.Outcome;
import metro.cctv.analytics.behaviour.BehaviourSeen;
import metro.cctv.analytics.behaviour.CameraWatch;
import metro.cctv.analytics.detection.ClipFrames;
import metro.cctv.analytics.detection.ObjectDetector;
import metro.cctv.analytics.detection.Pictures;
import metro.cctv.analytics.model.LoadedModel;
import metro.cctv.contracts.alert.Behaviour;
import metro.cctv.contracts.camera.Zone;
import metro.cctv.contracts.camera.Zone.Kind;
import metro.cctv.contracts.camera.Zone.Vertex;
import metro.cctv.contracts.detection.ObjectsDetected.TrackedObject;
import metro.cctv.testkit.TestData;
import org.junit.jupiter.api.Test;

/** The whole line but Kafka and the database, on a clip of real pedestrians, at the rate that ingest sends. */
class RealClipTest {
    private static final CameraAnalysis.Scores SCORES = new CameraAnalysis.Scores(0.3, 0.3);
    private static final Instant START = Instant.parse("2026-11-21T09:00:00Z");
    private static final double FRAMES_PER_SECOND = 5;

    @Test
    void pedestriansAreFollowedAndOneWhoStaysIsReported() {
        Path weights = TestData.file("models/yolox_nano.onnx");
        Path clip = TestData.file("videos/vtest.avi");
        Zone street = new Zone(
                "z1",
                "street",
                Kind.LOITERING,
                List.of(new Vertex(0, 0), new Vertex(1, 0), new Vertex(1, 1), new Vertex(0, 1)),
                10.0);
        var camera = new CameraAnalysis(
                SCORES,
                Duration.ofSeconds(2),
                new CameraWatch(Duration.ofSeconds(10), Duration.ZERO, ZoneId.of("Asia/Seoul")));
        Map<Long, Integer> framesOfTrack = new TreeMap<>();
        List<BehaviourSeen> alerts = new java.util.ArrayList<>();
        int[] boxes = {0, 0};
        double[] next = {0};
        try (LoadedModel model =
                        LoadedModel.load(TestData.repository().resolve("models/yolox-nano/manifest.json"), weights);
                var detector = new ObjectDetector(model)) {
            ClipFrames.each(clip, 0, 25, (BufferedImage image, double at) -> {
                if (at < next[0]) return;
                next[0] += 1 / FRAMES_PER_SECOND;
                Outcome outcome = camera.analyse(
                        START.plusMillis(Math.round(at * 1000)),
                        detector.detect(Pictures.jpeg(image, 0.8f)),
                        List.of(),
                        SCORES,
                        List.of(street));
                for (TrackedObject object : outcome.objects()) framesOfTrack.merge(object.trackId(), 1, Integer::sum);
                boxes[0] += outcome.objects().size();
                boxes[1]++;
                alerts.addAll(outcome.verdict().alerts());
            });
        }
        double meanSeconds = boxes[0] / FRAMES_PER_SECOND / framesOfTrack.size();
        System.out.printf(
                "vtest 25 s at %.0f fps: %d frames, %.1f objects a frame, %d tracks of %.1f s on average, %d stays of 10 s%n",
                FRAMES_PER_SECOND,
                boxes[1],
                boxes[0] / (double) boxes[1],
                framesOfTrack.size(),
                meanSeconds,
                alerts.size());

        assertThat(boxes[0] / (double) boxes[1]).isBetween(4.0, 12.0);
        assertThat(meanSeconds).as("tracks hold").isGreaterThan(3);
        assertThat(alerts).isNotEmpty().allMatch(alert -> alert.behaviour() == Behaviour.LOITERING);
    }
}
