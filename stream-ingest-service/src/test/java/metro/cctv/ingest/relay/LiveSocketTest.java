package metro.cctv.ingest.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import metro.cctv.chassis.audit.AuditTrail;
import metro.cctv.contracts.health.StreamHealthChanged.Stream;
import metro.cctv.contracts.live.LiveBegin;
import metro.cctv.ingest.relay.LiveDoor.Viewer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import tools.jackson.databind.json.JsonMapper;

/** When the first byte goes out: of a camera that nobody pulls it is the close. */
class LiveSocketTest {
    private final List<Integer> closed = new CopyOnWriteArrayList<>();
    private final LiveCameras cameras = new LiveCameras();
    private final Viewers viewers = new Viewers(
            new LiveDoor(
                    cameras,
                    new GrantBook(Clock.systemUTC()),
                    new AuditTrail(looked -> {}, Clock.systemUTC(), "ingest"),
                    Clock.systemUTC()),
            cameras,
            new RelaySettings(1 << 16, 10, 3, Duration.ofSeconds(30)));

    @AfterEach
    void noViewers() {
        viewers.close();
    }

    @Test
    void whoDoesNotWantToAskIsServedAtOnce() throws Exception {
        socket(Duration.ofHours(1)).afterConnectionEstablished(session(new HttpHeaders()));
        assertThat(closed).containsExactly(4404);
    }

    @Test
    void whoWantsToAskGetsNothingBefore() throws Exception {
        LiveSocket socket = socket(Duration.ofHours(1));
        WebSocketSession session = session(asked());
        socket.afterConnectionEstablished(session);
        assertThat(closed).isEmpty();
        socket.handleMessage(session, new TextMessage(LiveBegin.ASK));
        assertThat(closed).containsExactly(4404);
        socket.handleMessage(session, new TextMessage(LiveBegin.ASK));
        assertThat(closed).as("only the first one asks").containsExactly(4404);
    }

    @Test
    void whoNeverAsksIsClosed() throws Exception {
        socket(Duration.ofMillis(10)).afterConnectionEstablished(session(asked()));
        await().until(() -> closed.equals(List.of(1008)));
    }

    @Test
    void whoLeftBeforeAskingIsForgotten() throws Exception {
        LiveSocket socket = socket(Duration.ofHours(1));
        WebSocketSession session = session(asked());
        socket.afterConnectionEstablished(session);
        socket.afterConnectionClosed(session, CloseStatus.NORMAL);
        socket.handleMessage(session, new TextMessage(LiveBegin.ASK));
        assertThat(closed).isEmpty();
    }

    private LiveSocket socket(Duration askWithin) {
        return new LiveSocket(viewers, cameras, new JsonMapper(), askWithin);
    }

    private static HttpHeaders asked() {
        var headers = new HttpHeaders();
        headers.add(LiveBegin.HEADER, LiveBegin.ASKED);
        return headers;
    }

    /** Notes the code that it is closed with. */
    private WebSocketSession session(HttpHeaders handshake) {
        Map<String, Object> attributes =
                Map.of(LiveHandshake.VIEWER, Viewer.of("DJ-SEO-001", null, null), LiveHandshake.STREAM, Stream.SUB);
        return (WebSocketSession) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {WebSocketSession.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getId" -> "one";
                    case "getHandshakeHeaders" -> handshake;
                    case "getAttributes" -> attributes;
                    case "close" -> {
                        closed.add(((CloseStatus) arguments[0]).getCode());
                        yield null;
                    }
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
