package metro.cctv.ingest.session;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Cuts one TCP stream into RTSP messages and interleaved packets (RFC 2326 §10.12). Packets are handed on as slices of what
 * was read, without a copy; only an unfinished rest is kept. After a lying length it looks for the next believable start.
 */
final class RtspFramer extends ChannelInboundHandlerAdapter {
    static final int MAX_HEADER_BYTES = 16 * 1024;
    static final int MAX_BODY_BYTES = 64 * 1024;

    private static final int MAX_HEADERS = 64;
    private static final int MAX_SKIPPED_BYTES = 256 * 1024;
    private static final int MAGIC = '$';
    private static final int INTERLEAVED_HEADER = 4;
    private static final Pattern STATUS = Pattern.compile("RTSP/\\d\\.\\d (\\d{3}) ?(.*)");
    private static final Pattern REQUEST = Pattern.compile("([A-Z_]{3,20}) \\S+ RTSP/\\d\\.\\d");

    /** Who takes the pieces, all on the event loop. A {@link SessionFailure} thrown here ends the session. */
    interface Pieces {
        void onPacket(int channel, ByteBuf packet);

        void onResponse(RtspResponse response);

        /** The camera asks us something; cameras do so rarely (OPTIONS, SET_PARAMETER). */
        void onCameraRequest(String method, int sequence);

        /** Bytes were skipped to find the next start: packets are missing. */
        void onResynchronised();

        void onEnd(@Nullable Throwable cause);
    }

    private final Pieces pieces;
    private @Nullable ByteBuf rest;
    private int skipped;
    private boolean ended;

    RtspFramer(Pieces pieces) {
        this.pieces = pieces;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        var read = (ByteBuf) message;
        try {
            if (ended || !finishRest(ctx, read)) return;
            cut(ctx, read);
        } catch (RuntimeException e) {
            end(e);
        } finally {
            read.release();
        }
    }

    /**
     * An unfinished packet takes the few bytes that it lacks, so that all others stay where they were read.
     *
     * @return false when more bytes are needed
     */
    private boolean finishRest(ChannelHandlerContext ctx, ByteBuf read) {
        ByteBuf held = rest;
        if (held == null) return true;
        boolean packet = held.getUnsignedByte(held.readerIndex()) == MAGIC;
        if (!packet) {
            held.writeBytes(read);
        } else {
            for (int lacks = lacking(held); lacks > 0; lacks = lacking(held)) {
                if (!read.isReadable()) return false;
                held.writeBytes(read, Math.min(lacks, read.readableBytes()));
            }
        }
        rest = null;
        try {
            cut(ctx, held);
        } finally {
            held.release();
        }
        return true;
    }

    private static int lacking(ByteBuf packet) {
        int known = packet.readableBytes();
        return known < INTERLEAVED_HEADER
                ? INTERLEAVED_HEADER - known
                : INTERLEAVED_HEADER + packet.getUnsignedShort(packet.readerIndex() + 2) - known;
    }

    /** Hands on all whole pieces and keeps what is left. */
    private void cut(ChannelHandlerContext ctx, ByteBuf all) {
        while (!ended && all.isReadable() && next(all)) {}
        if (ended || !all.isReadable()) return;
        ByteBuf kept = ctx.alloc().heapBuffer(Math.max(2048, all.readableBytes() + 1500));
        rest = kept.writeBytes(all);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        end(null);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        end(cause);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        if (rest != null) rest.release();
        rest = null;
    }

    private void end(@Nullable Throwable cause) {
        if (ended) return;
        ended = true;
        pieces.onEnd(cause);
    }

    /** @return false when more bytes are needed */
    private boolean next(ByteBuf in) {
        int first = in.getUnsignedByte(in.readerIndex());
        if (first == MAGIC) return packet(in);
        if (first == '\r' || first == '\n') {
            in.skipBytes(1);
            return true;
        }
        if (first >= 'A' && first <= 'Z') return message(in);
        return resynchronise(in);
    }

    private boolean packet(ByteBuf in) {
        if (in.readableBytes() < INTERLEAVED_HEADER) return false;
        int length = in.getUnsignedShort(in.readerIndex() + 2);
        if (in.readableBytes() < INTERLEAVED_HEADER + length) return false;
        int channel = in.getUnsignedByte(in.readerIndex() + 1);
        in.skipBytes(INTERLEAVED_HEADER);
        int end = in.readerIndex() + length;
        pieces.onPacket(channel, in.slice(in.readerIndex(), length));
        in.readerIndex(end);
        return true;
    }

    private boolean message(ByteBuf in) {
        int headerEnd = headerEnd(in);
        if (headerEnd < 0) {
            if (in.readableBytes() >= 9 && !looksLikeMessage(in)) return resynchronise(in);
            if (in.readableBytes() > MAX_HEADER_BYTES) throw SessionFailure.protocol("RTSP header too long");
            return false;
        }
        int start = in.readerIndex();
        String[] lines =
                in.toString(start, headerEnd - start, StandardCharsets.UTF_8).split("\r?\n");
        Map<String, List<String>> headers = headers(lines);
        int bodyLength = bodyLength(headers);
        if (in.readableBytes() < headerEnd - start + bodyLength) return false;
        in.readerIndex(headerEnd);
        var body = new byte[bodyLength];
        in.readBytes(body);
        dispatch(lines[0].trim(), headers, body);
        return true;
    }

    private void dispatch(String firstLine, Map<String, List<String>> headers, byte[] body) {
        Matcher status = STATUS.matcher(firstLine);
        if (status.matches()) {
            pieces.onResponse(new RtspResponse(
                    Integer.parseInt(status.group(1)), SessionFailure.plain(status.group(2)), headers, body));
            return;
        }
        Matcher request = REQUEST.matcher(firstLine);
        if (!request.matches()) throw SessionFailure.protocol("not RTSP: " + firstLine);
        pieces.onCameraRequest(request.group(1), new RtspResponse(0, "", headers, body).sequence());
    }

    private static Map<String, List<String>> headers(String[] lines) {
        if (lines.length > MAX_HEADERS) throw SessionFailure.protocol("more than " + MAX_HEADERS + " RTSP headers");
        Map<String, List<String>> headers = new HashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon <= 0) continue;
            headers.computeIfAbsent(
                            lines[i].substring(0, colon).trim().toLowerCase(Locale.ROOT), k -> new ArrayList<>())
                    .add(lines[i].substring(colon + 1).trim());
        }
        return headers;
    }

    private static int bodyLength(Map<String, List<String>> headers) {
        List<String> values = headers.getOrDefault("content-length", List.of());
        if (values.isEmpty()) return 0;
        String value = values.getFirst();
        if (!value.matches("\\d{1,9}") || Integer.parseInt(value) > MAX_BODY_BYTES)
            throw SessionFailure.protocol("Content-Length above " + MAX_BODY_BYTES + " or no number");
        return Integer.parseInt(value);
    }

    /** Index behind the empty line, or −1. A bare LF is taken as well: some cameras send it. */
    private static int headerEnd(ByteBuf in) {
        int limit = Math.min(in.writerIndex(), in.readerIndex() + MAX_HEADER_BYTES);
        for (int i = in.readerIndex(); i < limit; i++) {
            if (in.getByte(i) != '\n') continue;
            if (i + 1 < limit && in.getByte(i + 1) == '\n') return i + 2;
            if (i + 2 < limit && in.getByte(i + 1) == '\r' && in.getByte(i + 2) == '\n') return i + 3;
        }
        return -1;
    }

    private static boolean looksLikeMessage(ByteBuf in) {
        for (int i = in.readerIndex(); i < in.readerIndex() + 9; i++) {
            int value = in.getByte(i);
            if (value < ' ' || value > '~') return false;
        }
        return true;
    }

    /** Skips to {@code $}, a small channel and an RTP version, or to {@code RTSP/}. */
    private boolean resynchronise(ByteBuf in) {
        int from = in.readerIndex() + 1;
        int at = from;
        while (at + 5 <= in.writerIndex() && !startsAt(in, at)) at++;
        in.readerIndex(at);
        skipped += at - from + 1;
        if (skipped > MAX_SKIPPED_BYTES) throw SessionFailure.protocol("no RTSP or RTP in " + skipped + " bytes");
        pieces.onResynchronised();
        return in.readableBytes() >= 5;
    }

    private static boolean startsAt(ByteBuf in, int at) {
        int first = in.getByte(at);
        if (first == MAGIC) return in.getUnsignedByte(at + 1) < 8 && (in.getUnsignedByte(at + 4) & 0xC0) == 0x80;
        return first == 'R' && in.getByte(at + 1) == 'T' && in.getByte(at + 2) == 'S' && in.getByte(at + 3) == 'P';
    }
}
