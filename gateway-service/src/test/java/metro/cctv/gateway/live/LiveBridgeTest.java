package metro.cctv.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketSession;

/** The halves of a live picture come in either order. */
class LiveBridgeTest {
    private final List<String> upstream = new ArrayList<>();
    private final List<String> client = new ArrayList<>();
    private final LiveBridge bridge = new LiveBridge(() -> {});

    @Test
    void theFirstPieceIsAskedForOnceWhicheverHalfIsThereFirst() {
        bridge.onOpen(told(WebSocket.class, upstream));
        assertThat(upstream).isEmpty();
        bridge.attach(told(WebSocketSession.class, client));
        assertThat(upstream).containsExactly("request");
        assertThat(client).isEmpty();
    }

    @Test
    void aClientThatIsFasterThanIngestIsNotSentAway() {
        bridge.attach(told(WebSocketSession.class, client));
        assertThat(client).isEmpty();
        bridge.onOpen(told(WebSocket.class, upstream));
        assertThat(upstream).containsExactly("request");
        assertThat(client).isEmpty();
    }

    @Test
    void ingestIsHungUpOnWhenTheClientLeftMeanwhile() {
        bridge.attach(told(WebSocketSession.class, client));
        bridge.end(CloseStatus.NORMAL);
        bridge.onOpen(told(WebSocket.class, upstream));
        assertThat(upstream).containsExactly("abort");
    }

    /** Notes what is called. */
    private static <T> T told(Class<T> type, List<String> calls) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    calls.add(method.getName());
                    return null;
                }));
    }
}
