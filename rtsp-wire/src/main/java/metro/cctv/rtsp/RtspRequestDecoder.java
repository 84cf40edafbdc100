package metro.cctv.rtsp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.rtsp.RtspDecoder;
import java.util.List;

/** Requests and, between them, {@code $} frames. */
public final class RtspRequestDecoder extends RtspDecoder {
    public static final int MAX_BODY_BYTES = 4 * 1024;
    private static final int MAX_LINE_BYTES = 1024;
    private static final int MAX_HEADER_BYTES = 8 * 1024;
    /** Clients send receiver reports only. */
    private static final int MAX_INTERLEAVED_BYTES = 2 * 1024;

    private static final byte DOLLAR = '$';
    private static final int FRAME_HEADER_BYTES = 4;

    private boolean betweenMessages = true;

    public RtspRequestDecoder() {
        super(MAX_LINE_BYTES, MAX_HEADER_BYTES, MAX_BODY_BYTES);
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        if (betweenMessages && in.getByte(in.readerIndex()) == DOLLAR) {
            decodeFrame(in, out);
            return;
        }
        betweenMessages = false;
        super.decode(ctx, in, out);
        if (!out.isEmpty() && out.getLast() instanceof LastHttpContent) betweenMessages = true;
    }

    private static void decodeFrame(ByteBuf in, List<Object> out) {
        if (in.readableBytes() < FRAME_HEADER_BYTES) return;
        int length = in.getUnsignedShort(in.readerIndex() + 2);
        if (length > MAX_INTERLEAVED_BYTES)
            throw new CorruptedFrameException("interleaved frame of " + length + " bytes");
        if (in.readableBytes() < FRAME_HEADER_BYTES + length) return;
        out.add(new InterleavedFrame(in.getUnsignedByte(in.readerIndex() + 1)));
        in.skipBytes(FRAME_HEADER_BYTES + length);
    }
}
