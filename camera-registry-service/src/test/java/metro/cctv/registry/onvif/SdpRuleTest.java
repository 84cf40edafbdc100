package metro.cctv.registry.onvif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import metro.cctv.registry.onvif.SdpRule.Description;
import metro.cctv.registry.onvif.SdpRule.SdpRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SdpRuleTest {
    private static final String HEAD =
            "v=0\r\no=- 1 1 IN IP4 10.0.0.5\r\ns=Session streamed by \"camera\"\r\nt=0 0\r\n";
    private static final String SPS_1080 = "Z2QAKKzZQHgCJ+XARAAAAwAEAAADAMg8YMZY";

    record Bad(String name, String sdp, String words) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Bad> badSdps() {
        String video = "m=video 0 RTP/AVP 96\r\n";
        return List.of(
                new Bad("empty", "", "no session description"),
                new Bad("HTML", "<html></html>", "no session description"),
                new Bad("binary", "\u0000\u0001\u0002", "no session description"),
                new Bad("no media", HEAD, "without a picture"),
                new Bad("sound only", HEAD + "m=audio 0 RTP/AVP 0\r\n", "without a picture"),
                new Bad("metadata only", HEAD + "m=application 0 RTP/AVP 107\r\n", "without a picture"),
                new Bad("attack 30: 64 KiB and one", HEAD + video + "a=" + "x".repeat(65_536), "64 KiB"),
                new Bad("attack 30: 1,001 lines", HEAD + "a=x\r\n".repeat(1001), "1000 lines"),
                new Bad(
                        "attack 30: a line of 9,000",
                        HEAD + video + "a=fmtp:96 " + "x".repeat(9000),
                        "longer than 8192"),
                new Bad("attack 30: 17 media", HEAD + video.repeat(17), "16 media"));
    }

    @ParameterizedTest
    @MethodSource("badSdps")
    void attack30OversizedAndOddDescriptionsAreRefused(Bad bad) {
        assertThatThrownBy(() -> read(bad.sdp()))
                .isInstanceOfSatisfying(
                        SdpRefused.class, e -> assertThat(e.words()).contains(bad.words()));
    }

    /** What lies about itself is read for what it is worth: nothing. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a=fmtp:96 sprop-parameter-sets=%%%
            a=fmtp:96 sprop-parameter-sets=AAAA,BBBB
            a=fmtp:96 sprop-parameter-sets=Z2QA
            a=fmtp:96 sprop-parameter-sets=Z////////////////////////////////////////////w==
            a=fmtp:96 sprop-parameter-sets=
            a=fmtp:97 sprop-parameter-sets=Z2QAKKzZQHgCJ+XARAAAAwAEAAADAMg8YMZY
            a=framesize:96 0-0
            a=framesize:96 999999-1
            a=framesize:96 -1--1
            a=framerate:NaN
            a=framerate:1e9
            a=framerate:-5
            b=AS:99999999
            b=AS:-1
            """)
    void aLineThatCannotBeTrueSaysNothing(String line) throws SdpRefused {
        Description read = read(HEAD + "m=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\n" + line + "\r\n");

        assertThat(read.codec()).isEqualTo("H264");
        assertThat(read.width()).isNull();
        assertThat(read.fps()).isNull();
        assertThat(read.bitrateKbps()).isNull();
    }

    @Test
    void readsCodecSizeRateAndSound() throws SdpRefused {
        Description read = read(HEAD + "m=audio 0 RTP/AVP 0\r\nm=video 0 RTP/AVP 96\r\nb=AS:4096\r\n"
                + "a=rtpmap:96 H264/90000\r\na=fmtp:96 packetization-mode=1; sprop-parameter-sets=" + SPS_1080
                + ",aOvjyyLA\r\na=framerate:29.97\r\na=x-dimensions:640,480\r\nm=video 0 RTP/AVP 26\r\n");

        assertThat(read)
                .isEqualTo(new Description("Session streamed by \"camera\"", "H264", 1920, 1080, 29.97, 4096, true));
    }

    @ParameterizedTest
    @CsvSource({
        "96, H265/90000, H265",
        "98, hevc/90000, H265",
        "26, '', MJPEG",
        "97, JPEG/90000, MJPEG",
        "96, MP4V-ES/90000, MP4V-ES",
    })
    void namesTheCodec(String type, String map, String codec) throws SdpRefused {
        String line = map.isEmpty() ? "" : "a=rtpmap:" + type + " " + map + "\n";
        assertThat(read("v=0\nm=video 0 RTP/AVP " + type + "\n" + line).codec()).isEqualTo(codec);
    }

    @ParameterizedTest
    @CsvSource({
        "Z2QAKKzZQHgCJ+XARAAAAwAEAAADAMg8YMZY, 1920, 1080",
        "Z2QAHqzZQKAv+XARAAADAAEAAAMAMg8WLZY=, 640, 360",
        "Z2QADazZQWCWwEQAAAMABAAAAwDIPFCmWA==, 352, 288",
        // Interlaced: the height is counted in pairs of rows.
        "Z2QAHqzZQLAk2AiAAAADAIAAABkPihTL, 704, 576",
    })
    void h264SizesComeFromTheParameterSet(String sps, int width, int height) {
        assertThat(ParameterSetRule.h264(Base64.getDecoder().decode(sps)))
                .contains(new ParameterSetRule.Size(width, height));
    }

    @ParameterizedTest
    @CsvSource({
        "QgEBAWAAAAMAkAAAAwAAAwB4oAPAgBDlllZpJMrwFoCAAAADAIAAAAyE, 1920, 1080",
        "QgEBAWAAAAMAkAAAAwAAAwBdoAKAgC0WWVmkkyvAWgIAAAMAAgAAAwAyEA==, 1280, 720",
    })
    void h265SizesComeFromTheParameterSet(String sps, int width, int height) throws SdpRefused {
        assertThat(ParameterSetRule.h265(Base64.getDecoder().decode(sps)))
                .contains(new ParameterSetRule.Size(width, height));
        assertThat(read(HEAD + "m=video 0 RTP/AVP 96\r\na=rtpmap:96 H265/90000\r\na=fmtp:96 sprop-sps=" + sps + "\r\n")
                        .width())
                .isEqualTo(width);
    }

    @Test
    void everyCutOffParameterSetIsSurvived() {
        byte[] whole = Base64.getDecoder().decode(SPS_1080);
        for (int length = 0; length < whole.length; length++)
            assertThat(ParameterSetRule.h264(java.util.Arrays.copyOf(whole, length)))
                    .isNotNull();
    }

    private static Description read(String sdp) throws SdpRefused {
        return SdpRule.read(sdp.getBytes(StandardCharsets.UTF_8));
    }
}
