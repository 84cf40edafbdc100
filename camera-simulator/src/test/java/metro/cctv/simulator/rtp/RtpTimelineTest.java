package metro.cctv.simulator.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import metro.cctv.rtsp.FramePacketiser;
import metro.cctv.rtsp.VideoCoding;
import metro.cctv.simulator.video.AccessUnit;
import metro.cctv.simulator.video.EncodedLoop;
import metro.cctv.simulator.video.FrameRate;
import org.junit.jupiter.api.Test;

class RtpTimelineTest {
    private static final EncodedLoop LOOP = new EncodedLoop(
            64,
            64,
            FrameRate.of(10),
            nal(0x67, 10),
            nal(0x68, 4),
            List.of(
                    new AccessUnit(true, List.of(nal(0x65, 250))),
                    new AccessUnit(false, List.of(nal(0x41, 30))),
                    new AccessUnit(false, List.of(nal(0x41, 130)))));

    private final FramePacketiser packetiser = new FramePacketiser(VideoCoding.H264, LOOP.parameterSets(), 100);

    @Test
    void sequenceNumbersRunOnThroughRoundsAndWrapAt65536() {
        RtpTimeline timeline = new RtpTimeline(LOOP, packetiser, 65_530, -1);
        int expected = 65_530;
        for (long frame = 0; frame < 12; frame++) {
            assertThat(timeline.sequenceOf(frame)).isEqualTo(expected & 0xffff);
            AccessUnit unit = LOOP.frame(frame);
            expected += packetiser.packetCount(unit.keyFrame(), unit.nalUnits());
        }
    }

    @Test
    void timestampsFollowTheFrameRateForMonths() {
        RtpTimeline timeline = new RtpTimeline(LOOP, packetiser, 0, 0);
        assertThat(timeline.timestampOf(1)).isEqualTo(9000);
        long oneYear = 365L * 24 * 3600 * 10;
        assertThat(timeline.timestampOf(oneYear + 1) - timeline.timestampOf(oneYear))
                .isEqualTo(9000);
        assertThat(timeline.timestampAt(1_500_000_000L)).isEqualTo(135_000);
    }

    private static ByteBuffer nal(int header, int bytes) {
        byte[] nal = new byte[bytes];
        new Random(bytes).nextBytes(nal);
        nal[0] = (byte) header;
        return ByteBuffer.wrap(nal);
    }
}
