package metro.cctv.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FramePacketiserTest {
    private static final int MAX_PAYLOAD = 100;
    private static final ByteBuffer SPS = nal(0x67, 10);
    private static final ByteBuffer PPS = nal(0x68, 4);

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
        List<ByteBuffer> picture = List.of(nal(0x41, bytes));
        FramePacketiser packetiser = packetiser();
        Sent sent = new Sent();
        packetiser.packetise(false, picture, sent);

        assertThat(sent.payloads).hasSize(packets).allMatch(payload -> payload.remaining() <= MAX_PAYLOAD);
        assertThat(packetiser.packetCount(false, picture)).isEqualTo(packets);
        assertThat(sent.markers).hasSize(packets).endsWith(true);
        assertThat(sent.markers.subList(0, packets - 1)).doesNotContain(true);
        assertThat(sent.back()).containsExactly(picture.getFirst().array());
    }

    @Test
    void aKeyFrameBringsItsParameterSetsInOneAggregate() {
        List<ByteBuffer> picture = List.of(nal(0x65, 250), nal(0x65, 20));
        FramePacketiser packetiser = packetiser();
        Sent sent = new Sent();
        packetiser.packetise(true, picture, sent);

        assertThat(sent.payloads.getFirst().get(0) & 31).isEqualTo(24);
        assertThat(sent.markers).containsExactly(false, false, false, false, true);
        assertThat(packetiser.packetCount(true, picture)).isEqualTo(5);
        assertThat(sent.back())
                .containsExactly(
                        SPS.array(),
                        PPS.array(),
                        picture.get(0).array(),
                        picture.get(1).array());
    }

    @Test
    void setsThatDoNotFitTogetherGoOneByOne() {
        ByteBuffer large = nal(0x68, 250);
        var packetiser = new FramePacketiser(VideoCoding.H264, List.of(SPS, PPS, large), MAX_PAYLOAD);
        List<ByteBuffer> picture = List.of(nal(0x65, 20));
        Sent sent = new Sent();
        packetiser.packetise(true, picture, sent);

        assertThat(sent.payloads).hasSize(6).allMatch(payload -> payload.remaining() <= MAX_PAYLOAD);
        assertThat(packetiser.packetCount(true, picture)).isEqualTo(6);
        assertThat(sent.markers).containsExactly(false, false, false, false, false, true);
        assertThat(sent.back())
                .containsExactly(
                        SPS.array(),
                        PPS.array(),
                        large.array(),
                        picture.getFirst().array());
    }

    @Test
    void hevcFragmentsKeepTypeLayerAndTemporalId() {
        ByteBuffer nal = nal(0x26, 250); // IDR_W_RADL
        nal.put(1, (byte) 0x01);
        var packetiser =
                new FramePacketiser(VideoCoding.H265, List.of(nal(0x40, 5), nal(0x42, 9), nal(0x44, 4)), MAX_PAYLOAD);
        Sent sent = new Sent();
        packetiser.packetise(true, List.of(nal), sent);

        assertThat(sent.payloads.getFirst().get(0) >> 1 & 63)
                .as("aggregation packet")
                .isEqualTo(48);
        List<ByteBuffer> fragments = sent.payloads.subList(1, sent.payloads.size());
        assertThat(fragments).allSatisfy(fragment -> {
            assertThat(fragment.get(0) >> 1 & 63).as("fragmentation unit").isEqualTo(49);
            assertThat(fragment.get(1)).isEqualTo((byte) 1);
            assertThat(fragment.get(2) & 63).isEqualTo(0x26 >> 1);
        });
        assertThat(fragments.getFirst().get(2) & 0xC0).isEqualTo(0x80);
        assertThat(fragments.getLast().get(2) & 0xC0).isEqualTo(0x40);
        int bytes = fragments.stream()
                .mapToInt(fragment -> fragment.remaining() - 3)
                .sum();
        assertThat(bytes).isEqualTo(250 - 2);
    }

    private static FramePacketiser packetiser() {
        return new FramePacketiser(VideoCoding.H264, List.of(SPS, PPS), MAX_PAYLOAD);
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
