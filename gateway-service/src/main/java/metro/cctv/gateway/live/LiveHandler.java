package metro.cctv.gateway.live;

import jakarta.websocket.Session;
import java.util.Objects;
import metro.cctv.gateway.settings.GatewayProperties;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.standard.StandardWebSocketSession;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;

/** The client's half of a live picture. Binary messages from clients are not expected and close the socket. */
@Component
class LiveHandler extends AbstractWebSocketHandler {
    private static final int COMMAND_BYTES = 4096;

    private final long slowClientMs;

    LiveHandler(GatewayProperties gateway) {
        this.slowClientMs = gateway.route().slowClientWithin().toMillis();
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession session) {
        session.setTextMessageSizeLimit(COMMAND_BYTES);
        if (session instanceof StandardWebSocketSession standard) {
            Session tomcat = standard.getNativeSession(Session.class);
            if (tomcat != null)
                tomcat.getUserProperties().put("org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT", slowClientMs);
        }
        bridge(session).attach(session);
    }

    @Override
    protected void handleTextMessage(WebSocketSession session, TextMessage message) {
        bridge(session).inwards(message.getPayload());
    }

    @Override
    protected void handleBinaryMessage(WebSocketSession session, BinaryMessage message) {
        bridge(session).end(CloseStatus.NOT_ACCEPTABLE);
    }

    @Override
    public void handleTransportError(WebSocketSession session, Throwable error) {
        bridge(session).end(CloseStatus.SESSION_NOT_RELIABLE);
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
        bridge(session).end(CloseStatus.NORMAL);
    }

    private static LiveBridge bridge(WebSocketSession session) {
        return (LiveBridge) Objects.requireNonNull(session.getAttributes().get(LiveHandshake.BRIDGE));
    }
}
