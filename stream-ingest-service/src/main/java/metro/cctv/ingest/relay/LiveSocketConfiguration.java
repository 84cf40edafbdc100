package metro.cctv.ingest.relay;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.server.standard.ServletServerContainerFactoryBean;

/** The live WebSocket's place. Foreign origins are refused at the gateway, the only one that reaches this port. */
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
public class LiveSocketConfiguration implements WebSocketConfigurer {
    private static final int MAX_FROM_VIEWER = 1024;

    private final LiveSocket socket;
    private final LiveHandshake handshake;

    public LiveSocketConfiguration(LiveSocket socket, LiveHandshake handshake) {
        this.socket = socket;
        this.handshake = handshake;
    }

    @Override
    public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
        registry.addHandler(socket, "/api/live/*/ws").addInterceptors(handshake).setAllowedOriginPatterns("*");
    }

    /** Viewers have nothing to say: what they may send is tiny. */
    @Bean
    ServletServerContainerFactoryBean webSocketContainer() {
        var container = new ServletServerContainerFactoryBean();
        container.setMaxTextMessageBufferSize(MAX_FROM_VIEWER);
        container.setMaxBinaryMessageBufferSize(MAX_FROM_VIEWER);
        return container;
    }
}
