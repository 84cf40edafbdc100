package metro.cctv.gateway.live;

import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import metro.cctv.contracts.live.LiveBegin;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PingMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;

/**
 * One live picture: what ingest sends goes to the client piece by piece, and the next piece is asked for only after
 * the last was written. So nothing piles up here; a slow client slows ingest's socket, and one that takes nothing for
 * {@code slowClientWithin} is cut by the container.
 */
class LiveBridge implements WebSocket.Listener {
    private static final Logger log = LoggerFactory.getLogger(LiveBridge.class);
    private static final Duration INWARDS = Duration.ofSeconds(5);

    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicBoolean asked = new AtomicBoolean();
    private final Runnable onEnd;
    private final Object inwardsOrder = new Object();
    private CompletableFuture<@Nullable WebSocket> lastInwards = CompletableFuture.completedFuture(null);
    private volatile @Nullable WebSocket upstream;
    private volatile @Nullable WebSocketSession client;

    /** @param onEnd called once */
    LiveBridge(Runnable onEnd) {
        this.onEnd = onEnd;
    }

    @Override
    public void onOpen(WebSocket socket) {
        upstream = socket;
        if (ended.get()) socket.abort();
        else askForTheFirst();
    }

    void attach(WebSocketSession session) {
        client = session;
        if (ended.get()) closeClient(CloseCodes.LOST);
        else askForTheFirst();
    }

    /** Not before the client is there to take it. Its handshake may be over before the JDK's client tells that ours is. */
    private void askForTheFirst() {
        WebSocket open = upstream;
        if (open == null || client == null || !asked.compareAndSet(false, true)) return;
        open.request(1);
        send(open, LiveBegin.ASK)
                .orTimeout(INWARDS.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((sent, failure) -> {
                    if (failure != null) end(CloseCodes.LOST);
                });
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        outwards(socket, new TextMessage(data, last));
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
        outwards(socket, new BinaryMessage(data, last));
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        end(CloseCodes.outwards(code, reason));
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        log.debug("The inner live socket failed: {}", error.toString());
        end(CloseCodes.LOST);
    }

    /** Small commands of the player; the container has bounded their size. */
    void inwards(String text) {
        WebSocket open = upstream;
        if (open == null || ended.get()) return;
        try {
            send(open, text).get(INWARDS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end(CloseCodes.LOST);
        } catch (ExecutionException | TimeoutException e) {
            end(CloseCodes.LOST);
        }
    }

    /** One after the other: the JDK's socket refuses a text while another one is being sent. */
    private CompletableFuture<@Nullable WebSocket> send(WebSocket open, String text) {
        synchronized (inwardsOrder) {
            lastInwards = lastInwards.thenCompose(before -> open.sendText(text, true));
            return lastInwards;
        }
    }

    /** A client that vanished without a word is noticed even while the camera gives no picture. */
    void ping() {
        WebSocketSession session = client;
        if (session == null || !session.isOpen()) return;
        try {
            session.sendMessage(new PingMessage());
        } catch (IOException | IllegalStateException e) {
            end(CloseStatus.SESSION_NOT_RELIABLE);
        }
    }

    boolean isAttached() {
        return client != null;
    }

    boolean hasEnded() {
        return ended.get();
    }

    /** Both sides, whatever state they are in. */
    void end(CloseStatus towardsClient) {
        if (!ended.compareAndSet(false, true)) return;
        closeClient(towardsClient);
        WebSocket open = upstream;
        if (open != null) open.abort();
        onEnd.run();
    }

    private void outwards(WebSocket socket, WebSocketMessage<?> message) {
        WebSocketSession session = client;
        if (session == null || ended.get()) return;
        try {
            session.sendMessage(message);
            socket.request(1);
        } catch (IOException | IllegalStateException e) {
            end(CloseStatus.SESSION_NOT_RELIABLE);
        }
    }

    private void closeClient(CloseStatus status) {
        WebSocketSession session = client;
        if (session == null) return;
        try {
            session.close(status);
        } catch (IOException | IllegalStateException e) {
            log.debug("The client's live socket would not close: {}", e.toString());
        }
    }
}
