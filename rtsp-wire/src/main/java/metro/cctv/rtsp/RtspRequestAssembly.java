package metro.cctv.rtsp;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.rtsp.RtspResponseStatuses;
import org.jspecify.annotations.Nullable;

/**
 * Hands on a request when its body has come to the end, without the body: no method here has one that matters. After
 * {@link RtspRubbish} nothing more of this connection is handed on.
 */
public final class RtspRequestAssembly extends SimpleChannelInboundHandler<HttpObject> {
    private @Nullable HttpRequest request;
    private int bodyBytes;
    private boolean refused;

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, HttpObject message) {
        if (!refused && message instanceof HttpRequest head) onHead(ctx, head);
        if (!refused && message instanceof HttpContent content) onContent(ctx, content);
    }

    private void onHead(ChannelHandlerContext ctx, HttpRequest head) {
        bodyBytes = 0;
        request = head;
        if (head.decoderResult().isFailure())
            refuse(
                    ctx,
                    head.decoderResult().cause() instanceof TooLongFrameException
                            ? new RtspRubbish(RtspResponseStatuses.REQUEST_URI_TOO_LONG)
                            : new RtspRubbish(RtspResponseStatuses.BAD_REQUEST));
    }

    private void onContent(ChannelHandlerContext ctx, HttpContent content) {
        bodyBytes += content.content().readableBytes();
        if (content.decoderResult().isFailure()) refuse(ctx, new RtspRubbish(RtspResponseStatuses.BAD_REQUEST));
        else if (bodyBytes > RtspRequestDecoder.MAX_BODY_BYTES)
            refuse(ctx, new RtspRubbish(RtspResponseStatuses.REQUEST_ENTITY_TOO_LARGE));
        else if (content instanceof LastHttpContent && request != null) {
            HttpRequest complete = request;
            request = null;
            ctx.fireChannelRead(complete);
        }
    }

    private void refuse(ChannelHandlerContext ctx, RtspRubbish rubbish) {
        refused = true;
        ctx.fireChannelRead(rubbish);
    }
}
