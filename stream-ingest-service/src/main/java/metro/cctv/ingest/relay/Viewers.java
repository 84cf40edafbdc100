package metro.cctv.ingest.relay;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import metro.cctv.contracts.health.StreamHealthChanged.Stream;
import metro.cctv.ingest.relay.LiveCameras.LiveCamera;
import metro.cctv.ingest.relay.LiveDoor.Viewer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everybody who watches by a connection of his own, whatever the protocol: a virtual thread per viewer takes from the
 * viewer's queue and sends. The right is checked twice a second.
 */
public final class Viewers implements AutoCloseable {
    /** A send that blocks is given up before the two seconds of a revocation are over. */
    public static final Duration SEND_TIMEOUT = Duration.ofMillis(1_400);

    private static final Logger log = LoggerFactory.getLogger(Viewers.class);
    private static final Duration CHECK_EVERY = Duration.ofMillis(500);
    private static final int MAX_SKIPS = 10;

    private final LiveDoor door;
    private final LiveCameras cameras;
    private final RelaySettings settings;
    private final AtomicInteger watching = new AtomicInteger();
    private final Set<LiveViewer> queues = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("viewers-clock").factory());

    public Viewers(LiveDoor door, LiveCameras cameras, RelaySettings settings) {
        this.door = door;
        this.cameras = cameras;
        this.settings = settings;
        // One for all: a timer for each wait is a thread woken for each picture.
        Duration quiet = CHECK_EVERY.dividedBy(2);
        clock.scheduleWithFixedDelay(
                () -> queues.forEach(queue -> queue.nudgeAfter(quiet)),
                quiet.toMillis(),
                quiet.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Why nothing more is sent. */
    public enum End {
        /** The viewer's own wish, or its thread was interrupted. */
        LEFT,
        RIGHT_ENDED,
        UNKNOWN_CAMERA,
        CONFIGURED_ANEW,
        TOO_SLOW
    }

    /** One viewer's connection. Called by the viewer's own thread alone, which it may block for {@link #SEND_TIMEOUT}. */
    public interface Line {
        boolean isOpen();

        /** @throws IOException when it cannot be sent, or not in time: the viewer is cut */
        void send(LiveViewer.Message message) throws IOException, InterruptedException;

        /** At least every half second: keep-alives, reports. */
        void turn(long nowNanos) throws IOException, InterruptedException;

        /** The last call. */
        void end(End end);
    }

    /** Now, over all protocols. */
    public int watching() {
        return watching.get();
    }

    /**
     * The door must have let the viewer in.
     *
     * @return whom to interrupt for the end; null: there are too many viewers
     */
    public @Nullable Thread serve(Viewer viewer, LiveCamera camera, Stream wanted, LiveViewer.Form form, Line line) {
        if (watching.incrementAndGet() > settings.maxViewers()) {
            watching.decrementAndGet();
            return null;
        }
        var queue = new LiveViewer(form, settings.viewerQueueBytes());
        return Thread.ofVirtual().name("viewer").start(() -> serve(viewer, camera.stream(wanted), queue, line));
    }

    /** Nobody is checked any more. */
    @Override
    public void close() {
        clock.shutdownNow();
    }

    private void serve(Viewer viewer, LiveStream stream, LiveViewer queue, Line line) {
        stream.join(queue);
        queues.add(queue);
        End end = End.LEFT;
        try {
            end = send(viewer, stream, queue, line);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | IllegalStateException e) {
            end = End.TOO_SLOW;
            log.debug("a viewer is cut: {}", e.toString());
        } finally {
            queues.remove(queue);
            stream.leave(queue);
            watching.decrementAndGet();
            line.end(end);
        }
    }

    private End send(Viewer viewer, LiveStream stream, LiveViewer queue, Line line)
            throws IOException, InterruptedException {
        long checked = System.nanoTime();
        while (line.isOpen()) {
            LiveViewer.Message message = queue.next();
            long now = System.nanoTime();
            if (now - checked > CHECK_EVERY.toNanos() / 2) {
                checked = now;
                @Nullable End end = reasonToEnd(viewer, stream, queue);
                if (end != null) return end;
            }
            if (message != null) line.send(message);
            line.turn(now);
        }
        return End.LEFT;
    }

    private End endWithout(String cameraId) {
        return cameras.elsewhere(cameraId).isPresent() ? End.CONFIGURED_ANEW : End.UNKNOWN_CAMERA;
    }

    private @Nullable End reasonToEnd(Viewer viewer, LiveStream stream, LiveViewer queue) {
        LiveCamera camera = cameras.find(viewer.cameraId()).orElse(null);
        if (camera == null) return endWithout(viewer.cameraId());
        if (door.stillOpen(viewer).isEmpty()) return End.RIGHT_ENDED;
        if (camera.main() != stream && camera.sub() != stream) return End.CONFIGURED_ANEW;
        return queue.skips() > MAX_SKIPS ? End.TOO_SLOW : null;
    }
}
