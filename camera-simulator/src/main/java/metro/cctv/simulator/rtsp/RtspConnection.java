package metro.cctv.simulator.rtsp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.rtsp.RtspHeaderNames;
import io.netty.handler.codec.rtsp.RtspResponseStatuses;
import io.netty.handler.codec.rtsp.RtspVersions;
import java.io.IOException;
import java.util.List;
import metro.cctv.rtsp.InterleavedFrame;
import metro.cctv.rtsp.RtspAnswer;
import metro.cctv.rtsp.RtspRefusal;
import metro.cctv.rtsp.RtspRubbish;
import metro.cctv.simulator.access.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client's connection: reads requests in order, refuses what is malformed or not allowed, hands on the rest. */
final class RtspConnection extends SimpleChannelInboundHandler<Object> {
    private static final Logger log = LoggerFactory.getLogger(RtspConnection.class);

    private final RtspServer server;
    private final RtspMethodHandler methods;
    private boolean refused;
    private long lastRequestNanos = System.nanoTime();

    RtspConnection(RtspServer server, RtspMethodHandler methods) {
        this.server = server;
        this.methods = methods;
    }

    long silentForNanos(long nowNanos) {
        return nowNanos - lastRequestNanos;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, Object message) {
        if (refused) return;
        switch (message) {
            case InterleavedFrame frame -> onFrame(ctx, frame);
            case HttpRequest request -> {
                lastRequestNanos = System.nanoTime();
                onRequest(ctx, request);
            }
            case RtspRubbish rubbish -> refuseForGood(ctx, rubbish.status());
            default -> {}
        }
    }

    private void onFrame(ChannelHandlerContext ctx, InterleavedFrame frame) {
        for (Session session : server.sessions().of(ctx.channel())) {
            if (session.usesChannel(frame.channel())) {
                session.sign();
                return;
            }
        }
        log.info("{}: interleaved frame on channel {} that was never set up", ctx.channel(), frame.channel());
        refused = true;
        ctx.close();
    }

    private void onRequest(ChannelHandlerContext ctx, HttpRequest request) {
        if (server.isSilent() || methods.isSilenced(request.uri())) return;
        String sequence = request.headers().get(RtspHeaderNames.CSEQ);
        FullHttpResponse response;
        try {
            if (!request.protocolVersion().equals(RtspVersions.RTSP_1_0))
                throw new RtspRefusal(RtspResponseStatuses.RTSP_VERSION_NOT_SUPPORTED);
            if (sequence == null
                    || !sequence.matches("\\d{1,10}")
                    || request.headers().getAll(RtspHeaderNames.CSEQ).size() > 1) {
                sequence = null;
                throw new RtspRefusal(RtspResponseStatuses.BAD_REQUEST);
            }
            response = authorised(ctx, request);
        } catch (RtspRefusal refusal) {
            response = answer(refusal.status());
        }
        if (sequence != null) response.headers().set(RtspHeaderNames.CSEQ, sequence);
        ctx.writeAndFlush(response);
        methods.afterResponse(ctx);
    }

    private FullHttpResponse authorised(ChannelHandlerContext ctx, HttpRequest request) throws RtspRefusal {
        if (methods.needsAuthentication(request.method())) {
            Verdict verdict = server.authenticator()
                    .check(
                            request.method().name(),
                            request.uri(),
                            request.headers().get(RtspHeaderNames.AUTHORIZATION));
            if (verdict instanceof Verdict.Refused(List<String> challenges)) {
                FullHttpResponse response = answer(RtspResponseStatuses.UNAUTHORIZED);
                response.headers().add(RtspHeaderNames.WWW_AUTHENTICATE, challenges);
                return response;
            }
        }
        return methods.handle(ctx, request);
    }

    static FullHttpResponse answer(HttpResponseStatus status) {
        return answer(status, Unpooled.EMPTY_BUFFER);
    }

    static FullHttpResponse answer(HttpResponseStatus status, ByteBuf body) {
        return RtspAnswer.of(RtspServer.NAME, status, body);
    }

    /** What follows cannot be trusted to begin where a request begins. */
    private void refuseForGood(ChannelHandlerContext ctx, HttpResponseStatus status) {
        refused = true;
        log.info("{}: refused with {}", ctx.channel(), status);
        ctx.writeAndFlush(answer(status)).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        server.opened(ctx.channel());
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        server.closed(ctx.channel());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        refused = true;
        if (cause instanceof IOException || cause instanceof DecoderException)
            log.info("{}: {}", ctx.channel(), cause.getMessage());
        else log.warn("{}: closing", ctx.channel(), cause);
        ctx.close();
    }
}
