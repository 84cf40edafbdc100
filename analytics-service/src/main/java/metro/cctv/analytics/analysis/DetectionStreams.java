package metro.cctv.analytics.analysis;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import metro.cctv.analytics.settings.AnalyticsProperties;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.detection.ObjectsDetected;
import metro.cctv.contracts.problem.ProblemType;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Detections to browsers as they are made. A slow one loses the oldest and holds nobody up. */
@Component
class DetectionStreams {
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final Map<String, List<Viewer>> viewers = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AnalyticsProperties.Viewers limits;
    private final Clock clock;

    DetectionStreams(AnalyticsProperties settings, Clock clock) {
        this.limits = settings.viewers();
        this.clock = clock;
    }

    /** Never blocks. */
    void publish(ObjectsDetected event) {
        List<Viewer> watching = viewers.get(event.cameraId());
        if (watching != null) for (Viewer viewer : watching) viewer.offer(event);
    }

    /** @param stillAllowed asked every second; the stream ends when it says no */
    SseEmitter open(String cameraId, BooleanSupplier stillAllowed) {
        if (count.incrementAndGet() > limits.max()) {
            count.decrementAndGet();
            throw new ProblemException(ProblemType.TOO_MANY_REQUESTS, "Too many streams of detections are open.");
        }
        var viewer = new Viewer(cameraId, stillAllowed);
        viewers.compute(cameraId, (id, all) -> {
            List<Viewer> list = all == null ? new CopyOnWriteArrayList<>() : all;
            list.add(viewer);
            return list;
        });
        Thread.ofVirtual().name("detections-" + cameraId).start(viewer::run);
        return viewer.emitter;
    }

    private final class Viewer {
        private final String cameraId;
        private final BooleanSupplier stillAllowed;
        private final SseEmitter emitter = new SseEmitter(0L);
        private final BlockingQueue<ObjectsDetected> queue = new ArrayBlockingQueue<>(limits.queue());
        private volatile boolean gone;

        Viewer(String cameraId, BooleanSupplier stillAllowed) {
            this.cameraId = cameraId;
            this.stillAllowed = stillAllowed;
            emitter.onCompletion(() -> gone = true);
            emitter.onError(e -> gone = true);
        }

        void offer(ObjectsDetected event) {
            while (!queue.offer(event)) queue.poll();
        }

        void run() {
            Instant until = clock.instant().plus(limits.longest());
            Instant heartbeat = clock.instant().plus(HEARTBEAT);
            Instant check = clock.instant();
            try {
                emitter.send(SseEmitter.event().comment("detections of " + cameraId));
                while (!gone && clock.instant().isBefore(until)) {
                    if (!clock.instant().isBefore(check)) {
                        if (!stillAllowed.getAsBoolean()) break;
                        check = clock.instant().plusSeconds(1);
                    }
                    ObjectsDetected event = queue.poll(1, TimeUnit.SECONDS);
                    if (event != null) {
                        emitter.send(SseEmitter.event()
                                .id(event.detectionId().toString())
                                .name("detection")
                                .data(event, MediaType.APPLICATION_JSON));
                    } else if (!clock.instant().isBefore(heartbeat)) {
                        emitter.send(SseEmitter.event().comment("still here"));
                        heartbeat = clock.instant().plus(HEARTBEAT);
                    }
                }
                emitter.complete();
            } catch (java.io.IOException | IllegalStateException e) {
                emitter.completeWithError(e); // the browser went away
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                leave();
            }
        }

        private void leave() {
            count.decrementAndGet();
            viewers.computeIfPresent(cameraId, (id, all) -> {
                all.remove(this);
                return all.isEmpty() ? null : all;
            });
        }
    }
}
