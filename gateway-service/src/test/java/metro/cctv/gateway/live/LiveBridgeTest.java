package metro.cctv.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketSession;

/** The halves of a live picture come in either order. */
class LiveBridgeTest {
    private final List<String> upstream = new CopyOnWriteArrayList<>();
    private final List<String> client = new CopyOnWriteArrayList<>();
    private final CompletableFuture<WebSocket> sent = new CompletableFuture<>();
    private final LiveBridge bridge = new LiveBridge(() -> {});

    @Test
    void theFirstPieceIsAskedForOnceWhicheverHalfIsThereFirst() {
        bridge.onOpen(told(WebSocket.class, upstream));
        assertThat(upstream).isEmpty();
        bridge.attach(told(WebSocketSession.class, client));
        assertThat(upstream).containsExactly("request", "sendText begin");
        assertThat(client).isEmpty();
    }

    @Test
    void aClientThatIsFasterThanIngestIsNotSentAway() {
        bridge.attach(told(WebSocketSession.class, client));
        assertThat(client).isEmpty();
        bridge.onOpen(told(WebSocket.class, upstream));
        assertThat(upstream).containsExactly("request", "sendText begin");
        assertThat(client).isEmpty();
    }

    @Test
    void ingestIsHungUpOnWhenTheClientLeftMeanwhile() {
        bridge.attach(told(WebSocketSession.class, client));
        bridge.end(CloseStatus.NORMAL);
        bridge.onOpen(told(WebSocket.class, upstream));
        assertThat(upstream).containsExactly("abort");
    }

    @Test
    void aTextOfThePlayerWaitsForTheOneBefore() throws Exception {
        bridge.attach(told(WebSocketSession.class, client));
        bridge.onOpen(told(WebSocket.class, upstream));
        Thread player = Thread.ofVirtual().start(() -> bridge.inwards("hello"));
        assertThat(upstream).doesNotContain("sendText hello");
        sent.complete(null);
        player.join();
        assertThat(upstream).containsExactly("request", "sendText begin", "sendText hello");
        assertThat(client).isEmpty();
    }

    @Test
    void whatIngestCannotBeAskedForEndsBothHalves() {
        sent.completeExceptionally(new java.io.IOException("gone"));
        bridge.attach(told(WebSocketSession.class, client));
        bridge.onOpen(told(WebSocket.class, upstream));
        assertThat(upstream).contains("abort");
        assertThat(client).containsExactly("close");
    }

    /** Notes what is called. */
    private <T> T told(Class<T> type, List<String> calls) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    boolean text = method.getName().equals("sendText");
                    calls.add(text ? "sendText " + arguments[0] : method.getName());
                    return text ? sent : null;
                }));
    }
}
