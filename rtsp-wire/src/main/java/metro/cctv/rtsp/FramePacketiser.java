package metro.cctv.rtsp;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Cuts access units into RTP payloads (RFC 6184, packetization-mode 1, and RFC 7798): the parameter sets of a key frame as one
 * aggregation packet (one by one where they do not fit), small NAL units alone, large ones as FU-A or FU.
 */
public final class FramePacketiser {
    private static final int STAP_A = 24;
    private static final int FU_A = 28;
    private static final int TYPE_MASK = 0x1f;
    private static final int IMPORTANCE_MASK = 0xe0;

    private static final byte HEVC_AP = 48 << 1;
    private static final byte HEVC_FU = 49 << 1;

    private final boolean hevc;
    /** Payloads that are sent as they are, or NAL units that are cut like others. */
    private final List<ByteBuffer> parameterSets;

    private final int maxPayloadBytes;

    /**
     * @param parameterSets NAL units that go in front of every key frame
     * @param maxPayloadBytes RTP payload limit: path MTU less IP, UDP and RTP headers
     */
    public FramePacketiser(VideoCoding coding, List<ByteBuffer> parameterSets, int maxPayloadBytes) {
        this.hevc = coding == VideoCoding.H265;
        this.maxPayloadBytes = maxPayloadBytes;
        ByteBuffer together = hevc ? hevcAggregate(parameterSets) : aggregate(parameterSets);
        this.parameterSets = together.remaining() <= maxPayloadBytes ? List.of(together) : List.copyOf(parameterSets);
    }

    /** Receives payloads in order: {@code head} (0 to 3 bytes), then {@code body}, both to be copied at once. */
    @FunctionalInterface
    public interface Sink {
        void payload(ByteBuffer head, ByteBuffer body, boolean lastOfFrame);
    }

    public int packetCount(boolean keyFrame, List<ByteBuffer> nals) {
        int count = 0;
        if (keyFrame) for (ByteBuffer set : parameterSets) count += packetCount(set.remaining());
        for (ByteBuffer nal : nals) count += packetCount(nal.remaining());
        return count;
    }

    /** Of the parameter sets' packets, without the RTP headers. */
    public int parameterSetBytes() {
        int bytes = 0;
        for (ByteBuffer set : parameterSets) bytes += set.remaining() + fragmentHeaderBytes();
        return bytes;
    }

    /** @param nals one coded picture's, without start codes */
    public void packetise(boolean keyFrame, List<ByteBuffer> nals, Sink sink) {
        if (keyFrame) for (ByteBuffer set : parameterSets) packetise(set, false, sink);
        for (int i = 0; i < nals.size(); i++) packetise(nals.get(i), i == nals.size() - 1, sink);
    }

    private int packetCount(int nalBytes) {
        if (nalBytes <= maxPayloadBytes) return 1;
        int room = maxPayloadBytes - fragmentHeaderBytes();
        return (nalBytes - nalHeaderBytes() + room - 1) / room;
    }

    private void packetise(ByteBuffer nal, boolean lastNal, Sink sink) {
        if (nal.remaining() <= maxPayloadBytes) {
            sink.payload(ByteBuffer.allocate(0), nal.duplicate(), lastNal);
            return;
        }
        int room = maxPayloadBytes - fragmentHeaderBytes();
        int start = nal.position() + nalHeaderBytes();
        int at = start;
        while (at < nal.limit()) {
            int end = Math.min(at + room, nal.limit());
            boolean last = end == nal.limit();
            byte[] head = fragmentHeader(nal, at == start, last);
            sink.payload(ByteBuffer.wrap(head), nal.slice(at, end - at), last && lastNal);
            at = end;
        }
    }

    private byte[] fragmentHeader(ByteBuffer nal, boolean first, boolean last) {
        int header = nal.get(nal.position());
        int ends = (first ? 0x80 : 0) | (last ? 0x40 : 0);
        if (!hevc) return new byte[] {(byte) ((header & IMPORTANCE_MASK) | FU_A), (byte) (ends | (header & TYPE_MASK))};
        byte type = (byte) (header >> 1 & 0x3F);
        return new byte[] {(byte) (header & 0x81 | HEVC_FU), nal.get(nal.position() + 1), (byte) (ends | type)};
    }

    private int nalHeaderBytes() {
        return hevc ? 2 : 1;
    }

    private int fragmentHeaderBytes() {
        return hevc ? 3 : 2;
    }

    private static ByteBuffer aggregate(List<ByteBuffer> nals) {
        int bytes = 1;
        int importance = 0;
        for (ByteBuffer nal : nals) {
            bytes += 2 + nal.remaining();
            importance = Math.max(importance, nal.get(nal.position()) & 0x60);
        }
        ByteBuffer packet = ByteBuffer.allocate(bytes).put((byte) (importance | STAP_A));
        for (ByteBuffer nal : nals) packet.putShort((short) nal.remaining()).put(nal.duplicate());
        return packet.flip();
    }

    /** Temporal id 1 in front, as all of a key frame's parameter sets have it. */
    private static ByteBuffer hevcAggregate(List<ByteBuffer> nals) {
        int bytes = 2;
        for (ByteBuffer nal : nals) bytes += 2 + nal.remaining();
        ByteBuffer packet = ByteBuffer.allocate(bytes).put(HEVC_AP).put((byte) 1);
        for (ByteBuffer nal : nals) packet.putShort((short) nal.remaining()).put(nal.duplicate());
        return packet.flip();
    }
}
