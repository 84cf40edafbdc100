package metro.cctv.ingest.session;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import metro.cctv.contracts.camera.StreamAddress;
import metro.cctv.contracts.health.StreamHealthChanged.Stream;

/** The few threads that all sessions share, and how to open one. */
public final class RtspSessions implements AutoCloseable {
    private final MultiThreadIoEventLoopGroup loops;
    private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
    private final StreamPull.Shared shared;
    private final Map<EventExecutor, Long> beats = new ConcurrentHashMap<>();

    /** @param threads event loops; a camera stays on one for good */
    public RtspSessions(int threads, SessionSettings settings, Clock clock) {
        loops = new MultiThreadIoEventLoopGroup(threads, new DefaultThreadFactory("session", true), Sockets.handlers());
        shared =
                new StreamPull.Shared(settings, new DialPacer(settings.dialsPerSecond()), clientTls(), blocking, clock);
        for (EventExecutor loop : loops) {
            beats.put(loop, System.nanoTime());
            loop.scheduleAtFixedRate(() -> beats.put(loop, System.nanoTime()), 1, 1, TimeUnit.SECONDS);
        }
    }

    public EventLoop nextLoop() {
        return loops.next();
    }

    /** Not yet dialling: call {@link StreamPull#start}. */
    public StreamPull pull(
            String cameraId,
            Stream stream,
            StreamAddress address,
            Login login,
            EventLoop loop,
            AccessUnitSink sink,
            Consumer<StreamStatus> onStateChange) {
        return new StreamPull(cameraId, stream, address, login, loop, shared, sink, onStateChange);
    }

    /** For how long the slowest loop has not turned; seconds here mean that something blocks it. */
    public Duration longestStandstill() {
        long now = System.nanoTime();
        long oldest = beats.values().stream()
                .mapToLong(beat -> Math.max(0, now - beat))
                .max()
                .orElse(0);
        return Duration.ofNanos(oldest);
    }

    @Override
    public void close() {
        loops.shutdownGracefully(200, 3000, TimeUnit.MILLISECONDS).awaitUninterruptibly(4000);
        blocking.shutdownNow();
    }

    /** Trusts what the JVM trusts, and checks the host name. */
    private static SslContext clientTls() {
        try {
            return SslContextBuilder.forClient()
                    .endpointIdentificationAlgorithm("HTTPS")
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException("TLS for rtsps cannot be set up", e);
        }
    }
}
