package metro.cctv.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.SignedJWT;
import java.io.ByteArrayOutputStream;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import metro.cctv.contracts.live.LiveBegin;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Live pictures through the gateway, against a real WebSocket server in ingest's place. */
@GatewayTest
class LiveIT {
    @LocalServerPort
    int port;

    @Test
    void textAndPicturesGoBothWaysAndTheCloseCodeComesBack() throws Exception {
        var kim = kim();
        var player = new Player();
        WebSocket socket = open(kim, "/api/live/c1/ws?stream=sub", origin(), player);
        await().untilAsserted(() -> assertThat(player.pictures).hasSize(1));
        assertThat(player.texts).containsExactly("{\"type\":\"start\"}");
        assertThat(player.pictures.getFirst()).isEqualTo(StubService.picture());
        StubService.Seen seen = Stage.INGEST.last();
        assertThat(seen.query()).isEqualTo("stream=sub");
        assertThat(seen.header(LiveBegin.HEADER)).isEqualTo(LiveBegin.ASKED);
        assertThat(seen.headers().keySet()).doesNotContain("cookie");
        assertThat(SignedJWT.parse(seen.header("authorization").substring(7))
                        .getJWTClaimsSet()
                        .getSubject())
                .isEqualTo("kim");

        socket.sendText("hello", true).join();
        await().untilAsserted(() -> assertThat(player.texts).contains("echo hello"));
        socket.sendText("close", true).join();
        assertThat(player.closed.get(5, TimeUnit.SECONDS)).isEqualTo(4403);
        await().until(() -> Stage.INGEST.socketsOpen.get() == 0);
    }

    @Test
    void aForeignPageMayNotUseALogin() {
        var kim = kim();
        int before = Stage.INGEST.seen.size();
        for (String origin : List.of("http://evil.example", "http://127.0.0.1:1", "null", "https://127.0.0.1"))
            assertThat(refused(kim, "/api/live/c1/ws", origin)).isEqualTo(403);
        assertThat(refused(kim, "/api/live/c1/ws", null)).isEqualTo(403);
        assertThat(Stage.INGEST.seen).hasSize(before);
    }

    @Test
    void nobodyGetsNothing() {
        assertThat(refused(new Visitor(port), "/api/live/c1/ws", origin())).isEqualTo(401);
        assertThat(kim().get("/api/live/c1/ws").statusCode()).isEqualTo(400);
    }

    @Test
    void whatIngestRefusesIsRefused() {
        assertThat(refused(kim(), "/api/live/unknown/ws", origin())).isEqualTo(404);
        assertThat(refused(kim(), "/api/live/forbidden/ws", origin())).isEqualTo(403);
    }

    @Test
    void aTicketNeedsNoLoginAndTakesNoneAlong() {
        var player = new Player();
        open(new Visitor(port), "/api/live/c1/ws?ticket=T0P", "http://agency.example", player);
        await().untilAsserted(() -> assertThat(player.pictures).hasSize(1));
        assertThat(Stage.INGEST.last().query()).isEqualTo("ticket=T0P");
        assertThat(Stage.INGEST.last().headers().keySet()).doesNotContain("authorization", "cookie");
        player.socket.abort();
        await().atMost(Duration.ofSeconds(60)).until(() -> Stage.INGEST.socketsOpen.get() == 0);
    }

    @Test
    void thePictureEndsWithTheSession() throws Exception {
        var kim = kim();
        var player = new Player();
        open(kim, "/api/live/c1/ws", origin(), player);
        await().untilAsserted(() -> assertThat(player.pictures).hasSize(1));
        kim.logout();
        assertThat(player.closed.get(5, TimeUnit.SECONDS))
                .isIn(4401, 1008); // ours, or Tomcat's, which knows of the log-out too
        await().until(() -> Stage.INGEST.socketsOpen.get() == 0);
    }

    @Test
    void aPlayerThatTakesNothingIsCutAndNothingPilesUp() throws Exception {
        var kim = kim();
        var player = new Player();
        player.takes = false;
        open(kim, "/api/live/c1/ws", origin(), player);
        await().until(() -> Stage.INGEST.socketsOpen.get() == 1);
        var camera = Stage.INGEST.sockets.getLast();
        var sent = new AtomicInteger();
        var flood = Thread.ofVirtual().start(() -> {
            try {
                while (camera.isOpen()) {
                    camera.getBasicRemote().sendBinary(ByteBuffer.wrap(StubService.picture()));
                    sent.incrementAndGet();
                }
            } catch (java.io.IOException | IllegalStateException e) {
                // the gateway hung up: that is the point
            }
        });
        await().atMost(Duration.ofSeconds(60)).until(() -> Stage.INGEST.socketsOpen.get() == 0);
        flood.interrupt();
        assertThat(sent.get())
                .as("pictures of 300 KB that fit into sockets' buffers")
                .isLessThan(200);
    }

    private Visitor kim() {
        return Visitor.loggedIn(port, "kim", Stage.OPERATOR_PASSWORD);
    }

    private String origin() {
        return "http://127.0.0.1:" + port;
    }

    private static WebSocket open(Visitor visitor, String path, String origin, Player player) {
        WebSocket.Builder builder = visitor.socket();
        if (origin != null) builder.header("Origin", origin);
        return builder.buildAsync(visitor.socketAddress(path), player).join();
    }

    private static int refused(Visitor visitor, String path, String origin) {
        try {
            open(visitor, path, origin, new Player()).abort();
            return 101;
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException handshake)
                return handshake.getResponse().statusCode();
            throw e;
        }
    }

    private static final class Player implements WebSocket.Listener {
        final List<String> texts = new CopyOnWriteArrayList<>();
        final List<byte[]> pictures = new CopyOnWriteArrayList<>();
        final CompletableFuture<Integer> closed = new CompletableFuture<>();
        volatile WebSocket socket;
        volatile boolean takes = true;
        private final StringBuilder text = new StringBuilder();
        private final ByteArrayOutputStream picture = new ByteArrayOutputStream();

        @Override
        public void onOpen(WebSocket opened) {
            socket = opened;
            if (takes) opened.request(1);
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                texts.add(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
            try {
                Channels.newChannel(picture).write(data);
            } catch (java.io.IOException e) {
                throw new AssertionError(e);
            }
            if (last) {
                pictures.add(picture.toByteArray());
                picture.reset();
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closed.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            closed.completeExceptionally(error);
        }
    }
}
