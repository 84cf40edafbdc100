package metro.cctv.ingest.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class H264DepacketizerTest {
    private static final int TYPE = 96;

    private final List<String> pictures = new ArrayList<>();
    private final List<String> sets = new ArrayList<>();
    private final H264Depacketizer depacketizer = new H264Depacketizer(TYPE, new H264Depacketizer.Pictures() {
        @Override
        public void onPicture(byte[] data, int length, boolean key, long rtpTimestamp) {
            pictures.add((key ? "K" : "P") + rtpTimestamp + ":" + hex(Arrays.copyOf(data, length)));
        }

        @Override
        public void onParameterSet(byte[] nal) {
            sets.add(hex(nal));
        }
    });
    private int sequence = 65_530;
    private int source = 1;

    @Test
    void singleUnitsWithAMarker() {
        rtp(100, true, "65aabb");
        rtp(200, true, "41cc");
        assertThat(pictures).containsExactly("K100:0000000365aabb", "P200:0000000241cc");
    }

    @Test
    void nothingBeforeTheFirstKeyFrame() {
        rtp(100, true, "41cc");
        rtp(200, true, "65aa");
        assertThat(pictures).containsExactly("K200:0000000265aa");
    }

    @Test
    void slicesOfOnePictureBelongTogether() {
        rtp(100, false, "6501");
        rtp(100, false, "6502");
        rtp(100, true, "6503");
        assertThat(pictures).containsExactly("K100:000000026501000000026502000000026503");
    }

    @Test
    void aggregationWithParameterSetsDelimiterAndSei() {
        rtp(100, true, "78" + "00036742c0" + "000268ce" + "000209f0" + "00020601" + "000265aa");
        assertThat(sets).containsExactly("6742c0", "68ce");
        assertThat(pictures).containsExactly("K100:0000000206010000000265aa");
    }

    @Test
    void fragmentsAreJoined() {
        rtp(100, false, "7c85" + "aa");
        rtp(100, false, "7c05" + "bb");
        rtp(100, true, "7c45" + "cc");
        assertThat(pictures).containsExactly("K100:0000000465aabbcc");
    }

    @Test
    void aMissingMarkerEndsWithTheNextTimestamp() {
        rtp(100, false, "65aa");
        rtp(200, false, "41bb");
        rtp(300, false, "41cc");
        assertThat(pictures).containsExactly("K100:0000000265aa", "P200:0000000241bb");
    }

    @Test
    void markersThatLieAreNoLongerBelieved() {
        rtp(100, true, "6501");
        rtp(100, true, "6502");
        for (int picture = 2; picture < 5; picture++) {
            rtp(picture * 100, true, "6501");
            rtp(picture * 100, true, "6502");
        }
        assertThat(pictures).contains("K300:000000026501000000026502").doesNotContain("K200:000000026501");
    }

    @Test
    void lossDamagesUpToTheNextWholeKeyFrame() {
        rtp(100, true, "65aa");
        sequence++; // lost
        rtp(200, true, "41bb");
        rtp(300, true, "41cc");
        rtp(400, true, "65dd");
        rtp(500, true, "41ee");
        assertThat(pictures).containsExactly("K100:0000000265aa", "K400:0000000265dd", "P500:0000000241ee");
        assertThat(depacketizer.lostPackets()).isEqualTo(1);
    }

    @Test
    void aKeyFrameThatLostItsMiddleIsNotHandedOn() {
        rtp(100, false, "7c85aa");
        sequence++;
        rtp(100, true, "7c45cc");
        rtp(200, true, "65dd");
        assertThat(pictures).containsExactly("K200:0000000265dd");
    }

    @Test
    void anotherSourceStartsAnewWithAKeyFrame() {
        rtp(100, true, "65aa");
        source = 2;
        sequence = 7;
        rtp(9000, true, "41bb");
        rtp(9100, true, "65cc");
        assertThat(pictures).containsExactly("K100:0000000265aa", "K9100:0000000265cc");
    }

    @Test
    void duplicatesAndLateOnesAreDroppedWithoutDamage() {
        rtp(100, true, "65aa");
        sequence--;
        rtp(100, true, "65aa");
        rtp(200, true, "41bb");
        assertThat(pictures).containsExactly("K100:0000000265aa", "P200:0000000241bb");
    }

    @Test
    void extensionContributorsAndPaddingAreSkipped() {
        packet("b1" + "e0" + "0001" + "00000064" + "00000001" + "deadbeef" + "bede0001" + "11223344" + "65aa"
                + "000003");
        assertThat(pictures).containsExactly("K100:0000000265aa");
    }

    @Test
    void headersThatLieAreRejected() {
        packet("8f60000100000064000000016500"); // 15 contributors that are not there
        packet("9060000100000064000000016500ffff"); // extension longer than the packet
        packet("a060000100000064000000016500ff"); // padding longer than the packet
        packet("80"); // too short
        packet("00e0000100000064000000016500"); // version 0
        packet("80e1000100000064000000016500"); // another payload type
        assertThat(pictures).isEmpty();
        assertThat(depacketizer.rejectedPackets()).isEqualTo(6);
    }

    @Test
    void aPictureWithoutEndIsBounded() {
        rtp(100, false, "7c85aa");
        var body = "7c05" + "11".repeat(1400);
        for (int i = 0; i < 2 * H264Depacketizer.MAX_UNIT_BYTES / 1400; i++) rtp(100, false, body);
        rtp(100, true, "7c45cc");
        rtp(200, true, "65dd");
        assertThat(pictures).containsExactly("K200:0000000265dd");
    }

    @Test
    void rubbishIsSurvived() {
        var random = new Random(11);
        assertThatCode(() -> {
                    for (int i = 0; i < 200_000; i++) {
                        var bytes = new byte[random.nextInt(0, 80)];
                        random.nextBytes(bytes);
                        if (bytes.length > 12 && random.nextBoolean()) {
                            bytes[0] = (byte) 0x80;
                            bytes[1] = (byte) (random.nextBoolean() ? TYPE : TYPE | 0x80);
                        }
                        depacketizer.packet(Unpooled.wrappedBuffer(bytes));
                    }
                })
                .doesNotThrowAnyException();
    }

    private void rtp(int timestamp, boolean marker, String payload) {
        var out = new ByteArrayOutputStream();
        out.write(0x80);
        out.write(marker ? TYPE | 0x80 : TYPE);
        out.write(sequence >> 8);
        out.write(sequence);
        sequence = (sequence + 1) & 0xFFFF;
        for (int shift = 24; shift >= 0; shift -= 8) out.write(timestamp >> shift);
        for (int shift = 24; shift >= 0; shift -= 8) out.write(source >> shift);
        out.writeBytes(HexFormat.of().parseHex(payload));
        depacketizer.packet(Unpooled.wrappedBuffer(out.toByteArray()));
    }

    private void packet(String hex) {
        depacketizer.packet(Unpooled.wrappedBuffer(HexFormat.of().parseHex(hex)));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
