package metro.cctv.simulator.rtsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avformat.*;
import static org.bytedeco.ffmpeg.global.avutil.*;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import metro.cctv.simulator.access.AuthScheme;
import metro.cctv.simulator.camera.CameraDescription;
import metro.cctv.simulator.camera.LiveCamera;
import metro.cctv.simulator.camera.ShowTime;
import metro.cctv.simulator.head.PtzHead;
import metro.cctv.simulator.head.SteeredPictures;
import metro.cctv.simulator.loop.LoopSource;
import metro.cctv.simulator.scene.SceneCatalog;
import metro.cctv.simulator.video.EncodedLoop;
import metro.cctv.simulator.video.TestPattern;
import metro.cctv.testkit.RawRtspClient;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A head turns while somebody looks: loop, live pictures, loop again, in one unbroken stream. */
@Timeout(120)
class SteeredStreamIT {
    private static final String PATH = "/DJ-SEO-002/main";

    private final EncodedLoop loop = TestPattern.loop(320, 180, 10, 2);
    private final ExecutorService painter = Executors.newSingleThreadExecutor();
    private LiveCamera camera;
    private RtspServer server;

    @BeforeEach
    void start() throws Exception {
        camera = new LiveCamera(
                new CameraDescription(
                        "DJ-SEO-002", "n", "DJ-SEO", "서구", "OTHER", "a", 127, 36, null, 60, true, "market-street"),
                new LoopSource.Rendered(SceneCatalog.named("market-street").orElseThrow()),
                ShowTime.now());
        server = RtspServer.start(
                new RtspServer.Settings("127.0.0.1", 0, AuthScheme.NONE, null, RtspLimits.defaults(), false, false));
        server.publish(PATH, loop, camera.showTime().startedNanos(), SteeredPictures.of(camera, loop, painter));
    }

    @AfterEach
    void stop() {
        server.close();
        painter.shutdownNow();
    }

    @Test
    void theDecoderSeesTheTurnAndNoError() {
        PtzHead head = camera.head();
        AVFormatContext format = new AVFormatContext(null);
        AVDictionary options = new AVDictionary(null);
        av_dict_set(options, "rtsp_transport", "tcp", 0);
        assertThat(avformat_open_input(format, "rtsp://127.0.0.1:" + server.port() + PATH, null, options))
                .isZero();
        AVCodecContext decoder = avcodec_alloc_context3(avcodec_find_decoder(AV_CODEC_ID_H264));
        avcodec_parameters_to_context(decoder, format.streams(0).codecpar());
        decoder.err_recognition(AV_EF_EXPLODE);
        decoder.thread_count(1);
        avcodec_open2(decoder, null, (AVDictionary) null);
        AVPacket packet = av_packet_alloc();
        AVFrame picture = av_frame_alloc();
        List<String> errors = new ArrayList<>();
        List<byte[]> seen = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            if (i == 5) head.glide(new PtzHead.Position(0.1, 0, 0.3), Instant.now());
            if (i == 32) head.glide(PtzHead.Position.FRONT, Instant.now());
            if (av_read_frame(format, packet) < 0) errors.add("read " + i);
            if (avcodec_send_packet(decoder, packet) < 0) errors.add("decode " + i);
            while (avcodec_receive_frame(decoder, picture) >= 0) {
                if (picture.decode_error_flags() != 0) errors.add("concealed " + i);
                seen.add(brightness(picture));
            }
            av_packet_unref(packet);
        }
        av_frame_free(picture);
        av_packet_free(packet);
        avcodec_free_context(decoder);
        avformat_close_input(format);
        assertThat(errors).isEmpty();
        assertThat(seen).hasSizeGreaterThanOrEqualTo(58);
        byte[] bars = seen.getFirst();
        assertThat(difference(bars, seen.get(30))).as("away: the scene").isGreaterThan(15);
        assertThat(difference(seen.get(10), seen.get(26)))
                .as("it moves and zooms")
                .isGreaterThan(3);
        assertThat(difference(bars, seen.getLast())).as("the loop again").isLessThan(6);
    }

    @Test
    void packetsAreCountedThroughBothChangesAndRtpInfoPromisesNoNumber() throws Exception {
        try (var client = new RawRtspClient(server.port())) {
            String url = "rtsp://127.0.0.1:" + server.port() + PATH;
            String session = client.ask("SETUP", url + "/trackID=0", "Transport: RTP/AVP/TCP;unicast;interleaved=0-1")
                    .session();
            RawRtspClient.Answer play = client.ask("PLAY", url, "Session: " + session);
            assertThat(play.headers().get("rtp-info")).contains("rtptime=").doesNotContain("seq=");
            PtzHead head = camera.head();
            int last = -1;
            for (int frames = 0; frames < 50; ) {
                ByteBuffer rtp = client.frameOn(0);
                int sequence = rtp.getShort(2) & 0xffff;
                if (last >= 0) assertThat(sequence).isEqualTo((last + 1) & 0xffff);
                last = sequence;
                if ((rtp.get(1) & 0x80) == 0) continue;
                frames++;
                if (frames == 3) head.glide(new PtzHead.Position(0.05, 0, 0), Instant.now());
                if (frames == 15) head.glide(PtzHead.Position.FRONT, Instant.now());
            }
        }
    }

    /** Mean brightness of each field of a grid of 16 × 9. */
    private static byte[] brightness(AVFrame picture) {
        byte[] fields = new byte[16 * 9];
        int width = picture.width() / 16;
        int height = picture.height() / 9;
        byte[] row = new byte[picture.width()];
        int[] sums = new int[fields.length];
        for (int y = 0; y < height * 9; y++) {
            picture.data(0).position((long) y * picture.linesize(0)).get(row);
            for (int x = 0; x < width * 16; x++) sums[y / height * 16 + x / width] += row[x] & 0xff;
        }
        for (int i = 0; i < fields.length; i++) fields[i] = (byte) (sums[i] / (width * height));
        return fields;
    }

    private static double difference(byte[] a, byte[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += Math.abs((a[i] & 0xff) - (b[i] & 0xff));
        return sum / a.length;
    }
}
