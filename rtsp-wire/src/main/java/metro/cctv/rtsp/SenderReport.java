package metro.cctv.rtsp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * RTCP sender report with a source description (RFC 3550 §6.4.1): ties the RTP clock to wall-clock time.
 *
 * @param at the wall clock at the moment of {@code rtpTimestamp}
 * @param packets sent to this receiver since it began
 * @param octets payload bytes sent to this receiver since it began
 */
public record SenderReport(int ssrc, Instant at, int rtpTimestamp, int packets, int octets) {
    private static final int SENDER_REPORT = 200;
    private static final int SOURCE_DESCRIPTION = 202;
    private static final int GOODBYE = 203;
    private static final byte CNAME = 1;

    public byte[] toBytes(String cname) {
        byte[] name = cname.getBytes(StandardCharsets.US_ASCII);
        // Item: type, length, text, then at least one zero up to the next word.
        int itemBytes = (2 + name.length + 1 + 3) / 4 * 4;
        ByteBuffer packet = ByteBuffer.allocate(28 + 8 + itemBytes);
        packet.put((byte) 0x80).put((byte) SENDER_REPORT).putShort((short) 6);
        packet.putInt(ssrc)
                .putLong(ntpOf(at))
                .putInt(rtpTimestamp)
                .putInt(packets)
                .putInt(octets);
        packet.put((byte) 0x81).put((byte) SOURCE_DESCRIPTION).putShort((short) (1 + itemBytes / 4));
        packet.putInt(ssrc).put(CNAME).put((byte) name.length).put(name);
        return packet.array();
    }

    /** With a good-bye behind it (RFC 3550 §6.6): nothing more comes from this source. */
    public byte[] toLastBytes(String cname) {
        byte[] report = toBytes(cname);
        return ByteBuffer.allocate(report.length + 8)
                .put(report)
                .put((byte) 0x81)
                .put((byte) GOODBYE)
                .putShort((short) 1)
                .putInt(ssrc)
                .array();
    }

    /** 64-bit NTP time: seconds since 1900 in the upper half, fractions of a second in the lower. */
    private static long ntpOf(Instant instant) {
        long seconds = instant.getEpochSecond() + 2_208_988_800L;
        long fraction = ((long) instant.getNano() << 32) / 1_000_000_000L;
        return seconds << 32 | fraction;
    }
}
