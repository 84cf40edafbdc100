package metro.cctv.analytics.analysis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import metro.cctv.analytics.alert.AlertWriter;
import metro.cctv.analytics.camera.CameraDirectory;
import metro.cctv.analytics.settings.AnalyticsProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;

/** The workers of this instance; healthy while the cameras are known and no worker is stuck. */
@Component("analysis")
class FrameWorkers implements SmartLifecycle, HealthIndicator {
    private static final Duration STUCK = Duration.ofMinutes(2);

    private final ConsumerFactory<?, ?> consumers;
    private final CameraDirectory directory;
    private final FrameAnalyser analyser;
    private final DetectionRecall recall;
    private final DeadFrames dead;
    private final AlertWriter alerts;
    private final int count;
    private final AnalyticsProperties.Batch batch;
    private volatile List<FrameWorker> workers = List.of();

    FrameWorkers(
            ConsumerFactory<?, ?> consumers,
            CameraDirectory directory,
            FrameAnalyser analyser,
            DetectionRecall recall,
            DeadFrames dead,
            AlertWriter alerts,
            AnalyticsProperties settings) {
        this.consumers = consumers;
        this.directory = directory;
        this.analyser = analyser;
        this.recall = recall;
        this.dead = dead;
        this.alerts = alerts;
        this.count = settings.workerCount();
        this.batch = settings.batch();
    }

    @Override
    public synchronized void start() {
        List<FrameWorker> started = new ArrayList<>();
        for (int number = 0; number < count; number++)
            started.add(new FrameWorker(number, consumers, directory, analyser, recall, dead, batch));
        started.forEach(FrameWorker::start);
        workers = List.copyOf(started);
    }

    @Override
    public synchronized void stop() {
        workers.forEach(FrameWorker::stop);
        try {
            for (FrameWorker worker : workers) worker.join(Duration.ofSeconds(4));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        workers = List.of();
    }

    @Override
    public synchronized boolean isRunning() {
        return !workers.isEmpty();
    }

    /** After what it needs, and stopped before it. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }

    @Override
    public Health health() {
        Duration longest = workers.stream()
                .map(FrameWorker::stuckFor)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        boolean stuck = longest.compareTo(STUCK) > 0;
        var health = stuck ? Health.down() : directory.isKnown() ? Health.up() : Health.outOfService();
        return health.withDetail("camerasKnown", directory.isKnown())
                .withDetail("cameras", directory.size())
                .withDetail("workers", workers.size())
                .withDetail("longestTurnMs", longest.toMillis())
                .withDetail("alertsWaiting", alerts.waiting())
                .build();
    }
}
