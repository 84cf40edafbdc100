package metro.cctv.analytics.rollout;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import metro.cctv.analytics.detection.DetectedObject;
import metro.cctv.analytics.detection.FrameRejected;
import metro.cctv.analytics.detection.ObjectDetector;
import metro.cctv.analytics.model.ModelManifest.Role;
import metro.cctv.analytics.rollout.ServingModels.Shadow;
import metro.cctv.analytics.settings.AnalyticsProperties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Runs models on trial beside the active ones, on a thread of its own: one frame waits at most, and what comes while it works or
 * rests is let go, so no worker ever waits for it.
 */
@Component
public class ShadowRunner implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(ShadowRunner.class);
    /** Inference runs on this thread: native code wants more than a default stack. */
    private static final long STACK_BYTES = 4L * 1024 * 1024;

    private final ServingModels models;
    private final DutyCycle duty;
    private final BlockingQueue<Frame> frames = new ArrayBlockingQueue<>(1);
    private final Map<Role, Trial> trials = new EnumMap<>(Role.class);
    private volatile @Nullable Thread thread;

    ShadowRunner(ServingModels models, AnalyticsProperties settings) {
        this.models = models;
        this.duty = new DutyCycle(settings.shadow().share());
    }

    private record Frame(Role role, byte[] jpeg, List<DetectedObject> active, long activeNs) {}

    private record Trial(Shadow shadow, ObjectDetector detector) {}

    /**
     * @param active what the active model found
     * @param activeNs how long it took
     */
    public void offer(Role role, byte[] jpeg, List<DetectedObject> active, long activeNs) {
        if (models.now().shadows().containsKey(role)) frames.offer(new Frame(role, jpeg, active, activeNs));
    }

    private void run() {
        try {
            while (thread == Thread.currentThread()) {
                Frame frame = frames.take();
                if (duty.mayBegin(System.nanoTime())) compare(frame);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            trials.values().forEach(trial -> trial.detector().close());
            trials.clear();
        }
    }

    private void compare(Frame frame) {
        long fromNs = System.nanoTime();
        try {
            Trial trial = trial(frame.role());
            if (trial == null) return;
            long shadowFromNs = System.nanoTime();
            look(frame, trial, shadowFromNs);
        } catch (RuntimeException e) {
            log.warn("A frame was not compared: {}", e.getMessage());
        } finally {
            duty.worked(fromNs, System.nanoTime());
        }
    }

    private static void look(Frame frame, Trial trial, long fromNs) {
        ModelComparison comparison = trial.shadow().comparison();
        try {
            List<DetectedObject> found = trial.detector().detect(frame.jpeg()).objects();
            comparison.add(frame.active(), frame.activeNs(), found, System.nanoTime() - fromNs);
        } catch (FrameRejected e) {
            comparison.addRejected();
        }
    }

    private @Nullable Trial trial(Role role) {
        Shadow shadow = models.now().shadows().get(role);
        Trial known = trials.get(role);
        if (known != null && known.shadow() == shadow) return known;
        if (known != null) {
            trials.remove(role);
            known.detector().close();
        }
        if (shadow == null) return null;
        var trial = new Trial(shadow, new ObjectDetector(shadow.model()));
        trials.put(role, trial);
        return trial;
    }

    @Override
    public synchronized void start() {
        thread = Thread.ofPlatform()
                .name("shadow-model")
                .daemon()
                .priority(Thread.MIN_PRIORITY)
                .stackSize(STACK_BYTES)
                .unstarted(this::run);
        thread.start();
    }

    @Override
    public synchronized void stop() {
        Thread running = thread;
        thread = null;
        if (running == null) return;
        running.interrupt();
        try {
            running.join(4_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 1;
    }
}
