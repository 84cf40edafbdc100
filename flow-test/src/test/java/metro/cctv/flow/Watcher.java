package metro.cctv.flow;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A live picture by WebSocket that stays open over the end of a case, and knows how it was closed. */
final class Watcher implements WebSocket.Listener, AutoCloseable {
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicInteger closed = new AtomicInteger();
    private final HttpClient http = HttpClient.newHttpClient();

    /** @param token for an address without a ticket */
    static Watcher open(URI address, Optional<String> token) {
        var watcher = new Watcher();
        WebSocket.Builder builder = watcher.http.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(5));
        token.ifPresent(value -> builder.header("Authorization", "Bearer " + value));
        builder.buildAsync(URI.create(address.toString().replaceFirst("^http", "ws")), watcher)
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
        return watcher;
    }

    long bytes() {
        return bytes.get();
    }

    /** Of RFC 6455, 1006 when the connection broke; 0: still open. */
    int closeCode() {
        return closed.get();
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
        bytes.addAndGet(data.remaining());
        socket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        closed.compareAndSet(0, code);
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable failure) {
        closed.compareAndSet(0, 1006);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
