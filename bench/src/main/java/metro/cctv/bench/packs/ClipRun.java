package metro.cctv.bench.packs;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import metro.cctv.analytics.analysis.CameraAnalysis;
import metro.cctv.analytics.behaviour.BehaviourSeen;
import metro.cctv.analytics.behaviour.CameraWatch;
import metro.cctv.analytics.detection.ObjectDetector.Detections;
import metro.cctv.contracts.camera.Zone;
import metro.cctv.contracts.detection.Box;
import metro.cctv.simulator.scene.PackClip;
import metro.cctv.simulator.scene.TrueEvent;
import metro.cctv.simulator.scene.TrueObject;
import org.jspecify.annotations.Nullable;

/** One clip through detector, tracker and rules as the analytics service runs them. */
final class ClipRun {
    /** The line analyses every second frame of ten. */
    static final int FRAME_STEP = 2;

    /** Of the analysed frames one in so many, every two seconds, is asked what is in it. */
    static final int SAMPLE_STEP = 10;

    private static final Instant START = Instant.parse("2026-11-22T03:00:00Z");
    private static final Duration DWELL = Duration.ofSeconds(10);
    private static final Duration COOL_DOWN = Duration.ofSeconds(30);
    private static final ZoneId CITY = ZoneId.of("Asia/Seoul");
    private static final Duration TRACK_BUFFER = Duration.ofSeconds(2);

    private final PackClip clip;
    private final Eyes eyes;
    private final DetectionScore detection;
    private final CameraAnalysis.Scores scores;

    ClipRun(PackClip clip, Eyes eyes, DetectionScore detection, double scoreThreshold) {
        this.clip = clip;
        this.eyes = eyes;
        this.detection = detection;
        this.scores = new CameraAnalysis.Scores(scoreThreshold, scoreThreshold);
    }

    /** @param event null of a near miss */
    record Result(
            String clip,
            String behaviour,
            boolean positive,
            String variant,
            String condition,
            int frames,
            List<Zone.Vertex> zone,
            @Nullable Due event,
            List<Alert> alerts) {}

    /** Times in milliseconds from the clip's start. */
    record Due(long at, @Nullable Box box, String jpeg) {}

    /** @param iou with the true object in the alert's frame; null: it cannot be seen there, or there is none */
    record Alert(long at, double score, Box box, @Nullable Double iou, String jpeg) {}

    Result play() {
        var camera = new CameraAnalysis(scores, TRACK_BUFFER, new CameraWatch(DWELL, COOL_DOWN, CITY));
        List<Zone> zones = List.of(PackZone.of(clip));
        List<Alert> alerts = new ArrayList<>();
        for (int frame = 0; frame < clip.frames(); frame += FRAME_STEP) {
            Instant at = START.plusMillis(millis(frame));
            Detections seen = eyes.see(clip.scene(), frame);
            if (frame % (FRAME_STEP * SAMPLE_STEP) == 0)
                detection.add(clip.condition(), seen.objects(), clip.scene().objects(frame));
            for (BehaviourSeen one :
                    camera.analyse(at, seen, List.of(), scores, zones).verdict().alerts())
                alerts.add(alert(frame, one));
        }
        return new Result(
                clip.name(),
                clip.behaviour(),
                clip.positive(),
                clip.variant(),
                clip.condition(),
                clip.frames() / FRAME_STEP,
                PackZone.vertices(clip.zone()),
                clip.events().isEmpty() ? null : due(clip.events().getFirst()),
                alerts);
    }

    private long millis(int frame) {
        return Math.round(frame * 1000 / clip.scene().fps());
    }

    private Due due(TrueEvent event) {
        return new Due(
                millis(event.alarmFrame()),
                box(trueObject(event.objectId(), event.alarmFrame())),
                picture(event.alarmFrame()));
    }

    private Alert alert(int frame, BehaviourSeen seen) {
        TrueObject truth = clip.events().isEmpty()
                ? null
                : trueObject(clip.events().getFirst().objectId(), frame);
        Box box = seen.doer().box();
        return new Alert(
                millis(frame),
                seen.doer().confidence(),
                box,
                truth == null ? null : overlap(truth, box),
                picture(frame));
    }

    private @Nullable TrueObject trueObject(int id, int frame) {
        return clip.scene().objects(frame).stream()
                .filter(o -> o.id() == id)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Box box(@Nullable TrueObject o) {
        return o == null ? null : new Box(o.x(), o.y(), o.w(), o.h());
    }

    private static double overlap(TrueObject a, Box b) {
        double w = Math.min(a.x() + a.w(), b.x() + b.w()) - Math.max(a.x(), b.x());
        double h = Math.min(a.y() + a.h(), b.y() + b.h()) - Math.max(a.y(), b.y());
        return w <= 0 || h <= 0 ? 0 : w * h / (a.w() * a.h() + b.w() * b.h() - w * h);
    }

    private String picture(int frame) {
        return Base64.getEncoder().encodeToString(Eyes.jpeg(clip.scene(), frame));
    }
}
