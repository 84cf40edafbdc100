package metro.cctv.rtsp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.rtsp.RtspHeaderNames;
import io.netty.handler.codec.rtsp.RtspVersions;

/** Makes answers. */
public final class RtspAnswer {
    private RtspAnswer() {}

    /** @param server what the server calls itself */
    public static FullHttpResponse of(String server, HttpResponseStatus status) {
        return of(server, status, Unpooled.EMPTY_BUFFER);
    }

    public static FullHttpResponse of(String server, HttpResponseStatus status, ByteBuf body) {
        FullHttpResponse response = new DefaultFullHttpResponse(RtspVersions.RTSP_1_0, status, body);
        response.headers().set(RtspHeaderNames.SERVER, server);
        if (body.isReadable()) response.headers().set(RtspHeaderNames.CONTENT_LENGTH, body.readableBytes());
        return response;
    }
}
