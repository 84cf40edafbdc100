package metro.cctv.simulator.rtp;

import java.nio.ByteBuffer;
import java.util.List;
import metro.cctv.simulator.video.AccessUnit;
import metro.cctv.simulator.video.EncodedLoop;

/**
 * Cuts access units into RTP payloads (RFC 6184, packetization-mode 1, and RFC 7798): the parameter sets of a key frame as one
 * aggregation packet, small NAL units alone, large ones as FU-A or FU.
 */
public final class FramePacketiser {
    private static final int STAP_A = 24;
    private static final int FU_A = 28;
    private static final int TYPE_MASK = 0x1f;
    private static final int IMPORTANCE_MASK = 0xe0;

    private static final byte HEVC_AP = 48 << 1;
    private static final byte HEVC_FU = 49 << 1;

    private final boolean hevc;
    private final ByteBuffer parameterSets;
    private final int maxPayloadBytes;

    /** For the loop's parameter sets. */
    public FramePacketiser(EncodedLoop loop, int maxPayloadBytes) {
        this(loop.vps() != null, loop.parameterSets(), maxPayloadBytes);
    }

    /**
     * H.264.
     *
     * @param maxPayloadBytes RTP payload limit: path MTU less IP, UDP and RTP headers
     */
    public FramePacketiser(ByteBuffer sps, ByteBuffer pps, int maxPayloadBytes) {
        this(false, List.of(sps, pps), maxPayloadBytes);
    }

    private FramePacketiser(boolean hevc, List<ByteBuffer> parameterSets, int maxPayloadBytes) {
        this.hevc = hevc;
        this.maxPayloadBytes = maxPayloadBytes;
        this.parameterSets = hevc ? hevcAggregate(parameterSets) : aggregate(parameterSets);
        if (this.parameterSets.remaining() > maxPayloadBytes)
            throw new IllegalArgumentException("parameter sets do not fit into one packet");
    }

    /** Receives payloads in order: {@code head} (0 to 3 bytes), then {@code body}, both to be copied at once. */
    @FunctionalInterface
    public interface Sink {
        void payload(ByteBuffer head, ByteBuffer body, boolean lastOfFrame);
    }

    public int packetCount(AccessUnit frame) {
        int count = frame.keyFrame() ? 1 : 0;
        for (ByteBuffer nal : frame.nalUnits()) count += packetCount(nal.remaining());
        return count;
    }

    public void packetise(AccessUnit frame, Sink sink) {
        if (frame.keyFrame()) sink.payload(ByteBuffer.allocate(0), parameterSets.duplicate(), false);
        List<ByteBuffer> nals = frame.nalUnits();
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
