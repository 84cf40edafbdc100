package metro.cctv.rtsp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;

/**
 * The RTP packets of one frame, back to back, each behind its {@code $} header: written as a whole to TCP clients of the
 * same channel, cut into slices for UDP clients.
 */
public final class MediaFrame {
    public static final int INTERLEAVED_HEADER_BYTES = 4;
    public static final int RTP_HEADER_BYTES = 12;

    private final ByteBuf bytes;
    private final int[] packetStarts;
    private int packets;
    private int payloadBytes;

    public MediaFrame(ByteBufAllocator allocator, int expectedPayloadBytes, int packetCount) {
        int headers = INTERLEAVED_HEADER_BYTES + RTP_HEADER_BYTES + 2;
        this.bytes = allocator.directBuffer(expectedPayloadBytes + packetCount * headers);
        this.packetStarts = new int[packetCount + 1];
    }

    public void add(
            int channel, boolean marker, int payloadType, int sequence, int timestamp, int ssrc, ByteBuffer... parts) {
        int length = RTP_HEADER_BYTES;
        for (ByteBuffer part : parts) length += part.remaining();
        bytes.writeByte('$').writeByte(channel).writeShort(length);
        bytes.writeByte(0x80).writeByte((marker ? 0x80 : 0) | payloadType).writeShort(sequence);
        bytes.writeInt(timestamp).writeInt(ssrc);
        for (ByteBuffer part : parts) bytes.writeBytes(part);
        payloadBytes += length - RTP_HEADER_BYTES;
        packetStarts[++packets] = bytes.writerIndex();
    }

    public int packets() {
        return packets;
    }

    public int payloadBytes() {
        return payloadBytes;
    }

    /** All packets with their {@code $} headers; the caller owns one reference. */
    public ByteBuf interleaved() {
        return bytes.retainedDuplicate();
    }

    /** Packet {@code i} without its {@code $} header; the caller owns one reference. */
    public ByteBuf packet(int i) {
        int start = packetStarts[i] + INTERLEAVED_HEADER_BYTES;
        return bytes.retainedSlice(start, packetStarts[i + 1] - start);
    }

    public void release() {
        bytes.release();
    }
}
