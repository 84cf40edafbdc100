package metro.cctv.ingest.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SequenceParameterSetTest {
    @ParameterizedTest(name = "{0}: {1} {2}x{3}")
    @CsvSource({
        // x264: high 4:2:0 cropped from 1088 lines, baseline, main, high 10, high interlaced (PAFF map units)
        "67640028acd940780227e5c044000003000400000300783c60c658, avc1.640028, 1920, 1080",
        "6742c01fd9005005bb0110000003001000000301e0f1832480, avc1.42c01f, 1280, 720",
        "674d400ceca0b04b60220000030002000003003c1e28532c, avc1.4d400c, 352, 288",
        "676e0016a6cd940a02ff970110000003001000000301e0f162d960, avc1.6e0016, 640, 360",
        "6764001eacd940b424d80880000003008000000f0f8a14cb, avc1.64001e, 720, 576",
    })
    void reads(String hex, String codecs, int width, int height) {
        SequenceParameterSet sps =
                SequenceParameterSet.parse(HexFormat.of().parseHex(hex)).orElseThrow();
        assertThat(sps.codecs()).isEqualTo(codecs);
        assertThat(sps.width()).isEqualTo(width);
        assertThat(sps.height()).isEqualTo(height);
    }

    @Test
    void rubbishIsRefusedWithoutAnException() {
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            var nal = new byte[random.nextInt(1, 64)];
            random.nextBytes(nal);
            nal[0] = 0x67;
            SequenceParameterSet.parse(nal)
                    .ifPresent(sps -> assertThat(sps.width()).isBetween(16, 8192));
        }
        assertThat(SequenceParameterSet.parse(new byte[0])).isEmpty();
        assertThat(SequenceParameterSet.parse(new byte[5000])).isEmpty();
    }

    @Test
    void everyTruncationIsRefusedOrRead() {
        byte[] whole = HexFormat.of().parseHex("67640028acd940780227e5c05a808080a0000003002000000781e30632c0");
        for (int length = 0; length < 8; length++)
            assertThat(SequenceParameterSet.parse(Arrays.copyOf(whole, length))).isEmpty();
    }

    @Test
    void aFormatNeedsAPictureSetAndEqualsByContent() {
        byte[] sps = HexFormat.of().parseHex("67640028acd940780227e5c05a808080a0000003002000000781e30632c0");
        assertThat(VideoFormat.of(sps, List.of())).isEmpty();
        var one = VideoFormat.of(sps, List.of(new byte[] {0x68, 1})).orElseThrow();
        var same = VideoFormat.of(sps.clone(), List.of(new byte[] {0x68, 1})).orElseThrow();
        var other = VideoFormat.of(sps, List.of(new byte[] {0x68, 2})).orElseThrow();
        assertThat(one).isEqualTo(same).hasSameHashCodeAs(same).isNotEqualTo(other);
    }
}
