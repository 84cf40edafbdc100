package metro.cctv.ingest.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against what x265 writes, and FFmpeg's own hvcC of the same streams. */
class HevcFormatTest {
    static final byte[] VPS = hex("40010c01ffff01600000030090000003000003003f959409");
    static final byte[] SPS =
            hex("42010101600000030090000003000003003fa005020171f2e595952930bc05a02000000300200000030141");
    static final byte[] PPS = hex("4401c073c189");
    static final byte[] DEEP_VPS = hex("40010c01ffff022000000300900000030000030078959409");
    static final byte[] DEEP_SPS =
            hex("420101022000000300900000030000030078a003c0801107cad965654a4c2f0168080000030008000003005040");

    @Test
    void readsSizeAndWritesTheConfigurationThatFfmpegWrites() {
        VideoFormat format = VideoFormat.hevc(VPS, SPS, List.of(PPS)).orElseThrow();
        assertThat(format).hasToString("hvc1.1.6.L63.90 640x360");
        assertThat(format.decoderConfiguration())
                .isEqualTo(hex(
                        "0101600000009000000000003ff000fcfdf8f800000f03a00001001840010c01ffff01600000030090000003000003"
                                + "003f959409a10001002b42010101600000030090000003000003003fa005020171f2e595952930bc05a020"
                                + "00000300200000030141a2000100064401c073c189"));
    }

    @Test
    void tenBitsAndACroppedPicture() {
        VideoFormat format = VideoFormat.hevc(DEEP_VPS, DEEP_SPS, List.of(PPS)).orElseThrow();
        assertThat(format).hasToString("hvc1.2.4.L120.90 1920x1080");
        assertThat(Arrays.copyOf(format.decoderConfiguration(), 23))
                .isEqualTo(hex("01022000000090000000000078f000fcfdfafa00000f03"));
    }

    @Test
    void cutShortOrRubbishIsNoFormat() {
        for (int length = 0; length < 21; length++)
            assertThat(HevcSequenceParameterSet.parse(Arrays.copyOf(SPS, length)))
                    .isEmpty();
        var random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            byte[] broken = SPS.clone();
            for (int flips = 0; flips < 6; flips++)
                broken[random.nextInt(2, broken.length)] = (byte) random.nextInt(256);
            HevcSequenceParameterSet.parse(broken)
                    .ifPresent(read -> assertThat(read.width()).isBetween(16, 8192));
        }
        assertThat(VideoFormat.hevc(VPS, SPS, List.of())).isEmpty();
    }

    /** What the decoder configuration has no bits for would spill into its neighbours. */
    @ParameterizedTest
    @CsvSource({"1, 8, 8, true", "7, 15, 15, true", "8, 8, 8, false", "1, 16, 8, false", "1, 8, 16, false"})
    void onlyWhatADecoderConfigurationCanHoldIsAFormat(int layers, int luma, int chroma, boolean holds) {
        String subLayers = layers == 1 ? "" : "00".repeat(8);
        String bits = "0000" + threeBits(layers - 1) + "1" + "1".repeat(96) + subLayers + golomb(0) + golomb(1)
                + golomb(640) + golomb(360) + "0" + golomb(luma - 8) + golomb(chroma - 8);
        assertThat(HevcSequenceParameterSet.parse(nal(bits)).isPresent()).isEqualTo(holds);
    }

    private static byte[] nal(String bits) {
        String whole = "0100001000000001" + bits + "1".repeat(8 - bits.length() % 8);
        return new java.math.BigInteger(whole, 2).toByteArray();
    }

    private static String threeBits(int value) {
        return Integer.toBinaryString(8 + value).substring(1);
    }

    /** ue(v) */
    private static String golomb(int value) {
        String digits = Integer.toBinaryString(value + 1);
        return "0".repeat(digits.length() - 1) + digits;
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
