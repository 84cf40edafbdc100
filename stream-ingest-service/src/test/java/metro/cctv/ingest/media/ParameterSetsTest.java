package metro.cctv.ingest.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ParameterSetsTest {
    private static final byte[] HD = HexFormat.of().parseHex("67640028acd940780227e5c044000003000400000300783c60c658");
    private static final byte[] SMALL = HexFormat.of().parseHex("674d400ceca0b04b60220000030002000003003c1e28532c");

    private final ParameterSets sets = new ParameterSets(VideoCodec.H264);

    @Test
    void aFormatNeedsBothAndChangesWithThem() {
        assertThat(sets.atKeyFrame()).isNull();
        sets.add(HD);
        assertThat(sets.atKeyFrame()).isNull();
        sets.add(pps(0x80));
        VideoFormat first = sets.atKeyFrame();
        assertThat(first).hasToString("avc1.640028 1920x1080");
        sets.add(HD.clone());
        sets.add(pps(0x80));
        assertThat(sets.atKeyFrame()).as("said again, not changed").isSameAs(first);
        sets.add(SMALL);
        sets.add(pps(0x80));
        assertThat(sets.atKeyFrame()).hasToString("avc1.4d400c 352x288");
    }

    @Test
    void aPictureSetOfTheSameIdReplacesTheOld() {
        sets.add(HD);
        sets.add(pps(0x80));
        sets.add(pps(0x90));
        assertThat(sets.atKeyFrame().pps()).containsExactly(pps(0x90));
        sets.add(pps(0x40));
        assertThat(sets.atKeyFrame().pps()).hasSize(2);
    }

    @Test
    void rubbishIsBounded() {
        sets.add(HD);
        var random = new Random(2);
        for (int i = 0; i < 5000; i++) {
            var nal = new byte[random.nextInt(1, 9)];
            random.nextBytes(nal);
            nal[0] = 0x68;
            sets.add(nal);
            VideoFormat format = sets.atKeyFrame();
            if (format != null) assertThat(format.pps()).hasSizeLessThanOrEqualTo(16);
        }
    }

    @Test
    void hevcNeedsAllThree() {
        var hevc = new ParameterSets(VideoCodec.H265);
        hevc.add(HevcFormatTest.SPS);
        hevc.add(HevcFormatTest.PPS);
        assertThat(hevc.atKeyFrame()).isNull();
        hevc.add(HevcFormatTest.VPS);
        assertThat(hevc.atKeyFrame()).hasToString("hvc1.1.6.L63.90 640x360");
        hevc.add(HevcFormatTest.DEEP_VPS);
        hevc.add(HevcFormatTest.DEEP_SPS);
        hevc.add(HevcFormatTest.PPS);
        assertThat(hevc.atKeyFrame()).hasToString("hvc1.2.4.L120.90 1920x1080");
    }

    /** The first bits are the id: 1 is 0, 010 is 1. */
    private static byte[] pps(int bits) {
        return new byte[] {0x68, (byte) bits, 1};
    }
}
