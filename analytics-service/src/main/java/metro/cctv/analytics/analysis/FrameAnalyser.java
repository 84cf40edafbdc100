package metro.cctv.analytics.analysis;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import metro.cctv.analytics.activity.ActivityCounter;
import metro.cctv.analytics.alert.AlertDraft;
import metro.cctv.analytics.alert.AlertWriter;
import metro.cctv.analytics.alert.SuppressedAlerts;
import metro.cctv.analytics.analysis.CameraAnalysis.Outcome;
import metro.cctv.analytics.behaviour.BehaviourSeen;
import metro.cctv.analytics.behaviour.CameraWatch;
import metro.cctv.analytics.camera.CameraDirectory;
import metro.cctv.analytics.detection.FrameRejected;
import metro.cctv.analytics.detection.FrameRejected.Reason;
import metro.cctv.analytics.detection.ObjectDetector;
import metro.cctv.analytics.detection.ObjectDetector.Detections;
import metro.cctv.analytics.model.LoadedModel;
import metro.cctv.analytics.settings.AnalyticsProperties;
import metro.cctv.analytics.track.ByteTracker;
import metro.cctv.analytics.track.TrackerParameters;
import metro.cctv.chassis.messaging.EventPublisher;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.alert.AlertSuppressed;
import metro.cctv.contracts.camera.CameraConfigured;
import metro.cctv.contracts.detection.ObjectsDetected;
import metro.cctv.contracts.frame.FrameMetadata;
import org.springframework.stereotype.Component;

/** One frame through every step: objects, tracks, behaviours, what is told and what is handed to the alert writer. */
@Component
class FrameAnalyser {
    private static final Duration FUTURE = Duration.ofSeconds(60);

    private final LoadedModel model;
    private final CameraDirectory cameras;
    private final AlertWriter alerts;
    private final SuppressedAlerts suppressed;
    private final EventPublisher events;
    private final DetectionStreams streams;
    private final ActivityCounter activity;
    private final AnalysisMetrics metrics;
    private final AnalyticsProperties settings;
    private final SheddingPolicy shedding;
    private final Clock clock;

    FrameAnalyser(
            LoadedModel model,
            CameraDirectory cameras,
            AlertWriter alerts,
            SuppressedAlerts suppressed,
            EventPublisher events,
            DetectionStreams streams,
            ActivityCounter activity,
            AnalysisMetrics metrics,
            AnalyticsProperties settings,
            Clock clock) {
        this.model = model;
        this.cameras = cameras;
        this.alerts = alerts;
        this.suppressed = suppressed;
        this.events = events;
        this.streams = streams;
        this.activity = activity;
        this.metrics = metrics;
        this.settings = settings;
        this.shedding = new SheddingPolicy(
                settings.shedding().behind(),
                settings.shedding().slowest(),
                settings.shedding().hopeless());
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    ObjectDetector newDetector() {
        return new ObjectDetector(model);
    }

    /** @param past what was told of this camera before {@code first}, oldest first */
    CameraAnalysis newCamera(FrameMetadata first, List<ObjectsDetected> past) {
        var camera = new CameraAnalysis(
                new ByteTracker(TrackerParameters.of(
                        model.manifest().scoreThreshold(),
                        settings.tracking().buffer().toMillis() / 1000.0)),
                new CameraWatch(
                        settings.behaviours().loiteringDwell(),
                        settings.behaviours().coolDown(),
                        settings.behaviours().timeZone(),
                        new CameraWatch.Parking(
                                settings.parking().after(), settings.parking().remembered())));
        for (ObjectsDetected event : past)
            if (event.capturedAt().isBefore(first.capturedAt()))
                camera.recall(event, cameras.zonesOf(first.cameraId()));
        return camera;
    }

    /**
     * @return a ticket for each alert; the frame is done when all are stored
     * @throws FrameRejected when it can never be analysed
     */
    List<AlertWriter.Ticket> analyse(FrameMetadata frame, byte[] jpeg, CameraAnalysis camera, ObjectDetector detector)
            throws InterruptedException {
        Instant now = clock.instant();
        if (frame.capturedAt().isAfter(now.plus(FUTURE)))
            throw new FrameRejected(Reason.FROM_THE_FUTURE, "captured at " + frame.capturedAt());
        Instant last = camera.lastCaptured();
        if (last != null && !frame.capturedAt().isAfter(last)) {
            metrics.repeated();
            return List.of();
        }
        switch (shedding.decide(frame.capturedAt(), now, last)) {
            case ANALYSE -> {}
            case SKIP -> {
                metrics.skipped();
                return List.of();
            }
            case ABANDON -> {
                metrics.abandoned();
                return List.of();
            }
        }
        long started = System.nanoTime();
        Detections detections = detector.detect(jpeg);
        metrics.inference().record(System.nanoTime() - started, java.util.concurrent.TimeUnit.NANOSECONDS);
        Outcome outcome = camera.analyse(frame.capturedAt(), detections, cameras.zonesOf(frame.cameraId()));
        activity.saw(frame.cameraId(), districtOf(frame), frame.capturedAt(), outcome.objects());
        if (outcome.worthTelling()) tell(frame, detections, outcome);
        metrics.analysed(Duration.between(frame.capturedAt(), clock.instant()));
        for (BehaviourSeen seen : outcome.verdict().suppressed())
            suppressed.tell(frame.cameraId(), districtOf(frame), seen, AlertSuppressed.Reason.COOL_DOWN);
        for (BehaviourSeen seen : outcome.verdict().parked())
            suppressed.tell(frame.cameraId(), districtOf(frame), seen, AlertSuppressed.Reason.PARKED);
        return raise(frame, jpeg, outcome);
    }

    private void tell(FrameMetadata frame, Detections detections, Outcome outcome) {
        var event = new ObjectsDetected(
                UUID.randomUUID(),
                frame.cameraId(),
                districtOf(frame),
                frame.sequence(),
                frame.capturedAt(),
                clock.instant(),
                model.manifest().sha256(),
                detections.width(),
                detections.height(),
                outcome.objects());
        streams.publish(event);
        try {
            var unused = events.send(Topics.DETECTION, frame.cameraId(), event).whenComplete((sent, e) -> {
                if (e != null) metrics.detectionLost();
            });
        } catch (RuntimeException e) {
            metrics.detectionLost(); // alerts matter more
        }
    }

    private List<AlertWriter.Ticket> raise(FrameMetadata frame, byte[] jpeg, Outcome outcome)
            throws InterruptedException {
        List<AlertWriter.Ticket> tickets = new ArrayList<>();
        for (BehaviourSeen seen : outcome.verdict().alerts())
            tickets.add(alerts.submit(new AlertDraft(
                    frame.cameraId(),
                    districtOf(frame),
                    seen,
                    outcome.objects(),
                    model.manifest().name(),
                    model.manifest().sha256(),
                    jpeg)));
        return tickets;
    }

    /** Rights hang on it, so the registry's word goes before the frame's. */
    private String districtOf(FrameMetadata frame) {
        return cameras.find(frame.cameraId())
                .map(CameraConfigured::districtCode)
                .orElse(frame.districtCode());
    }
}
