package metro.cctv.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import metro.cctv.contracts.live.LiveBegin;

/** One viewer on the live WebSocket. */
final class LiveClient implements WebSocket.Listener, AutoCloseable {
    private final List<String> texts = new CopyOnWriteArrayList<>();
    private final List<byte[]> messages = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final Instant openedAt = Instant.now();
    private volatile Instant firstFragmentAt;
    private volatile Instant lastMediaAt;
    private WebSocket socket;

    static LiveClient open(HttpClient http, int port, String camera, String stream, String ticket, String bearer) {
        var client = new LiveClient();
        client.socket =
                connect(http, port, camera, stream, ticket, bearer, client).join();
        return client;
    }

    /** @return the HTTP status of the refusal */
    static int refusal(HttpClient http, int port, String camera, String ticket, String bearer) {
        try {
            connect(http, port, camera, "sub", ticket, bearer, new LiveClient()).join();
            return 101;
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused)
                return refused.getResponse().statusCode();
            throw e;
        }
    }

    private static CompletableFuture<WebSocket> connect(
            HttpClient http, int port, String camera, String stream, String ticket, String bearer, LiveClient client) {
        String query = "?stream=" + stream + (ticket == null ? "" : "&ticket=" + ticket);
        WebSocket.Builder builder = http.newWebSocketBuilder();
        if (bearer != null) builder.header("Authorization", bearer);
        builder.header(LiveBegin.HEADER, LiveBegin.ASKED);
        return builder.buildAsync(URI.create("ws://127.0.0.1:" + port + "/api/live/" + camera + "/ws" + query), client);
    }

    /** As the gateway does: it reads by the same client of the JDK. */
    @Override
    public void onOpen(WebSocket webSocket) {
        webSocket.request(1);
        webSocket.sendText(LiveBegin.ASK, true);
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        texts.add(data.toString());
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
        var bytes = new byte[data.remaining()];
        data.get(bytes);
        partial.writeBytes(bytes);
        if (last) {
            messages.add(partial.toByteArray());
            partial.reset();
            lastMediaAt = Instant.now();
            if (messages.size() == 2) firstFragmentAt = lastMediaAt;
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closed.complete(statusCode);
        return null;
    }

    void awaitFragments(int count) {
        await().atMost(Duration.ofSeconds(10)).until(() -> messages.size() > count);
    }

    int awaitClose(Duration patience) throws Exception {
        return closed.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    List<String> texts() {
        return texts;
    }

    String binary(int message, int from, int to) {
        return new String(messages.get(message), from, to - from);
    }

    Duration firstFragmentAfter() {
        assertThat(firstFragmentAt).isNotNull();
        return Duration.between(openedAt, firstFragmentAt);
    }

    Instant lastMediaAt() {
        return lastMediaAt;
    }

    byte[] everything() {
        var all = new ByteArrayOutputStream();
        messages.forEach(all::writeBytes);
        return all.toByteArray();
    }

    @Override
    public void close() {
        socket.abort();
    }
}
