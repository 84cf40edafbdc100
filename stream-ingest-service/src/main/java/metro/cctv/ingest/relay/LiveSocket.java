package metro.cctv.ingest.relay;

import jakarta.websocket.Session;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import metro.cctv.contracts.health.StreamHealthChanged.Stream;
import metro.cctv.ingest.relay.LiveCameras.LiveCamera;
import metro.cctv.ingest.relay.LiveDoor.Viewer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PingMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;
import tools.jackson.databind.json.JsonMapper;

/**
 * Live video to one browser or agency: a virtual thread per viewer takes from the viewer's queue and sends. The right is
 * checked twice a second; a send that blocks is given up before the two seconds of a revocation are over.
 */
public final class LiveSocket extends AbstractWebSocketHandler {
    static final CloseStatus RIGHT_ENDED = new CloseStatus(4403, "the right to view ended");
    static final CloseStatus UNKNOWN_CAMERA = new CloseStatus(4404, "unknown camera");
    private static final CloseStatus TOO_SLOW = new CloseStatus(4408, "too slow");

    private static final Logger log = LoggerFactory.getLogger(LiveSocket.class);
    private static final Duration CHECK_EVERY = Duration.ofMillis(500);
    private static final Duration PING_EVERY = Duration.ofSeconds(15);
    private static final long SEND_TIMEOUT_MS = 1_400;
    private static final int MAX_SKIPS = 10;
    private static final String TOMCAT_SEND_TIMEOUT = "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";

    private final LiveDoor door;
    private final LiveCameras cameras;
    private final RelaySettings settings;
    private final JsonMapper json;
    private final AtomicInteger viewers = new AtomicInteger();
    private final Map<String, Thread> senders = new ConcurrentHashMap<>();

    public LiveSocket(LiveDoor door, LiveCameras cameras, RelaySettings settings, JsonMapper json) {
        this.door = door;
        this.cameras = cameras;
        this.settings = settings;
        this.json = json;
    }

    /** WebSockets open now. */
    public int viewers() {
        return viewers.get();
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession session) throws IOException {
        if (!(session.getAttributes().get(LiveHandshake.VIEWER) instanceof Viewer viewer)
                || !(session.getAttributes().get(LiveHandshake.STREAM) instanceof Stream wanted))
            throw new IllegalStateException("the handshake leaves viewer and stream");
        LiveCamera camera = cameras.find(viewer.cameraId()).orElse(null);
        if (camera == null) {
            session.close(UNKNOWN_CAMERA);
            return;
        }
        if (viewers.get() >= settings.maxViewers()) {
            session.close(CloseStatus.SERVICE_OVERLOAD);
            return;
        }
        if (session instanceof NativeWebSocketSession outer && outer.getNativeSession() instanceof Session tomcat)
            tomcat.getUserProperties().put(TOMCAT_SEND_TIMEOUT, SEND_TIMEOUT_MS);
        viewers.incrementAndGet();
        senders.put(
                session.getId(), Thread.ofVirtual().name("viewer").start(() -> serve(session, viewer, camera, wanted)));
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
        Thread sender = senders.remove(session.getId());
        if (sender != null) sender.interrupt();
    }

    @Override
    public void handleTransportError(WebSocketSession session, Throwable failure) {
        log.debug("viewer's connection: {}", failure.toString());
    }

    private void serve(WebSocketSession session, Viewer viewer, LiveCamera camera, Stream wanted) {
        LiveStream stream = camera.stream(wanted);
        var queue = new LiveViewer(settings.viewerQueueBytes());
        stream.join(queue);
        CloseStatus end = CloseStatus.NORMAL;
        try {
            end = send(session, viewer, queue, stream);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | IllegalStateException e) {
            end = TOO_SLOW;
            log.debug("a viewer is cut: {}", e.toString());
        } finally {
            stream.leave(queue);
            viewers.decrementAndGet();
            senders.remove(session.getId());
            close(session, end);
        }
    }

    private CloseStatus send(WebSocketSession session, Viewer viewer, LiveViewer queue, LiveStream stream)
            throws IOException, InterruptedException {
        long checked = System.nanoTime();
        long pinged = checked;
        while (session.isOpen()) {
            LiveViewer.Message message = queue.next(CHECK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
            long now = System.nanoTime();
            if (now - checked > CHECK_EVERY.toNanos() / 2) {
                checked = now;
                @Nullable CloseStatus end = reasonToEnd(viewer, stream, queue);
                if (end != null) return end;
            }
            if (message != null) send(session, message);
            if (now - pinged > PING_EVERY.toNanos()) {
                pinged = now;
                session.sendMessage(new PingMessage());
            }
        }
        return CloseStatus.NORMAL;
    }

    private @Nullable CloseStatus reasonToEnd(Viewer viewer, LiveStream stream, LiveViewer queue) {
        LiveCamera camera = cameras.find(viewer.cameraId()).orElse(null);
        if (camera == null) return UNKNOWN_CAMERA;
        if (!door.isStillOpen(viewer)) return RIGHT_ENDED;
        if (camera.main() != stream && camera.sub() != stream) return CloseStatus.SERVICE_RESTARTED; // configured anew
        return queue.skips() > MAX_SKIPS ? TOO_SLOW : null;
    }

    private void send(WebSocketSession session, LiveViewer.Message message) throws IOException {
        switch (message) {
            case LiveViewer.Message.Media media -> session.sendMessage(new BinaryMessage(media.fragment()));
            case LiveViewer.Message.Start start -> {
                Map<String, Object> text = new LinkedHashMap<>();
                text.put("type", "start");
                text.put("codecs", start.codecs());
                text.put("width", start.width());
                text.put("height", start.height());
                text.put("epochMs", start.epochMs());
                session.sendMessage(new TextMessage(json.writeValueAsString(text)));
                session.sendMessage(new BinaryMessage(start.init()));
            }
            case LiveViewer.Message.Trouble trouble -> {
                Map<String, Object> text = new LinkedHashMap<>();
                text.put("type", "state");
                text.put("state", trouble.state().name());
                text.put("cause", trouble.cause().name());
                text.put("detail", trouble.detail());
                session.sendMessage(new TextMessage(json.writeValueAsString(text)));
            }
        }
    }

    private static void close(WebSocketSession session, CloseStatus status) {
        try {
            session.close(status);
        } catch (IOException | IllegalStateException e) {
            log.debug("closing a viewer: {}", e.toString());
        }
    }
}
