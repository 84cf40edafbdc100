package metro.cctv.simulator.rtsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avformat.*;
import static org.bytedeco.ffmpeg.global.avutil.*;

import java.util.ArrayList;
import java.util.List;
import metro.cctv.simulator.SimulatedCameras;
import metro.cctv.simulator.access.AuthScheme;
import metro.cctv.simulator.video.EncodedLoop;
import metro.cctv.simulator.video.TestPattern;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** FFmpeg's own RTSP client and decoder against the server. It speaks MD5 only; AuthenticatorTest has SHA-256. */
@Timeout(120)
class LibavClientIT {
    private static EncodedLoop main;
    private static EncodedLoop sub;

    @BeforeAll
    static void encode() {
        main = TestPattern.loop(640, 360, 15, 2);
        sub = TestPattern.loop(320, 180, 10, 2);
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(textBlock = """
                    NONE,          tcp, main
                    BASIC,         tcp, main
                    DIGEST,        tcp, sub
                    DIGEST_MD5,    udp, main
                    DIGEST,        udp, sub
                    """)
    void decodesWithoutErrors(AuthScheme scheme, String transport, String stream) {
        var builder = SimulatedCameras.builder().camera("CAM-1", main, sub);
        if (scheme != AuthScheme.NONE) builder.credentials("user", "p-w").auth(scheme);
        try (var cameras = builder.start()) {
            String user = scheme == AuthScheme.NONE ? "" : "user:p-w@";
            Seen seen = watch(cameras.url("CAM-1", stream).replace("//", "//" + user), transport, 25);
            EncodedLoop loop = stream.equals("main") ? main : sub;
            assertThat(seen.errors).isEmpty();
            assertThat(seen.width).isEqualTo(loop.width());
            assertThat(seen.height).isEqualTo(loop.height());
            assertThat(seen.pictures).as("over the seam of the loop").isGreaterThanOrEqualTo(20);
            assertThat(seen.steps)
                    .as("RTP ticks between pictures")
                    .containsOnly(90_000L / loop.rate().frames());
        }
    }

    @Test
    void aWrongPasswordIsRefused() {
        try (var cameras = SimulatedCameras.builder()
                .camera("CAM-1", main, sub)
                .credentials("user", "p-w")
                .start()) {
            Seen seen = watch(cameras.url("CAM-1", "sub").replace("//", "//user:guess@"), "tcp", 1);
            assertThat(seen.errors).containsExactly("open: " + AVERROR_HTTP_UNAUTHORIZED());
        }
    }

    private static final class Seen {
        private final List<String> errors = new ArrayList<>();
        private final List<Long> steps = new ArrayList<>();
        private int pictures;
        private int width;
        private int height;
    }

    /** Reads that many packets and decodes them. */
    private static Seen watch(String url, String transport, int packets) {
        Seen seen = new Seen();
        AVFormatContext format = new AVFormatContext(null);
        AVDictionary options = new AVDictionary(null);
        av_dict_set(options, "rtsp_transport", transport, 0);
        av_dict_set(options, "timeout", "5000000", 0);
        int opened = avformat_open_input(format, url, null, options);
        av_dict_free(options);
        if (opened < 0) {
            seen.errors.add("open: " + opened);
            return seen;
        }
        var codec = avcodec_find_decoder(AV_CODEC_ID_H264);
        AVCodecContext decoder = avcodec_alloc_context3(codec);
        avcodec_parameters_to_context(decoder, format.streams(0).codecpar());
        decoder.err_recognition(AV_EF_EXPLODE);
        decoder.thread_count(1);
        avcodec_open2(decoder, codec, (AVDictionary) null);
        AVPacket packet = av_packet_alloc();
        AVFrame picture = av_frame_alloc();
        long last = AV_NOPTS_VALUE;
        for (int i = 0; i < packets; i++) {
            int read = av_read_frame(format, packet);
            if (read < 0) {
                seen.errors.add("read: " + read);
                break;
            }
            if (last != AV_NOPTS_VALUE && packet.pts() != AV_NOPTS_VALUE) seen.steps.add(packet.pts() - last);
            last = packet.pts();
            int sent = avcodec_send_packet(decoder, packet);
            if (sent < 0) seen.errors.add("decode: " + sent);
            while (avcodec_receive_frame(decoder, picture) >= 0) {
                seen.pictures++;
                seen.width = picture.width();
                seen.height = picture.height();
                if (picture.decode_error_flags() != 0) seen.errors.add("concealed: " + picture.decode_error_flags());
            }
            av_packet_unref(packet);
        }
        av_frame_free(picture);
        av_packet_free(packet);
        avcodec_free_context(decoder);
        avformat_close_input(format);
        return seen;
    }
}
