package metro.cctv.analytics.analysis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import metro.cctv.analytics.behaviour.CameraWatch;
import metro.cctv.analytics.behaviour.CameraWatch.Verdict;
import metro.cctv.analytics.detection.DetectedObject;
import metro.cctv.analytics.detection.ObjectDetector.Detections;
import metro.cctv.analytics.model.LoadedModel;
import metro.cctv.analytics.rollout.ServingModels.Serving;
import metro.cctv.analytics.track.ByteTracker;
import metro.cctv.analytics.track.TrackedBox;
import metro.cctv.analytics.track.TrackerParameters;
import metro.cctv.contracts.camera.Zone;
import metro.cctv.contracts.detection.Box;
import metro.cctv.contracts.detection.ObjectsDetected;
import metro.cctv.contracts.detection.ObjectsDetected.TrackedObject;
import org.jspecify.annotations.Nullable;

/** One camera's memory: who is in the picture and how long they have been where. Single-threaded. */
public final class CameraAnalysis {
    private static final int MAX_OBJECTS = 256;

    private final ByteTracker tracker;
    private final ByteTracker fireTracker;
    private final double bufferSeconds;
    private final CameraWatch watch;
    private Scores scores;
    private @Nullable Instant lastCaptured;
    private boolean hadObjects;

    /** @param buffer how long an object that hides is remembered */
    public CameraAnalysis(Scores scores, Duration buffer, CameraWatch watch) {
        this.scores = scores;
        this.bufferSeconds = buffer.toMillis() / 1000.0;
        this.tracker = new ByteTracker(TrackerParameters.of(scores.objects(), bufferSeconds));
        this.fireTracker =
                new ByteTracker(TrackerParameters.of(scores.fire(), bufferSeconds), ObjectsDetected.FIRE_TRACKS);
        this.watch = watch;
    }

    /** From which on the models' words start a track, 0 to 1. */
    public record Scores(double objects, double fire) {
        static Scores of(Serving serving) {
            double objects = serving.objects().manifest().scoreThreshold();
            LoadedModel fire = serving.fire();
            return new Scores(objects, fire == null ? objects : fire.manifest().scoreThreshold());
        }
    }

    /**
     * @param objects best first
     * @param worthTelling somebody is there, or the last one just left
     */
    public record Outcome(List<TrackedObject> objects, boolean worthTelling, Verdict verdict) {}

    @Nullable
    Instant lastCaptured() {
        return lastCaptured;
    }

    /**
     * @param fire what a model for fire and smoke found in the same picture
     * @param now of the models that looked
     */
    public Outcome analyse(
            Instant capturedAt, Detections detections, List<DetectedObject> fire, Scores now, List<Zone> zones) {
        adopt(now);
        watch.configure(zones);
        List<TrackedObject> objects = Stream.concat(
                        tracker.next(capturedAt, detections.objects()).stream(),
                        fireTracker.next(capturedAt, fire).stream())
                .map(box -> inFractions(box, detections.width(), detections.height()))
                .filter(java.util.Objects::nonNull)
                .sorted(Comparator.comparingDouble(TrackedObject::confidence).reversed())
                .limit(MAX_OBJECTS)
                .toList();
        lastCaptured = capturedAt;
        boolean worthTelling = !objects.isEmpty() || hadObjects;
        hadObjects = !objects.isEmpty();
        return new Outcome(
                objects, worthTelling, watch.see(capturedAt, aspect(detections.width(), detections.height()), objects));
    }

    /** Tracks and stays go on; what a score means changes. */
    private void adopt(Scores now) {
        if (now.equals(scores)) return;
        scores = now;
        tracker.adopt(TrackerParameters.of(now.objects(), bufferSeconds));
        fireTracker.adopt(TrackerParameters.of(now.fire(), bufferSeconds));
    }

    /** What an earlier instance saw and told: alerts in it went out then. */
    void recall(ObjectsDetected event, List<Zone> zones) {
        if (lastCaptured != null && !event.capturedAt().isAfter(lastCaptured)) return;
        watch.configure(zones);
        List<TrackedBox> boxes = new ArrayList<>();
        List<TrackedBox> fires = new ArrayList<>();
        for (TrackedObject object : event.objects())
            (object.foundByFireModel() ? fires : boxes).add(inPixels(object, event));
        tracker.recall(event.capturedAt(), boxes);
        fireTracker.recall(event.capturedAt(), fires);
        watch.see(event.capturedAt(), aspect(event.frameWidth(), event.frameHeight()), event.objects());
        lastCaptured = event.capturedAt();
        hadObjects = !event.objects().isEmpty();
    }

    private static double aspect(int width, int height) {
        return width / (double) height;
    }

    private static @Nullable TrackedObject inFractions(TrackedBox box, int width, int height) {
        double left = Math.clamp(box.left() / width, 0.0, 1.0);
        double top = Math.clamp(box.top() / height, 0.0, 1.0);
        double right = Math.clamp((box.left() + box.width()) / width, 0.0, 1.0);
        double bottom = Math.clamp((box.top() + box.height()) / height, 0.0, 1.0);
        if (right <= left || bottom <= top) return null;
        return new TrackedObject(
                box.trackId(),
                box.label(),
                Math.clamp(box.score(), 0.0, 1.0),
                new Box(left, top, right - left, bottom - top));
    }

    private static TrackedBox inPixels(TrackedObject object, ObjectsDetected event) {
        Box box = object.box();
        int width = event.frameWidth();
        int height = event.frameHeight();
        return new TrackedBox(
                object.trackId(),
                object.label(),
                object.confidence(),
                box.x() * width,
                box.y() * height,
                box.w() * width,
                box.h() * height);
    }
}
