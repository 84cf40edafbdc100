package metro.cctv.simulator.rtp;

import java.nio.ByteBuffer;
import java.util.List;
import metro.cctv.simulator.video.AccessUnit;
import metro.cctv.simulator.video.EncodedLoop;

/**
 * Cuts access units into RTP payloads (RFC 6184, packetization-mode 1): the parameter sets of a key frame as one STAP-A,
 * small NAL units alone, large ones as FU-A.
 */
public final class FramePacketiser {
    private static final int STAP_A = 24;
    private static final int FU_A = 28;
    private static final int TYPE_MASK = 0x1f;
    private static final int IMPORTANCE_MASK = 0xe0;

    private final ByteBuffer parameterSets;
    private final int maxPayloadBytes;

    /** For the loop's parameter sets. */
    public FramePacketiser(EncodedLoop loop, int maxPayloadBytes) {
        this(loop.sps(), loop.pps(), maxPayloadBytes);
    }

    /** @param maxPayloadBytes RTP payload limit: path MTU less IP, UDP and RTP headers */
    public FramePacketiser(ByteBuffer sps, ByteBuffer pps, int maxPayloadBytes) {
        this.maxPayloadBytes = maxPayloadBytes;
        this.parameterSets = aggregate(List.of(sps, pps));
        if (parameterSets.remaining() > maxPayloadBytes)
            throw new IllegalArgumentException("parameter sets do not fit into one packet");
    }

    /** Receives payloads in order: {@code head} (0 to 2 bytes), then {@code body}, both to be copied at once. */
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
        int room = maxPayloadBytes - 2;
        return (nalBytes - 1 + room - 1) / room;
    }

    private void packetise(ByteBuffer nal, boolean lastNal, Sink sink) {
        if (nal.remaining() <= maxPayloadBytes) {
            sink.payload(ByteBuffer.allocate(0), nal.duplicate(), lastNal);
            return;
        }
        byte header = nal.get(nal.position());
        byte indicator = (byte) ((header & IMPORTANCE_MASK) | FU_A);
        int room = maxPayloadBytes - 2;
        int at = nal.position() + 1;
        while (at < nal.limit()) {
            int end = Math.min(at + room, nal.limit());
            boolean first = at == nal.position() + 1;
            boolean last = end == nal.limit();
            byte fragment = (byte) ((first ? 0x80 : 0) | (last ? 0x40 : 0) | (header & TYPE_MASK));
            sink.payload(ByteBuffer.wrap(new byte[] {indicator, fragment}), nal.slice(at, end - at), last && lastNal);
            at = end;
        }
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
}
