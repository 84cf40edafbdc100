package metro.cctv.ingest.relay;

import jakarta.websocket.Session;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import metro.cctv.contracts.health.StreamHealthChanged.Stream;
import metro.cctv.contracts.live.LiveBegin;
import metro.cctv.ingest.relay.LiveCameras.LiveCamera;
import metro.cctv.ingest.relay.LiveDoor.Viewer;
import metro.cctv.ingest.relay.Viewers.End;
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

/** Live video to one browser or agency by WebSocket: fragmented MP4, and what there is to say in JSON. */
public final class LiveSocket extends AbstractWebSocketHandler {
    static final CloseStatus RIGHT_ENDED = new CloseStatus(4403, "the right to view ended");
    static final CloseStatus UNKNOWN_CAMERA = new CloseStatus(4404, "unknown camera");
    private static final CloseStatus TOO_SLOW = new CloseStatus(4408, "too slow");
    private static final CloseStatus NOT_ASKED =
            CloseStatus.POLICY_VIOLATION.withReason("nobody asked for the first piece");

    private static final Logger log = LoggerFactory.getLogger(LiveSocket.class);
    private static final Duration ASK_WITHIN = Duration.ofSeconds(15);
    private static final Duration PING_EVERY = Duration.ofSeconds(15);
    private static final String TOMCAT_SEND_TIMEOUT = "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";

    private final Viewers viewers;
    private final LiveCameras cameras;
    private final JsonMapper json;
    private final Executor later;
    private final Map<String, Thread> senders = new ConcurrentHashMap<>();
    private final Set<String> toAsk = ConcurrentHashMap.newKeySet();

    public LiveSocket(Viewers viewers, LiveCameras cameras, JsonMapper json) {
        this(viewers, cameras, json, ASK_WITHIN);
    }

    /** @param askWithin of a socket that is to wait until it is asked ({@link LiveBegin}): later it is closed */
    LiveSocket(Viewers viewers, LiveCameras cameras, JsonMapper json, Duration askWithin) {
        this.viewers = viewers;
        this.cameras = cameras;
        this.json = json;
        this.later = CompletableFuture.delayedExecutor(
                askWithin.toMillis(),
                TimeUnit.MILLISECONDS,
                task -> Thread.ofVirtual().name("not-asked").start(task));
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession session) throws IOException {
        if (!LiveBegin.ASKED.equals(session.getHandshakeHeaders().getFirst(LiveBegin.HEADER))) {
            begin(session);
            return;
        }
        toAsk.add(session.getId());
        later.execute(() -> {
            if (toAsk.remove(session.getId())) close(session, NOT_ASKED);
        });
    }

    @Override
    protected void handleTextMessage(WebSocketSession session, TextMessage message) throws IOException {
        if (toAsk.remove(session.getId())) begin(session);
    }

    private void begin(WebSocketSession session) throws IOException {
        if (!(session.getAttributes().get(LiveHandshake.VIEWER) instanceof Viewer viewer)
                || !(session.getAttributes().get(LiveHandshake.STREAM) instanceof Stream wanted))
            throw new IllegalStateException("the handshake leaves viewer and stream");
        LiveCamera camera = cameras.find(viewer.cameraId()).orElse(null);
        if (camera == null) {
            boolean elsewhere = cameras.elsewhere(viewer.cameraId()).isPresent();
            session.close(elsewhere ? CloseStatus.SERVICE_RESTARTED : UNKNOWN_CAMERA);
            return;
        }
        if (session instanceof NativeWebSocketSession outer && outer.getNativeSession() instanceof Session tomcat)
            tomcat.getUserProperties().put(TOMCAT_SEND_TIMEOUT, Viewers.SEND_TIMEOUT.toMillis());
        Thread sender = viewers.serve(viewer, camera, wanted, LiveViewer.Form.FRAGMENTS, new SocketLine(session));
        if (sender == null) session.close(CloseStatus.SERVICE_OVERLOAD);
        else senders.put(session.getId(), sender);
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
        toAsk.remove(session.getId());
        Thread sender = senders.remove(session.getId());
        if (sender != null) sender.interrupt();
    }

    @Override
    public void handleTransportError(WebSocketSession session, Throwable failure) {
        log.debug("viewer's connection: {}", failure.toString());
    }

    private final class SocketLine implements Viewers.Line {
        private final WebSocketSession session;
        private long pingedNanos = System.nanoTime();

        private SocketLine(WebSocketSession session) {
            this.session = session;
        }

        @Override
        public boolean isOpen() {
            return session.isOpen();
        }

        @Override
        public void send(LiveViewer.Message message) throws IOException {
            switch (message) {
                case LiveViewer.Message.Media media -> session.sendMessage(new BinaryMessage(media.fragment()));
                case LiveViewer.Message.Start start -> send(start);
                case LiveViewer.Message.Trouble trouble -> send(trouble);
                case LiveViewer.Message.Picture picture ->
                    throw new IllegalStateException("a WebSocket asks for fragments");
            }
        }

        private void send(LiveViewer.Message.Start start) throws IOException {
            Map<String, Object> text = new LinkedHashMap<>();
            text.put("type", "start");
            text.put("codecs", start.codecs());
            text.put("width", start.width());
            text.put("height", start.height());
            text.put("epochMs", start.epochMs());
            session.sendMessage(new TextMessage(json.writeValueAsString(text)));
            session.sendMessage(new BinaryMessage(start.init()));
        }

        private void send(LiveViewer.Message.Trouble trouble) throws IOException {
            Map<String, Object> text = new LinkedHashMap<>();
            text.put("type", "state");
            text.put("state", trouble.state().name());
            text.put("cause", trouble.cause().name());
            text.put("detail", trouble.detail());
            session.sendMessage(new TextMessage(json.writeValueAsString(text)));
        }

        @Override
        public void turn(long nowNanos) throws IOException {
            if (nowNanos - pingedNanos <= PING_EVERY.toNanos()) return;
            pingedNanos = nowNanos;
            session.sendMessage(new PingMessage());
        }

        @Override
        public void end(End end) {
            senders.remove(session.getId());
            close(session, statusOf(end));
        }
    }

    private static void close(WebSocketSession session, CloseStatus status) {
        try {
            session.close(status);
        } catch (IOException | IllegalStateException e) {
            log.debug("closing a viewer: {}", e.toString());
        }
    }

    private static CloseStatus statusOf(End end) {
        return switch (end) {
            case LEFT -> CloseStatus.NORMAL;
            case RIGHT_ENDED -> RIGHT_ENDED;
            case UNKNOWN_CAMERA -> UNKNOWN_CAMERA;
            case CONFIGURED_ANEW -> CloseStatus.SERVICE_RESTARTED;
            case TOO_SLOW -> TOO_SLOW;
        };
    }
}
