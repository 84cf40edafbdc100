package metro.cctv.ingest.session;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import metro.cctv.contracts.camera.StreamAddress;
import metro.cctv.contracts.camera.StreamAddress.Transport;
import metro.cctv.contracts.health.StreamHealthChanged.Cause;
import metro.cctv.contracts.health.StreamHealthChanged.State;
import metro.cctv.contracts.health.StreamHealthChanged.Stream;
import metro.cctv.ingest.camera.Credentials;
import metro.cctv.ingest.media.AccessUnit;
import metro.cctv.ingest.media.ParameterSets;
import metro.cctv.ingest.media.VideoFormat;
import metro.cctv.ingest.session.SessionDescription.VideoTrack;
import org.jspecify.annotations.Nullable;

/**
 * Pulls one stream for as long as it is wanted: dials, watches, redials without end. Everything but {@link #start},
 * {@link #stop} and {@link #status} happens on the camera's event loop, so nothing here is locked.
 */
public final class StreamPull {
    /**
     * A picture in one or two reads, from a pool that keeps such buffers: the default allocator made each read's anew, and
     * to free memory that threads share stops all of them for a moment (Java 25).
     */
    private static final int RECEIVE_BYTES = 64 * 1024;

    private static final Duration DATAGRAMS_WITHIN = Duration.ofSeconds(3);
    private static final Duration NO_DATAGRAMS_FOR = Duration.ofHours(1);

    private final String cameraId;
    private final Stream stream;
    private final CameraAddress address;
    private final Login login;
    private final EventLoop loop;
    private final Shared shared;
    private final AccessUnitSink sink;
    private final Consumer<StreamStatus> onStateChange;

    /** Media time 0 of this stream by our clock, 90 kHz. */
    private final long originTicks;

    private boolean wanted;
    private boolean refused;
    private long noDatagramsUntilNanos;
    private boolean datagramsFailed;
    private int failures;
    private @Nullable Connection connection;
    private @Nullable ScheduledFuture<?> nextDial;

    private State state = State.CONNECTING;
    private Cause cause = Cause.NONE;
    private String detail = "";
    private Instant since;
    private long bytes;
    private long frames;
    private long clockOffsetMs;
    private long lastDecodeTime90k;
    private @Nullable VideoFormat format;
    private volatile StreamStatus status;

    /** What all pulls of the process share. */
    record Shared(SessionSettings settings, DialPacer pacer, SslContext tls, Executor blocking, Clock clock) {}

    StreamPull(
            String cameraId,
            Stream stream,
            StreamAddress address,
            Login login,
            EventLoop loop,
            Shared shared,
            AccessUnitSink sink,
            Consumer<StreamStatus> onStateChange) {
        this.cameraId = cameraId;
        this.stream = stream;
        this.address = CameraAddress.of(address);
        this.login = login;
        this.loop = loop;
        this.shared = shared;
        this.sink = sink;
        this.onStateChange = onStateChange;
        this.since = shared.clock().instant();
        this.originTicks = Math.round(since.toEpochMilli() * 90.0);
        this.status = snapshot(0, null);
    }

    public void start() {
        loop.execute(() -> {
            wanted = true;
            publish();
            schedule(Duration.ZERO);
        });
    }

    /** Ends the session with TEARDOWN and does not come back. @return completes when the camera's connection is closed */
    public CompletableFuture<?> stop() {
        var closed = new CompletableFuture<Boolean>();
        loop.execute(() -> {
            Connection last = connection;
            connection = null;
            if (last == null) closed.complete(true);
            else last.close(closed);
            if (!wanted) return;
            wanted = false;
            if (nextDial != null) nextDial.cancel(false);
            change(State.OFFLINE, Cause.STOPPED, "stopped by configuration");
        });
        return closed;
    }

    /** As of the last second, from any thread. */
    public StreamStatus status() {
        return status;
    }

    private void schedule(Duration wait) {
        nextDial = loop.schedule(this::queue, wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Only now, when the wait is over: a place taken ahead would keep everybody behind it. */
    private void queue() {
        if (!wanted) return;
        Duration turn = shared.pacer().reserve(System.nanoTime());
        nextDial = loop.schedule(this::prepare, turn.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void prepare() {
        if (!wanted) return;
        login.credentials(refused)
                .whenCompleteAsync(
                        (found, failure) -> {
                            if (!wanted || connection != null) return;
                            if (found == null)
                                failed(
                                        new SessionFailure(Cause.UNREACHABLE, "the registry gives no credentials now"),
                                        Duration.ZERO);
                            else resolve(found);
                        },
                        loop);
    }

    /** Names are looked up elsewhere: a slow name server must not hold up the other cameras of this loop. */
    private void resolve(Optional<Credentials> credentials) {
        CompletableFuture.supplyAsync(() -> new InetSocketAddress(address.host(), address.port()), shared.blocking())
                .whenCompleteAsync(
                        (target, failure) -> {
                            if (!wanted || connection != null) return;
                            if (target == null || target.isUnresolved())
                                failed(
                                        new SessionFailure(Cause.UNREACHABLE, "the host name is unknown"),
                                        Duration.ZERO);
                            else dial(target, credentials);
                        },
                        loop);
    }

    private void dial(InetSocketAddress target, Optional<Credentials> credentials) {
        var dialling = new Connection(credentials.orElse(null));
        connection = dialling;
        new Bootstrap()
                .group(loop)
                .channel(Sockets.connection())
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        shared.settings().connectTimeout().toMillis())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(RECEIVE_BYTES))
                .handler(dialling.initializer())
                .connect(target)
                .addListener(done -> {
                    if (!done.isSuccess()) dialling.unreachable(done.cause());
                });
    }

    /** As configured, but inside the RTSP connection for a while after a session in which no datagram came. */
    private CameraAddress transport() {
        if (datagramsFailed && System.nanoTime() - noDatagramsUntilNanos > 0) datagramsFailed = false;
        return datagramsFailed ? address.withoutDatagrams() : address;
    }

    private void failed(SessionFailure failure, Duration wasOnline) {
        connection = null;
        if (!wanted) return;
        refused = failure.reason() == Cause.AUTHENTICATION_FAILED;
        failures = BackoffPolicy.failuresAfter(failures, wasOnline);
        change(State.OFFLINE, failure.reason(), failure.detail());
        schedule(BackoffPolicy.wait(
                failures, failure.reason(), ThreadLocalRandom.current().nextDouble()));
    }

    private void change(State newState, Cause newCause, String newDetail) {
        boolean sameState = newState == state;
        if (!sameState) since = shared.clock().instant();
        boolean news = !sameState || newCause != cause;
        state = newState;
        cause = newCause;
        detail = newDetail;
        status = snapshot(0, connection);
        if (news) publish();
    }

    private void publish() {
        onStateChange.accept(status);
    }

    private StreamStatus snapshot(double fps, @Nullable Connection from) {
        VideoFormat known = format;
        return new StreamStatus(
                cameraId,
                stream,
                state,
                cause,
                detail,
                since,
                bytes,
                frames,
                fps,
                known == null ? null : known.codecs(),
                known == null ? 0 : known.width(),
                known == null ? 0 : known.height(),
                clockOffsetMs,
                from != null && from.usesDatagrams() ? Transport.UDP : Transport.TCP,
                from == null ? 0 : from.lostPackets(),
                from == null ? 0 : from.rejectedPackets());
    }

    /** One dial and what came of it. */
    private final class Connection implements RtspConversation.Media, RtpDepacketizer.Pictures {
        private final @Nullable Credentials credentials;
        private @Nullable RtspConversation conversation;
        private @Nullable Channel channel;
        private @Nullable ScheduledFuture<?> ticker;
        private @Nullable RtpDepacketizer depacketizer;
        private @Nullable StreamClock clock;
        private @Nullable ParameterSets parameterSets;
        private @Nullable VideoFormat current;
        private long lastPictureNanos = System.nanoTime();
        private long firstPictureNanos;
        private long lastKeyNanos;
        private long framesAtTick = frames;
        private double fps;
        private long bytesThisSecond;
        private long foreign;
        private boolean closed;

        Connection(@Nullable Credentials credentials) {
            this.credentials = credentials;
        }

        ChannelInitializer<Channel> initializer() {
            return new ChannelInitializer<>() {
                @Override
                protected void initChannel(Channel opened) {
                    var talk = new RtspConversation(
                            opened, transport(), credentials, shared.settings().answerTimeout(), Connection.this);
                    if (address.encrypted())
                        opened.pipeline()
                                .addLast(shared.tls().newHandler(opened.alloc(), address.host(), address.port()));
                    opened.pipeline().addLast(new RtspFramer(talk));
                    channel = opened;
                    conversation = talk;
                    opened.pipeline().addLast(new ChannelInboundHandlerAdapter() {
                        @Override
                        public void channelActive(ChannelHandlerContext ctx) {
                            begin(talk);
                        }
                    });
                }
            };
        }

        private void begin(RtspConversation talk) {
            if (closed) {
                talk.close();
                return;
            }
            lastPictureNanos = System.nanoTime();
            talk.start();
            ticker = loop.scheduleAtFixedRate(this::tick, 1, 1, TimeUnit.SECONDS);
        }

        void unreachable(Throwable failure) {
            if (closed) return;
            closed = true;
            boolean refusedByHost = failure instanceof ConnectException
                    && String.valueOf(failure.getMessage()).contains("refused");
            failed(
                    new SessionFailure(
                            refusedByHost ? Cause.REFUSED : Cause.UNREACHABLE,
                            refusedByHost
                                    ? "connection refused"
                                    : "cannot be reached: " + failure.getClass().getSimpleName()),
                    Duration.ZERO);
        }

        void close() {
            closed = true;
            if (ticker != null) ticker.cancel(false);
            if (conversation != null) conversation.close();
            else if (channel != null) channel.close();
        }

        boolean usesDatagrams() {
            return conversation != null && conversation.usesDatagrams();
        }

        /** A camera that does not take the good-bye is left after a second. */
        void close(CompletableFuture<Boolean> closed) {
            close();
            Channel open = channel;
            if (open == null) {
                closed.complete(true);
                return;
            }
            open.closeFuture().addListener(done -> closed.complete(true));
            loop.schedule(() -> open.close(), 1, TimeUnit.SECONDS);
        }

        long lostPackets() {
            return depacketizer == null ? 0 : depacketizer.lostPackets();
        }

        long rejectedPackets() {
            return foreign + (depacketizer == null ? 0 : depacketizer.rejectedPackets());
        }

        private void tick() {
            if (closed || conversation == null) return;
            long now = System.nanoTime();
            // Before the conversation reads on: what comes then belongs to the new second.
            bytesThisSecond = 0;
            if (channel != null) channel.config().setAutoRead(true);
            conversation.tick(now);
            if (closed) return;
            fps = 0.6 * fps + 0.4 * (frames - framesAtTick);
            framesAtTick = frames;
            status = snapshot(Math.round(fps * 10) / 10.0, this);
            Duration silent = Duration.ofNanos(now - lastPictureNanos);
            if (conversation.hearsNothing(now, DATAGRAMS_WITHIN)) noDatagrams(now);
            else if (silent.compareTo(shared.settings().stallAfter()) > 0) stalled(silent);
            else if (firstPictureNanos != 0
                    && now - lastKeyNanos > shared.settings().maxGop().toNanos())
                end(SessionFailure.protocol(
                        "no key frame for " + shared.settings().maxGop().toSeconds() + " s"));
        }

        private void noDatagrams(long now) {
            datagramsFailed = true;
            noDatagramsUntilNanos = now + NO_DATAGRAMS_FOR.toNanos();
            end(new SessionFailure(Cause.STALLED, "no datagram came: TCP for the next hour"));
        }

        private void stalled(Duration silent) {
            String what = current == null && depacketizer != null
                    ? "no parameter sets or no key frame"
                    : "no decodable picture";
            end(new SessionFailure(Cause.STALLED, what + " for " + silent.toSeconds() + " s"));
        }

        @Override
        public void onTrack(VideoTrack track) {
            parameterSets = new ParameterSets(track.codec());
            depacketizer = new RtpDepacketizer(track.codec(), track.payloadType(), this);
            clock = new StreamClock(track.clockRate(), resumeAt());
            track.parameterSets().forEach(this::onParameterSet);
        }

        /** The time line goes on where it was, plus the time that was lost. */
        private long resumeAt() {
            long resumed = Math.round(shared.clock().millis() * 90.0) - originTicks;
            return Math.max(lastDecodeTime90k + 1, resumed);
        }

        @Override
        public void onRtp(ByteBuf packet) {
            bytes += packet.readableBytes();
            bytesThisSecond += packet.readableBytes();
            if (bytesThisSecond * 8 > shared.settings().maxBitsPerSecond() && conversation != null)
                conversation.pause();
            if (depacketizer != null) depacketizer.packet(packet);
        }

        @Override
        public void onRtcp(ByteBuf packet) {
            SenderReport.cameraTimeMs(packet)
                    .ifPresent(time -> clockOffsetMs = time - shared.clock().millis());
        }

        @Override
        public void onForeignDatagram() {
            foreign++;
        }

        @Override
        public void onLoss() {
            if (depacketizer != null) depacketizer.damage();
        }

        @Override
        public void onEnd(SessionFailure failure) {
            end(failure);
        }

        private void end(SessionFailure failure) {
            if (closed) return;
            close();
            long online = firstPictureNanos == 0 ? 0 : System.nanoTime() - firstPictureNanos;
            failed(failure, Duration.ofNanos(online));
        }

        @Override
        public void onParameterSet(byte[] nal) {
            if (parameterSets != null) parameterSets.add(nal);
        }

        @Override
        public void onPicture(byte[] data, int length, boolean key, long rtpTimestamp) {
            if (closed || clock == null || parameterSets == null) return;
            if (key) current = parameterSets.atKeyFrame();
            if (current == null) return;
            if (key) lastKeyNanos = System.nanoTime();
            Instant now = shared.clock().instant();
            long arrived = ChronoUnit.MICROS.between(Instant.EPOCH, now);
            clock.next(rtpTimestamp, arrived);
            lastPictureNanos = System.nanoTime();
            lastDecodeTime90k = clock.decodeTime90k();
            frames++;
            format = current;
            if (firstPictureNanos == 0) {
                firstPictureNanos = lastPictureNanos;
                change(State.ONLINE, Cause.NONE, "");
            }
            sink.accept(new AccessUnit(
                    data,
                    length,
                    key,
                    clock.decodeTime90k(),
                    clock.compositionOffset90k(),
                    arrived,
                    clock.wallMicros(),
                    current));
        }
    }
}
