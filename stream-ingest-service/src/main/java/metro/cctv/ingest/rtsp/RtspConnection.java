package metro.cctv.ingest.rtsp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.rtsp.RtspEncoder;
import io.netty.handler.codec.rtsp.RtspHeaderNames;
import io.netty.handler.codec.rtsp.RtspResponseStatuses;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import metro.cctv.ingest.relay.ViewProblems;
import metro.cctv.ingest.relay.ViewRefused;
import metro.cctv.ingest.relay.Viewers;
import metro.cctv.rtsp.InterleavedFrame;
import metro.cctv.rtsp.MediaFrame;
import metro.cctv.rtsp.RtspAnswer;
import metro.cctv.rtsp.RtspRefusal;
import metro.cctv.rtsp.RtspRubbish;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * One client's connection. Requests are worked on one after the other, each by a virtual thread: the door may wait, the event
 * loop may not.
 */
final class RtspConnection extends SimpleChannelInboundHandler<Object> {
    static final Duration SESSION_TIMEOUT = Duration.ofSeconds(60);

    private static final Logger log = LoggerFactory.getLogger(RtspConnection.class);
    private static final int MAX_WAITING = 16;
    private static final int MAX_REFUSED_TICKETS = 5;

    private final LiveRtspServer server;
    private final JsonMapper json;
    private final LiveMethods methods;
    private final long openedNanos = System.nanoTime();
    private final Queue<Task> waiting = new ArrayDeque<>();
    private @Nullable ChannelHandlerContext context;
    private boolean busy;
    private boolean refused;
    private int refusedTickets;
    private volatile long requestNanos = openedNanos;

    @FunctionalInterface
    private interface Task {
        void run() throws InterruptedException;
    }

    RtspConnection(LiveRtspServer server, JsonMapper json) {
        this.server = server;
        this.json = json;
        this.methods = server.methodsFor(this);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    /** Plays nothing for so long that its place is better given to another. A playing one shows its life by reading. */
    boolean isIdle(long nowNanos, Duration loginWithin) {
        if (!methods.isAdmitted()) return nowNanos - openedNanos > loginWithin.toNanos();
        if (methods.isPlaying()) return false;
        Duration patience = methods.hasSessions() ? SESSION_TIMEOUT : loginWithin;
        return nowNanos - requestNanos > patience.toNanos();
    }

    boolean isOpen() {
        return channel().isActive();
    }

    ByteBufAllocator allocator() {
        return channel().alloc();
    }

    String localAddress() {
        return addressOf(channel().localAddress());
    }

    String remoteAddress() {
        return addressOf(channel().remoteAddress());
    }

    /** Waits until the socket took it: what else is to be sent waits in the viewer's queue, which is bounded. */
    void sendMedia(ByteBuf media) throws IOException, InterruptedException {
        var done = new CompletableFuture<Boolean>();
        beforeEncoder().writeAndFlush(media).addListener(written -> {
            if (written.isSuccess()) done.complete(true);
            else done.completeExceptionally(written.cause());
        });
        try {
            done.get(Viewers.SEND_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("the viewer does not read", e);
        } catch (ExecutionException e) {
            throw new IOException("the connection broke", e.getCause());
        }
    }

    /** So small and so rare that nobody waits for it. */
    void sendReport(int channel, byte[] packet) {
        beforeEncoder().writeAndFlush(interleaved(channel, packet));
    }

    private ByteBuf interleaved(int channel, byte[] packet) {
        return allocator()
                .buffer(MediaFrame.INTERLEAVED_HEADER_BYTES + packet.length)
                .writeByte('$')
                .writeByte(channel)
                .writeShort(packet.length)
                .writeBytes(packet);
    }

    void answer(FullHttpResponse answer) {
        ctx().writeAndFlush(answer);
    }

    /** The answer belongs to that request. */
    void stamp(HttpRequest request, FullHttpResponse answer) {
        String sequence = request.headers().get(RtspHeaderNames.CSEQ);
        if (sequence != null) answer.headers().set(RtspHeaderNames.CSEQ, sequence);
    }

    /** The picture ended, and not by the client's wish. A connection without another session ends with it. */
    void over(LiveSession session, byte[] goodbye, int channel) {
        methods.over(session);
        var sent = beforeEncoder().writeAndFlush(interleaved(channel, goodbye));
        if (!methods.hasSessions()) {
            sent.addListener(ChannelFutureListener.CLOSE);
            ctx().executor().schedule(() -> channel().close(), Viewers.SEND_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, Object message) {
        if (refused) return;
        switch (message) {
            // Receiver reports; what they say changes nothing here.
            case InterleavedFrame frame -> {}
            case HttpRequest request -> {
                if (waiting.size() >= MAX_WAITING) refuseForGood(ctx, RtspResponseStatuses.SERVICE_UNAVAILABLE);
                else enqueue(() -> work(request));
            }
            case RtspRubbish rubbish -> refuseForGood(ctx, rubbish.status());
            default -> {}
        }
    }

    private void enqueue(Task task) {
        waiting.add(task);
        if (!busy) next();
    }

    /** On the event loop. */
    private void next() {
        Task task = waiting.poll();
        busy = task != null;
        if (task == null) return;
        Thread.ofVirtual().name("rtsp-request").start(() -> {
            try {
                task.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                log.error("{}: a request failed", remoteAddress(), e);
                channel().close();
            } finally {
                if (!ctx().executor().isShuttingDown()) ctx().executor().execute(this::next);
            }
        });
    }

    private void work(HttpRequest request) throws InterruptedException {
        requestNanos = System.nanoTime();
        FullHttpResponse answer = answerTo(request);
        if (answer == null) return;
        stamp(request, answer);
        answer(answer);
        if (refusedTickets >= MAX_REFUSED_TICKETS) channel().close();
    }

    private @Nullable FullHttpResponse answerTo(HttpRequest request) throws InterruptedException {
        if (!hasSequence(request)) {
            request.headers().remove(RtspHeaderNames.CSEQ);
            return RtspAnswer.of(LiveMethods.SERVER, RtspResponseStatuses.BAD_REQUEST);
        }
        try {
            return methods.handle(request);
        } catch (RtspRefusal refusal) {
            FullHttpResponse answer = RtspAnswer.of(LiveMethods.SERVER, refusal.status());
            if (refusal.status().equals(RtspResponseStatuses.UNAUTHORIZED))
                answer.headers().set(RtspHeaderNames.WWW_AUTHENTICATE, TicketLogin.CHALLENGE);
            return answer;
        } catch (ViewRefused refusal) {
            refusedTickets++;
            return problem(refusal);
        } catch (RuntimeException e) {
            log.error("{}: {} failed", remoteAddress(), request.method(), e);
            return RtspAnswer.of(LiveMethods.SERVER, RtspResponseStatuses.INTERNAL_SERVER_ERROR);
        }
    }

    private static boolean hasSequence(HttpRequest request) {
        var sequences = request.headers().getAll(RtspHeaderNames.CSEQ);
        return sequences.size() == 1 && sequences.getFirst().matches("\\d{1,10}");
    }

    private FullHttpResponse problem(ViewRefused refusal) {
        FullHttpResponse answer = RtspAnswer.of(
                LiveMethods.SERVER,
                HttpResponseStatus.valueOf(refusal.type().status()),
                Unpooled.wrappedBuffer(json.writeValueAsBytes(ViewProblems.body(refusal))));
        answer.headers().set(RtspHeaderNames.CONTENT_TYPE, "application/problem+json");
        return answer;
    }

    /** What follows cannot be trusted to begin where a request begins. */
    private void refuseForGood(ChannelHandlerContext ctx, HttpResponseStatus status) {
        refused = true;
        waiting.clear();
        ctx.writeAndFlush(RtspAnswer.of(LiveMethods.SERVER, status)).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        if (!server.opened(this)) ctx.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        server.closed(this);
        waiting.clear();
        enqueue(methods::close);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        refused = true;
        log.debug("{}: {}", ctx.channel(), cause.toString());
        ctx.close();
    }

    void close() {
        channel().close();
    }

    private ChannelHandlerContext ctx() {
        return Objects.requireNonNull(context, "a handler has a context from the first event on");
    }

    private Channel channel() {
        return ctx().channel();
    }

    private ChannelHandlerContext beforeEncoder() {
        return Objects.requireNonNull(ctx().pipeline().context(RtspEncoder.class));
    }

    private static String addressOf(java.net.SocketAddress address) {
        return address instanceof InetSocketAddress internet
                ? internet.getAddress().getHostAddress()
                : String.valueOf(address);
    }
}
