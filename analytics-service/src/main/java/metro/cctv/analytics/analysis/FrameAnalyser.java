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
import metro.cctv.analytics.alert.PictureAge;
import metro.cctv.analytics.alert.SuppressedAlerts;
import metro.cctv.analytics.analysis.CameraAnalysis.Outcome;
import metro.cctv.analytics.analysis.FrameDetectors.Outcome.Looked;
import metro.cctv.analytics.behaviour.BehaviourSeen;
import metro.cctv.analytics.behaviour.CameraWatch;
import metro.cctv.analytics.camera.CameraDirectory;
import metro.cctv.analytics.detection.FrameRejected;
import metro.cctv.analytics.detection.FrameRejected.Reason;
import metro.cctv.analytics.detection.ObjectDetector.Detections;
import metro.cctv.analytics.model.LoadedModel;
import metro.cctv.analytics.model.ModelManifest;
import metro.cctv.analytics.rollout.ServingModels;
import metro.cctv.analytics.rollout.ServingModels.Serving;
import metro.cctv.analytics.rollout.ShadowRunner;
import metro.cctv.analytics.settings.AnalyticsProperties;
import metro.cctv.chassis.messaging.EventPublisher;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.alert.AlertSuppressed;
import metro.cctv.contracts.camera.CameraConfigured;
import metro.cctv.contracts.camera.Zone;
import metro.cctv.contracts.detection.ObjectsDetected;
import metro.cctv.contracts.frame.FrameMetadata;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** One frame through every step: objects, tracks, behaviours, what is told and what is handed to the alert writer. */
@Component
class FrameAnalyser {
    private static final Duration FUTURE = Duration.ofSeconds(60);

    private final ServingModels models;
    private final ShadowRunner shadows;
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
            ServingModels models,
            ShadowRunner shadows,
            CameraDirectory cameras,
            AlertWriter alerts,
            SuppressedAlerts suppressed,
            EventPublisher events,
            DetectionStreams streams,
            ActivityCounter activity,
            AnalysisMetrics metrics,
            AnalyticsProperties settings,
            Clock clock) {
        this.models = models;
        this.shadows = shadows;
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

    FrameDetectors newDetectors() {
        return new FrameDetectors(models, shadows, settings.batch().pictures());
    }

    /** @param past what was told of this camera before {@code first}, oldest first */
    CameraAnalysis newCamera(FrameMetadata first, List<ObjectsDetected> past) {
        var camera = new CameraAnalysis(
                CameraAnalysis.Scores.of(models.now()),
                settings.tracking().buffer(),
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
     * Whether the network is to see it, now that what came before it of its camera is analysed.
     *
     * @throws FrameRejected when it can never be analysed
     */
    boolean admits(FrameMetadata frame, CameraAnalysis camera) {
        Instant now = clock.instant();
        if (frame.capturedAt().isAfter(now.plus(FUTURE)))
            throw new FrameRejected(Reason.FROM_THE_FUTURE, "captured at " + frame.capturedAt());
        Instant last = camera.lastCaptured();
        if (last != null && !frame.capturedAt().isAfter(last)) {
            metrics.repeated();
            return false;
        }
        return switch (shedding.decide(frame.capturedAt(), now, last)) {
            case ANALYSE -> true;
            case SKIP -> {
                metrics.skipped();
                yield false;
            }
            case ABANDON -> {
                metrics.abandoned();
                yield false;
            }
        };
    }

    /** Frames of different cameras through the networks, in their order. */
    List<FrameDetectors.Outcome> look(List<Due> frames, FrameDetectors detectors) {
        Instant now = clock.instant();
        List<FrameDetectors.Picture> pictures = frames.stream()
                .map(due -> new FrameDetectors.Picture(
                        due.jpeg, asksForFire(cameras.zonesOf(due.frame.cameraId())), !isLate(due.frame, now)))
                .toList();
        long started = System.nanoTime();
        List<FrameDetectors.Outcome> outcomes = detectors.look(pictures);
        metrics.looked(frames.size(), Duration.ofNanos(System.nanoTime() - started));
        return outcomes;
    }

    /** A frame that the network is to see. */
    record Due(FrameMetadata frame, byte[] jpeg, CameraAnalysis camera) {}

    /** @return a ticket for each alert; the frame is done when all are stored */
    List<AlertWriter.Ticket> conclude(Due due, Looked looked) throws InterruptedException {
        FrameMetadata frame = due.frame;
        Outcome outcome = due.camera.analyse(
                frame.capturedAt(),
                looked.objects(),
                looked.fire(),
                CameraAnalysis.Scores.of(looked.serving()),
                cameras.zonesOf(frame.cameraId()));
        activity.saw(frame.cameraId(), districtOf(frame), frame.capturedAt(), outcome.objects());
        if (outcome.worthTelling()) tell(frame, outcome, looked);
        metrics.analysed(PictureAge.of(frame.capturedAt(), clock.instant()));
        for (BehaviourSeen seen : outcome.verdict().suppressed())
            suppressed.tell(frame.cameraId(), districtOf(frame), seen, AlertSuppressed.Reason.COOL_DOWN);
        for (BehaviourSeen seen : outcome.verdict().parked())
            suppressed.tell(frame.cameraId(), districtOf(frame), seen, AlertSuppressed.Reason.PARKED);
        return raise(frame, due.jpeg, outcome, looked.serving());
    }

    private boolean isLate(FrameMetadata frame, Instant now) {
        return Duration.between(frame.capturedAt(), now)
                        .compareTo(settings.shedding().behind())
                > 0;
    }

    private static boolean asksForFire(List<Zone> zones) {
        for (Zone zone : zones) if (zone.kind() == Zone.Kind.FIRE || zone.kind() == Zone.Kind.SMOKE) return true;
        return false;
    }

    private static ObjectsDetected.@Nullable FireModel fireModel(Looked looked) {
        LoadedModel fire = looked.serving().fire();
        if (fire == null || !looked.forFire()) return null;
        return new ObjectsDetected.FireModel(
                fire.manifest().sha256(), fire.manifest().scoreThreshold());
    }

    private void tell(FrameMetadata frame, Outcome outcome, Looked looked) {
        ModelManifest model = looked.serving().objects().manifest();
        Detections detections = looked.objects();
        var event = new ObjectsDetected(
                UUID.randomUUID(),
                frame.cameraId(),
                districtOf(frame),
                frame.sequence(),
                frame.capturedAt(),
                clock.instant(),
                model.sha256(),
                model.scoreThreshold(),
                detections.width(),
                detections.height(),
                outcome.objects(),
                fireModel(looked));
        streams.publish(event);
        try {
            var unused = events.send(Topics.DETECTION, frame.cameraId(), event).whenComplete((sent, e) -> {
                if (e != null) metrics.detectionLost();
            });
        } catch (RuntimeException e) {
            metrics.detectionLost(); // alerts matter more
        }
    }

    private List<AlertWriter.Ticket> raise(FrameMetadata frame, byte[] jpeg, Outcome outcome, Serving serving)
            throws InterruptedException {
        List<AlertWriter.Ticket> tickets = new ArrayList<>();
        for (BehaviourSeen seen : outcome.verdict().alerts())
            tickets.add(alerts.submit(new AlertDraft(
                    frame.cameraId(),
                    districtOf(frame),
                    seen,
                    outcome.objects(),
                    serving.sourceOf(seen.doer()),
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
