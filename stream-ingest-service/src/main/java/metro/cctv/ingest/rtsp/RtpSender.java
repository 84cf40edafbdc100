package metro.cctv.ingest.rtsp;

import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import metro.cctv.ingest.media.AccessUnit;
import metro.cctv.ingest.media.VideoFormat;
import metro.cctv.rtsp.FramePacketiser;
import metro.cctv.rtsp.MediaFrame;
import metro.cctv.rtsp.SenderReport;
import org.jspecify.annotations.Nullable;

/** One session's RTP stream: its source number, sequence and clock, and what was sent. For one thread at a time. */
final class RtpSender {
    /** Fits a 1500-byte MTU with room for tunnels. */
    private static final int MAX_PAYLOAD_BYTES = 1400;

    private static final int LENGTH_BYTES = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String cname;
    private final int ssrc = RANDOM.nextInt();
    private final int timestampOffset = RANDOM.nextInt();
    private int nextSequence = RANDOM.nextInt() & 0xffff;
    private int packets;
    private int octets;
    private @Nullable AccessUnit last;
    private @Nullable FramePacketiser packetiser;
    private @Nullable VideoFormat packetised;

    RtpSender(String cname) {
        this.cname = cname;
    }

    /** Of the next packet, 0 to 65535. */
    int nextSequence() {
        return nextSequence;
    }

    /** When it is shown, 90 kHz, wraps at 2^32. */
    int timestampOf(AccessUnit unit) {
        return (int) (timestampOffset + unit.decodeTime90k() + unit.compositionOffset90k());
    }

    /** The caller owns the frame. */
    MediaFrame packets(ByteBufAllocator allocator, AccessUnit unit, int channel) {
        FramePacketiser cut = packetiserFor(unit.format());
        List<ByteBuffer> nals = nalUnits(unit);
        MediaFrame frame = new MediaFrame(
                allocator, unit.length() + cut.parameterSetBytes(), cut.packetCount(unit.keyFrame(), nals));
        int timestamp = timestampOf(unit);
        cut.packetise(unit.keyFrame(), nals, (ByteBuffer head, ByteBuffer body, boolean end) -> {
            frame.add(channel, end, LiveDescription.PAYLOAD_TYPE, nextSequence, timestamp, ssrc, head, body);
            nextSequence = (nextSequence + 1) & 0xffff;
        });
        packets += frame.packets();
        octets += frame.payloadBytes();
        last = unit;
        return frame;
    }

    /** Ties the RTP clock to ours by the last picture. */
    byte[] report() {
        return reportNow().toBytes(cname);
    }

    byte[] goodbye() {
        return reportNow().toLastBytes(cname);
    }

    private SenderReport reportNow() {
        AccessUnit picture = last;
        return picture == null
                ? new SenderReport(ssrc, Instant.now(), timestampOffset, packets, octets)
                : new SenderReport(
                        ssrc,
                        Instant.EPOCH.plus(picture.wallMicros(), ChronoUnit.MICROS),
                        (int) (timestampOffset + picture.decodeTime90k()),
                        packets,
                        octets);
    }

    private FramePacketiser packetiserFor(VideoFormat format) {
        FramePacketiser known = packetiser;
        if (known != null && format.equals(packetised)) return known;
        var made = new FramePacketiser(
                LiveDescription.coding(format), LiveDescription.parameterSets(format), MAX_PAYLOAD_BYTES);
        packetiser = made;
        packetised = format;
        return made;
    }

    private static List<ByteBuffer> nalUnits(AccessUnit unit) {
        List<ByteBuffer> nals = new ArrayList<>();
        ByteBuffer data = ByteBuffer.wrap(unit.data(), 0, unit.length());
        while (data.remaining() > LENGTH_BYTES) {
            int length = data.getInt();
            if (length > 0) nals.add(data.slice(data.position(), length));
            data.position(data.position() + length);
        }
        return nals;
    }
}
