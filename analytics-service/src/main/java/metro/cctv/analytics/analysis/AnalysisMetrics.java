package metro.cctv.analytics.analysis;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import metro.cctv.analytics.detection.FrameRejected.Reason;
import org.springframework.stereotype.Component;

/** What the control room's own health is judged by. */
@Component
class AnalysisMetrics {
    private final FrameRate rate = new FrameRate(System::nanoTime);
    private final Timer inference;
    private final DistributionSummary runs;
    private final Timer captureToDetection;
    private final Map<Reason, Counter> rejected = new EnumMap<>(Reason.class);
    private final Counter skipped;
    private final Counter abandoned;
    private final Counter outOfOrder;
    private final Counter detectionsLost;

    AnalysisMetrics(MeterRegistry metrics) {
        Gauge.builder("cctv.analytics.frames.per.second", rate, FrameRate::perSecond)
                .description("Frames analysed a second, over ten seconds")
                .strongReference(true)
                .register(metrics);
        inference = Timer.builder("cctv.analytics.inference")
                .description("One frame: JPEG, network, boxes; its share of a run of several")
                .publishPercentiles(0.5, 0.99)
                .register(metrics);
        runs = DistributionSummary.builder("cctv.analytics.run.frames")
                .description("Frames of different cameras in one run of the network")
                .register(metrics);
        captureToDetection = Timer.builder("cctv.analytics.capture.to.detection")
                .description("From a frame's capture to its tracks")
                .publishPercentiles(0.5, 0.99)
                .register(metrics);
        for (Reason reason : Reason.values())
            rejected.put(
                    reason,
                    metrics.counter(
                            "cctv.analytics.frames.rejected",
                            "reason",
                            reason.name().toLowerCase(java.util.Locale.ROOT)));
        skipped = Counter.builder("cctv.analytics.frames.skipped")
                .description("Left out to catch up; a neighbour in time was analysed")
                .register(metrics);
        abandoned = Counter.builder("cctv.analytics.frames.abandoned")
                .description("Too old when their turn came: an alert in them is missed")
                .register(metrics);
        outOfOrder = metrics.counter("cctv.analytics.frames.repeated");
        detectionsLost = metrics.counter("cctv.analytics.detections.lost");
    }

    void analysed(Duration age) {
        rate.mark();
        captureToDetection.record(age);
    }

    /** @param frames in one run, which took so long together */
    void looked(int frames, Duration together) {
        runs.record(frames);
        for (int i = 0; i < frames; i++) inference.record(together.dividedBy(frames));
    }

    void rejected(Reason reason) {
        Counter counter = rejected.get(reason);
        if (counter != null) counter.increment();
    }

    void skipped() {
        skipped.increment();
    }

    void abandoned() {
        abandoned.increment();
    }

    void repeated() {
        outOfOrder.increment();
    }

    void detectionLost() {
        detectionsLost.increment();
    }
}
