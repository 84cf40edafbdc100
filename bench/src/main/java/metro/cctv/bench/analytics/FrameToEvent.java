package metro.cctv.bench.analytics;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import metro.cctv.analytics.behaviour.CameraWatch;
import metro.cctv.analytics.detection.ObjectDetector;
import metro.cctv.analytics.detection.ObjectDetector.Detections;
import metro.cctv.analytics.model.LoadedModel;
import metro.cctv.analytics.track.ByteTracker;
import metro.cctv.analytics.track.TrackedBox;
import metro.cctv.analytics.track.TrackerParameters;
import metro.cctv.chassis.messaging.EventJson;
import metro.cctv.contracts.camera.Zone;
import metro.cctv.contracts.detection.Box;
import metro.cctv.contracts.detection.ObjectsDetected;
import metro.cctv.contracts.detection.ObjectsDetected.TrackedObject;

/** A frame as ingest sends it (JPEG) through decoder, network, boxes, tracks and a zone's rule to the event's bytes. */
final class FrameToEvent implements AutoCloseable {
    private static final double BUFFER_S = 2;
    private static final Zone STREET = new Zone(
            "z1",
            "street",
            Zone.Kind.LOITERING,
            List.of(new Zone.Vertex(0, 0), new Zone.Vertex(1, 0), new Zone.Vertex(1, 1), new Zone.Vertex(0, 1)),
            10.0);

    private final LoadedModel model;
    private final ObjectDetector detector;
    private final ByteTracker tracker;
    private final CameraWatch watch =
            new CameraWatch(Duration.ofSeconds(10), Duration.ofSeconds(30), ZoneId.of("Asia/Seoul"));
    private long sequence;

    FrameToEvent(LoadedModel model) {
        this.model = model;
        this.detector = new ObjectDetector(model);
        this.tracker = new ByteTracker(TrackerParameters.of(model.manifest().scoreThreshold(), BUFFER_S));
        watch.configure(List.of(STREET));
    }

    /** @return bytes of the event */
    int take(byte[] jpeg, Instant capturedAt) {
        Detections found = detector.detect(jpeg);
        List<TrackedObject> objects = new ArrayList<>();
        for (TrackedBox box : tracker.next(capturedAt, found.objects()))
            objects.add(new TrackedObject(
                    box.trackId(), box.label(), Math.clamp(box.score(), 0.0, 1.0), within(box, found)));
        watch.see(capturedAt, found.width() / (double) found.height(), objects);
        var event = new ObjectsDetected(
                UUID.randomUUID(),
                "DJ-SEO-001",
                "DJ-SEO",
                ++sequence,
                capturedAt,
                capturedAt,
                model.manifest().sha256(),
                model.manifest().scoreThreshold(),
                found.width(),
                found.height(),
                objects);
        return EventJson.MAPPER.writeValueAsBytes(event).length;
    }

    private static Box within(TrackedBox box, Detections found) {
        double left = Math.clamp(box.left() / found.width(), 0.0, 0.999);
        double top = Math.clamp(box.top() / found.height(), 0.0, 0.999);
        return new Box(
                left,
                top,
                Math.clamp(box.width() / found.width(), 0.001, 1 - left),
                Math.clamp(box.height() / found.height(), 0.001, 1 - top));
    }

    @Override
    public void close() {
        detector.close();
    }
}
