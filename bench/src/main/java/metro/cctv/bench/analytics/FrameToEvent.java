package metro.cctv.bench.analytics;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import metro.cctv.analytics.analysis.CameraAnalysis;
import metro.cctv.analytics.behaviour.CameraWatch;
import metro.cctv.analytics.detection.ObjectDetector;
import metro.cctv.analytics.detection.ObjectDetector.Detections;
import metro.cctv.analytics.model.LoadedModel;
import metro.cctv.analytics.model.ModelManifest;
import metro.cctv.chassis.messaging.EventJson;
import metro.cctv.contracts.camera.Zone;
import metro.cctv.contracts.detection.ObjectsDetected;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** A picture through network, boxes, tracks and a zone's rule to the event's bytes, as the service does it. */
final class FrameToEvent implements AutoCloseable {
    private static final int RECENT = 100;
    private static final Duration TRACK_BUFFER = Duration.ofSeconds(2);
    private static final Zone STREET = new Zone(
            "z1",
            "street",
            Zone.Kind.LOITERING,
            List.of(new Zone.Vertex(0, 0), new Zone.Vertex(1, 0), new Zone.Vertex(1, 1), new Zone.Vertex(0, 1)),
            10.0);

    private final ModelManifest model;
    private final ObjectDetector detector;
    private final CameraAnalysis.Scores scores;
    private final CameraAnalysis camera;
    private final Deque<Detections> recent = new ArrayDeque<>();
    private long sequence;

    FrameToEvent(LoadedModel loaded) {
        this.model = loaded.manifest();
        this.detector = new ObjectDetector(loaded);
        this.scores = new CameraAnalysis.Scores(model.scoreThreshold(), model.scoreThreshold());
        this.camera = new CameraAnalysis(
                scores,
                TRACK_BUFFER,
                new CameraWatch(Duration.ofSeconds(10), Duration.ofSeconds(30), ZoneId.of("Asia/Seoul")));
    }

    /** @return bytes of the event */
    int take(byte[] jpeg, Instant capturedAt) {
        return tell(detector.detect(jpeg), capturedAt);
    }

    /** @return bytes of the event */
    int take(AVFrame picture, Instant capturedAt) {
        return tell(detector.detect(picture), capturedAt);
    }

    /** What was found lately is told once more, without its pictures: what stands behind the network gets warm. */
    void tellAgain(Instant capturedAt) {
        tell(recent.getFirst(), capturedAt);
    }

    private int tell(Detections found, Instant capturedAt) {
        recent.addLast(found);
        if (recent.size() > RECENT) recent.removeFirst();
        CameraAnalysis.Outcome outcome = camera.analyse(capturedAt, found, List.of(), scores, List.of(STREET));
        var event = new ObjectsDetected(
                UUID.randomUUID(),
                "DJ-SEO-001",
                "DJ-SEO",
                ++sequence,
                capturedAt,
                capturedAt,
                model.sha256(),
                model.scoreThreshold(),
                found.width(),
                found.height(),
                outcome.objects());
        return EventJson.MAPPER.writeValueAsBytes(event).length;
    }

    @Override
    public void close() {
        detector.close();
    }
}
