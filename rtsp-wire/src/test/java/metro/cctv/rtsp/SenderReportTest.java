package metro.cctv.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SenderReportTest {
    @Test
    void mapsTheRtpClockToTheWallClock() {
        Instant at = Instant.parse("2026-11-21T00:00:00.500Z");
        ByteBuffer report = ByteBuffer.wrap(new SenderReport(7, at, 90_000, 3, 4000).toBytes("cam"));

        assertThat(report.remaining() % 4).isZero();
        assertThat(report.getShort() & 0xffff).isEqualTo(0x80C8);
        assertThat(report.getShort()).isEqualTo((short) 6);
        assertThat(report.getInt()).isEqualTo(7);
        assertThat(Integer.toUnsignedLong(report.getInt()) - 2_208_988_800L).isEqualTo(at.getEpochSecond());
        assertThat(Integer.toUnsignedLong(report.getInt())).isEqualTo(1L << 31);
        assertThat(report.getInt()).isEqualTo(90_000);
        assertThat(report.getInt()).isEqualTo(3);
        assertThat(report.getInt()).isEqualTo(4000);
        assertThat(report.getShort() & 0xffff).isEqualTo(0x81CA);
        assertThat(report.getShort()).isEqualTo((short) (report.remaining() / 4));
    }

    @Test
    void theLastOneSaysGoodbye() {
        var report = new SenderReport(7, Instant.EPOCH, 0, 0, 0);
        byte[] last = report.toLastBytes("cam");
        assertThat(last).startsWith(report.toBytes("cam")).endsWith(0x81, 203, 0, 1, 0, 0, 0, 7);
    }
}
