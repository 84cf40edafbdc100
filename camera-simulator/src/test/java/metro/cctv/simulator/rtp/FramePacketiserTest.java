package metro.cctv.simulator.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import metro.cctv.simulator.video.AccessUnit;
import metro.cctv.simulator.video.EncodedLoop;
import metro.cctv.simulator.video.FrameRate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FramePacketiserTest {
    private static final int MAX_PAYLOAD = 100;

    @ParameterizedTest(name = "a NAL unit of {0} bytes becomes {1} packets")
    @CsvSource(textBlock = """
                    1, 1
                    2, 1
                    99, 1
                    100, 1
                    101, 2
                    197, 2
                    198, 3
                    5000, 52
                    """)
    void everyByteComesBack(int bytes, int packets) {
        AccessUnit unit = new AccessUnit(false, List.of(nal(0x41, bytes)));
        FramePacketiser packetiser = new FramePacketiser(loop(), MAX_PAYLOAD);
        Sent sent = new Sent();
        packetiser.packetise(unit, sent);

        assertThat(sent.payloads).hasSize(packets).allMatch(payload -> payload.remaining() <= MAX_PAYLOAD);
        assertThat(packetiser.packetCount(unit)).isEqualTo(packets);
        assertThat(sent.markers).hasSize(packets).endsWith(true);
        assertThat(sent.markers.subList(0, packets - 1)).doesNotContain(true);
        assertThat(sent.back()).containsExactly(unit.nalUnits().getFirst().array());
    }

    @Test
    void aKeyFrameBringsItsParameterSetsInOneAggregate() {
        AccessUnit unit = new AccessUnit(true, List.of(nal(0x65, 250), nal(0x65, 20)));
        FramePacketiser packetiser = new FramePacketiser(loop(), MAX_PAYLOAD);
        Sent sent = new Sent();
        packetiser.packetise(unit, sent);

        assertThat(sent.payloads.getFirst().get(0) & 31).isEqualTo(24);
        assertThat(sent.markers).containsExactly(false, false, false, false, true);
        assertThat(packetiser.packetCount(unit)).isEqualTo(5);
        assertThat(sent.back())
                .containsExactly(
                        loop().sps().array(),
                        loop().pps().array(),
                        unit.nalUnits().get(0).array(),
                        unit.nalUnits().get(1).array());
    }

    @Test
    void sequenceNumbersRunOnThroughRoundsAndWrapAt65536() {
        EncodedLoop loop = loop();
        FramePacketiser packetiser = new FramePacketiser(loop, MAX_PAYLOAD);
        RtpTimeline timeline = new RtpTimeline(loop, packetiser, 65_530, -1);
        int expected = 65_530;
        for (long frame = 0; frame < 12; frame++) {
            assertThat(timeline.sequenceOf(frame)).isEqualTo(expected & 0xffff);
            expected += packetiser.packetCount(loop.frame(frame));
        }
    }

    @Test
    void timestampsFollowTheFrameRateForMonths() {
        RtpTimeline timeline = new RtpTimeline(loop(), new FramePacketiser(loop(), MAX_PAYLOAD), 0, 0);
        assertThat(timeline.timestampOf(1)).isEqualTo(9000);
        long oneYear = 365L * 24 * 3600 * 10;
        assertThat(timeline.timestampOf(oneYear + 1) - timeline.timestampOf(oneYear))
                .isEqualTo(9000);
        assertThat(timeline.timestampAt(1_500_000_000L)).isEqualTo(135_000);
    }

    private static EncodedLoop loop() {
        return new EncodedLoop(
                64,
                64,
                FrameRate.of(10),
                nal(0x67, 10),
                nal(0x68, 4),
                List.of(
                        new AccessUnit(true, List.of(nal(0x65, 250))),
                        new AccessUnit(false, List.of(nal(0x41, 30))),
                        new AccessUnit(false, List.of(nal(0x41, 130)))));
    }

    private static ByteBuffer nal(int header, int bytes) {
        byte[] nal = new byte[bytes];
        new Random(bytes).nextBytes(nal);
        nal[0] = (byte) header;
        return ByteBuffer.wrap(nal);
    }

    private static final class Sent implements FramePacketiser.Sink {
        private final List<ByteBuffer> payloads = new ArrayList<>();
        private final List<Boolean> markers = new ArrayList<>();

        @Override
        public void payload(ByteBuffer head, ByteBuffer body, boolean last) {
            payloads.add(ByteBuffer.allocate(head.remaining() + body.remaining())
                    .put(head)
                    .put(body)
                    .flip());
            markers.add(last);
        }

        private List<byte[]> back() {
            Depacketiser depacketiser = new Depacketiser();
            for (ByteBuffer payload : payloads) depacketiser.payload(payload.duplicate());
            return depacketiser.nals();
        }
    }
}
