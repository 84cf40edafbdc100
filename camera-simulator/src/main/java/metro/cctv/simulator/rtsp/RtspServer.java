package metro.cctv.simulator.rtsp;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.rtsp.RtspEncoder;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import metro.cctv.rtsp.RtspRequestAssembly;
import metro.cctv.rtsp.RtspRequestDecoder;
import metro.cctv.rtsp.SessionState;
import metro.cctv.simulator.access.AuthScheme;
import metro.cctv.simulator.access.Authenticator;
import metro.cctv.simulator.access.Credentials;
import metro.cctv.simulator.video.EncodedLoop;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Many cameras on one port. One event loop thread serves them all. */
public final class RtspServer implements AutoCloseable {
    static final String NAME = "MetroCctvSimulator";

    private static final Logger log = LoggerFactory.getLogger(RtspServer.class);

    private final Settings settings;
    private final Authenticator authenticator;
    private final MultiThreadIoEventLoopGroup eventLoops;
    private final StreamDirectory streams = new StreamDirectory();
    private final Sessions sessions = new Sessions();
    private final Set<Channel> connections = new HashSet<>();
    private final DatagramPorts datagramPorts;
    private final int port;
    private @Nullable Channel listener;
    private boolean silent;

    /**
     * @param port 0: any free one
     * @param audio offer a track of silence
     * @param cachedKeyFrame viewers begin with the last key frame at once instead of waiting for the next
     */
    public record Settings(
            String host,
            int port,
            AuthScheme auth,
            @Nullable Credentials credentials,
            RtspLimits limits,
            boolean audio,
            boolean cachedKeyFrame) {}

    private RtspServer(Settings settings) throws IOException {
        this.settings = settings;
        this.authenticator = new Authenticator(
                settings.auth(),
                settings.credentials(),
                "Metro CCTV camera",
                Clock.systemUTC(),
                settings.limits().nonceLife());
        this.eventLoops =
                new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("rtsp", true), NioIoHandler.newFactory());
        try {
            this.datagramPorts = DatagramPorts.open(eventLoops, settings.host(), sessions::onReportFrom);
            Channel bound = listen(settings.port());
            this.port = ((InetSocketAddress) bound.localAddress()).getPort();
            this.listener = bound;
        } catch (IOException e) {
            eventLoops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw e;
        }
        long reapMs = Math.clamp(settings.limits().sessionTimeout().toMillis() / 4, 100, 5000);
        eventLoops.next().scheduleWithFixedDelay(this::reap, reapMs, reapMs, TimeUnit.MILLISECONDS);
    }

    public static RtspServer start(Settings settings) throws IOException {
        return new RtspServer(settings);
    }

    public int port() {
        return port;
    }

    /** Announces a stream that is not ready: until then its clients are told 503. */
    public void expect(String path) {
        onLoop(() -> streams.expect(path));
    }

    /**
     * @param path e.g. {@code /DJ-YUS-001/main}
     * @param startedNanos the moment of frame 0 by {@link System#nanoTime}
     */
    public void publish(String path, EncodedLoop loop, long startedNanos) {
        publish(path, loop, startedNanos, null);
    }

    /** @param detour what is shown while the lens looks elsewhere; null: it never does */
    public void publish(String path, EncodedLoop loop, long startedNanos, @Nullable Detour detour) {
        LiveStream stream = new LiveStream(
                eventLoops.next(),
                NAME,
                loop,
                new LiveStream.StreamStart(startedNanos, settings.cachedKeyFrame()),
                path.hashCode(),
                detour);
        onLoop(() -> streams.publish(path, stream));
    }

    /** Sessions that are being sent media now. */
    public int viewers() {
        int[] count = new int[1];
        onLoop(() -> count[0] = (int) sessions.all().stream()
                .filter(session -> session.state() == SessionState.PLAYING)
                .count());
        return count[0];
    }

    /** Of the stream that had the most at the same time, since it was published. */
    public int mostViewersOfAStream() {
        int[] most = new int[1];
        onLoop(() -> streams.all().forEach(stream -> most[0] = Math.max(most[0], stream.mostViewers())));
        return most[0];
    }

    /** Fault: connections stay open, nothing is answered or sent. */
    public void silence(boolean on) {
        onLoop(() -> {
            silent = on;
            streams.all().forEach(stream -> stream.silence(on));
        });
    }

    /** The same for one stream. */
    public void silence(String path, boolean on) {
        onLoop(() -> Objects.requireNonNull(streams.find(path), path).silence(on));
    }

    /** Fault: the port is closed and all connections are reset. */
    public void refuse() {
        onLoop(() -> {
            if (listener != null) listener.close();
            listener = null;
            resetAll();
        });
    }

    /** Ends {@link #refuse}: the same port again. */
    public void accept() throws IOException {
        if (listener == null) listener = listen(port);
    }

    /** Fault: all connections are reset (RST), new ones are welcome. */
    public void reset() {
        onLoop(this::resetAll);
    }

    @Override
    public void close() {
        eventLoops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    boolean isSilent() {
        return silent;
    }

    boolean hasAudio() {
        return settings.audio();
    }

    RtspLimits limits() {
        return settings.limits();
    }

    Authenticator authenticator() {
        return authenticator;
    }

    StreamDirectory streams() {
        return streams;
    }

    Sessions sessions() {
        return sessions;
    }

    DatagramPorts datagramPorts() {
        return datagramPorts;
    }

    ChannelHandlerContext beforeEncoder(ChannelHandlerContext ctx) {
        return ctx.pipeline().context(RtspEncoder.class);
    }

    void opened(Channel connection) {
        if (connections.size() >= settings.limits().maxConnections()) {
            log.warn("{}: closed, {} connections are open", connection, connections.size());
            connection.close();
            return;
        }
        connections.add(connection);
    }

    void closed(Channel connection) {
        connections.remove(connection);
        for (Session session : sessions.of(connection)) if (session.boundToConnection()) sessions.end(session);
    }

    private Channel listen(int onPort) throws IOException {
        var bound = new ServerBootstrap()
                .group(eventLoops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(
                        ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new WriteBufferWaterMark(
                                settings.limits().maxQueuedBytes() / 2,
                                settings.limits().maxQueuedBytes()))
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline()
                                .addLast(new RtspEncoder())
                                .addLast(new RtspRequestDecoder())
                                .addLast(new RtspRequestAssembly())
                                .addLast(new RtspConnection(RtspServer.this, new RtspMethodHandler(RtspServer.this)));
                    }
                })
                .bind(settings.host(), onPort)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) throw new IOException("RTSP on " + settings.host() + ":" + onPort, bound.cause());
        return bound.channel();
    }

    private void reap() {
        long now = System.nanoTime();
        for (Session session : sessions.all()) {
            if (session.silentForNanos(now)
                    <= settings.limits().sessionTimeout().toNanos()) continue;
            log.info("{}: session timed out", session.connection());
            boolean withConnection = session.boundToConnection();
            sessions.end(session);
            if (withConnection) session.connection().close();
        }
        for (Channel connection : List.copyOf(connections)) {
            RtspConnection handler = connection.pipeline().get(RtspConnection.class);
            if (handler != null
                    && sessions.of(connection).isEmpty()
                    && handler.silentForNanos(now)
                            > settings.limits().silenceTimeout().toNanos()) connection.close();
        }
    }

    private void resetAll() {
        sessions.all().forEach(sessions::end);
        for (Channel connection : List.copyOf(connections)) {
            connection.config().setOption(ChannelOption.SO_LINGER, 0);
            connection.close();
        }
    }

    private void onLoop(Runnable task) {
        eventLoops.next().submit(task).syncUninterruptibly();
    }
}
