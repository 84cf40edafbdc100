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
import metro.cctv.ingest.media.VideoCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RtpDepacketizerTest {
    private static final int TYPE = 96;

    private final List<String> pictures = new ArrayList<>();
    private final List<String> sets = new ArrayList<>();
    private final RtpDepacketizer.Pictures written = new RtpDepacketizer.Pictures() {
        @Override
        public void onPicture(byte[] data, int length, boolean key, long rtpTimestamp) {
            pictures.add((key ? "K" : "P") + rtpTimestamp + ":" + hex(Arrays.copyOf(data, length)));
        }

        @Override
        public void onParameterSet(byte[] nal) {
            sets.add(hex(nal));
        }
    };
    private RtpDepacketizer depacketizer = new RtpDepacketizer(VideoCodec.H264, TYPE, written);
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
        for (int i = 0; i < 2 * PictureAssembly.MAX_BYTES / 1400; i++) rtp(100, false, body);
        rtp(100, true, "7c45cc");
        rtp(200, true, "65dd");
        assertThat(pictures).containsExactly("K200:0000000265dd");
    }

    @Test
    void hevcSingleUnitsAggregatesAndFragments() {
        hevc();
        rtp(100, true, "6001" + "0003400101" + "0003420102" + "0003440103" + "00034e0104" + "000426010aaa");
        rtp(200, false, "6201" + "81" + "bb");
        rtp(200, false, "6201" + "01" + "cc");
        rtp(200, true, "6201" + "41" + "dd");
        rtp(300, true, "0201ee");
        assertThat(sets).containsExactly("400101", "420102", "440103");
        assertThat(pictures)
                .containsExactly(
                        "K100:000000034e01040000000426010aaa", "P200:000000050201bbccdd", "P300:000000030201ee");
    }

    @ParameterizedTest(name = "type {0}: key {1}")
    @CsvSource({"16, true", "18, true", "19, true", "20, true", "21, true", "1, false", "0, false", "9, false"})
    void hevcBeginsWithEveryRandomAccessPicture(int type, boolean key) {
        hevc();
        rtp(100, true, "%02x01aa".formatted(type << 1));
        assertThat(pictures.size()).isEqualTo(key ? 1 : 0);
    }

    @Test
    void hevcPicturesThatBuildOnWhatWasBeforeTheFirstKeyAreSkippedThereOnly() {
        hevc();
        rtp(100, true, "2a01aa"); // CRA
        rtp(50, true, "1001bb"); // RASL: refers to what was never received
        rtp(60, true, "0c01cc"); // RADL: can be decoded
        rtp(200, true, "2a01dd");
        rtp(150, true, "1001ee");
        assertThat(pictures)
                .containsExactly(
                        "K100:000000032a01aa", "P60:000000030c01cc", "K200:000000032a01dd", "P150:000000031001ee");
    }

    @Test
    void hevcDropsFillerDelimitersAndOtherLayers() {
        hevc();
        rtp(100, true, "6001" + "0003460150" + "0003260aaa" + "000326010a" + "00034c0100");
        rtp(200, true, "0209ee"); // layer 1
        assertThat(pictures).containsExactly("K100:00000003260aaa0000000326010a");
        assertThat(depacketizer.rejectedPackets()).isEqualTo(1);
    }

    @Test
    void hevcFragmentWithoutItsBeginningDamagesThePicture() {
        hevc();
        rtp(100, true, "2601aa");
        rtp(200, true, "6201" + "41" + "dd");
        rtp(300, true, "0201ee");
        rtp(400, true, "2601bb");
        assertThat(pictures).containsExactly("K100:000000032601aa", "K400:000000032601bb");
    }

    @ParameterizedTest
    @EnumSource(VideoCodec.class)
    void rubbishIsSurvived(VideoCodec codec) {
        depacketizer = new RtpDepacketizer(codec, TYPE, written);
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

    private void hevc() {
        depacketizer = new RtpDepacketizer(VideoCodec.H265, TYPE, written);
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
