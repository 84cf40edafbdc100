package metro.cctv.ingest.rtsp;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.rtsp.RtspEncoder;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.File;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import metro.cctv.ingest.relay.LiveDoor;
import metro.cctv.ingest.relay.Viewers;
import metro.cctv.rtsp.RtspRequestAssembly;
import metro.cctv.rtsp.RtspRequestDecoder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import tools.jackson.databind.json.JsonMapper;

/**
 * The relay's cameras by RTSP 1.0, for whoever holds a grant's ticket. One event loop of its own, so that no viewer is ever
 * in the way of a camera.
 */
public final class LiveRtspServer implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(LiveRtspServer.class);
    private static final int BACKLOG = 128;

    private final RtspSettings settings;
    private final LiveDoor door;
    private final Viewers viewers;
    private final JsonMapper json;
    private final OtherOwners others;
    private final AgencySeats seats;
    private final Set<RtspConnection> connections = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Running running;

    private record Running(MultiThreadIoEventLoopGroup loops, int port) {}

    public LiveRtspServer(RtspSettings settings, LiveDoor door, Viewers viewers, JsonMapper json, OtherOwners others) {
        this.settings = settings;
        this.door = door;
        this.viewers = viewers;
        this.json = json;
        this.others = others;
        this.seats = new AgencySeats(settings.maxConnectionsPerAgency());
    }

    @Override
    public void start() {
        int port = settings.port();
        if (port < 0) return;
        SslContext tls = serverTls();
        if (tls == null && !settings.plain() && !isLoopback(settings.listen()))
            throw new IllegalStateException("RTSP on " + settings.listen()
                    + " needs a certificate (cctv.ingest.rtsp.certificate-file), or cctv.ingest.rtsp.plain=true on a"
                    + " network of its own");
        var loops =
                new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("rtsp", true), NioIoHandler.newFactory());
        try {
            Channel bound = listen(loops, tls, port);
            running = new Running(loops, ((InetSocketAddress) bound.localAddress()).getPort());
            long everyMs = Math.clamp(settings.loginWithin().toMillis() / 4, 100, 5_000);
            loops.next().scheduleWithFixedDelay(this::closeIdle, everyMs, everyMs, TimeUnit.MILLISECONDS);
        } catch (RuntimeException e) {
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw e;
        }
        log.info("{} on {}:{}", tls == null ? "RTSP" : "RTSPS", settings.listen(), port());
    }

    @Override
    public void stop() {
        Running stopping = running;
        running = null;
        if (stopping == null) return;
        connections.forEach(RtspConnection::close);
        stopping.loops().shutdownGracefully(200, 2_000, TimeUnit.MILLISECONDS).awaitUninterruptibly(3_000);
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    /** Where it listens. */
    public int port() {
        Running now = running;
        if (now == null) throw new IllegalStateException("RTSP is off");
        return now.port();
    }

    /** Clients that are connected now. */
    public int connections() {
        return connections.size();
    }

    LiveMethods methodsFor(RtspConnection connection) {
        return new LiveMethods(door, viewers, seats, connection, others);
    }

    /** @return false: too many */
    boolean opened(RtspConnection connection) {
        if (connections.size() >= settings.maxConnections()) {
            log.warn("RTSP: a client is turned away, {} are connected", connections.size());
            return false;
        }
        return connections.add(connection);
    }

    void closed(RtspConnection connection) {
        connections.remove(connection);
    }

    private void closeIdle() {
        long now = System.nanoTime();
        for (RtspConnection connection : connections)
            if (connection.isIdle(now, settings.loginWithin())) connection.close();
    }

    private Channel listen(MultiThreadIoEventLoopGroup loops, @Nullable SslContext tls, int port) {
        var bound = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        if (tls != null) channel.pipeline().addLast(tls.newHandler(channel.alloc()));
                        channel.pipeline()
                                .addLast(new RtspEncoder())
                                .addLast(new RtspRequestDecoder())
                                .addLast(new RtspRequestAssembly())
                                .addLast(new RtspConnection(LiveRtspServer.this, json));
                    }
                })
                .bind(settings.listen(), port)
                .awaitUninterruptibly();
        if (!bound.isSuccess())
            throw new IllegalStateException("RTSP cannot listen on " + settings.listen() + ":" + port, bound.cause());
        return bound.channel();
    }

    private @Nullable SslContext serverTls() {
        if (settings.certificateFile().isEmpty()) return null;
        try {
            return SslContextBuilder.forServer(
                            new File(settings.certificateFile()), new File(settings.privateKeyFile()))
                    .protocols("TLSv1.3", "TLSv1.2")
                    .build();
        } catch (SSLException | IllegalArgumentException e) {
            throw new IllegalStateException("The certificate or key of RTSPS cannot be read", e);
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
