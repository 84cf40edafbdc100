package metro.cctv.simulator.video;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avformat.*;
import static org.bytedeco.ffmpeg.global.avutil.*;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.function.ObjDoubleConsumer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** Pictures of any video file that FFmpeg reads, at an even rate. Not thread-safe. */
public final class VideoFile implements AutoCloseable {
    /** FFmpeg's AV_NOPTS_VALUE: some pictures of AVI files have no time. */
    private static final long NO_TIME = Long.MIN_VALUE;

    private static final double UNTIMED_GAP_S = 0.001;

    private final AVFormatContext format;
    private final AVCodecContext decoder;
    private final AVStream stream;
    private final AVPacket packet = av_packet_alloc();
    private final AVFrame decoded = av_frame_alloc();

    private VideoFile(AVFormatContext format, AVCodecContext decoder, AVStream stream) {
        this.format = format;
        this.decoder = decoder;
        this.stream = stream;
    }

    public static VideoFile open(Path file) {
        AVFormatContext format = new AVFormatContext(null);
        AVDictionary options = new AVDictionary(null);
        // A playlist inside a "video" must not make the simulator read other files or addresses.
        av_dict_set(options, "protocol_whitelist", "file", 0);
        Native.check("open " + file, avformat_open_input(format, "file:" + file, null, options));
        av_dict_free(options);
        Native.check("read " + file, avformat_find_stream_info(format, (AVDictionary) null));
        AVCodec codec = new AVCodec(null);
        int index = Native.check(
                "find video in " + file, av_find_best_stream(format, AVMEDIA_TYPE_VIDEO, -1, -1, codec, 0));
        AVStream stream = format.streams(index);
        AVCodecContext decoder = avcodec_alloc_context3(codec);
        Native.check("read codec parameters", avcodec_parameters_to_context(decoder, stream.codecpar()));
        decoder.thread_count(1);
        Native.check("open the decoder", avcodec_open2(decoder, codec, (AVDictionary) null));
        return new VideoFile(format, decoder, stream);
    }

    public int width() {
        return decoder.width();
    }

    public int height() {
        return decoder.height();
    }

    /** Receives pictures; each is valid during the call only. */
    @FunctionalInterface
    interface PictureSink {
        void picture(AVFrame picture);
    }

    /**
     * Encodes the file into {@code main} and {@code sub}, repeating or dropping pictures to keep {@code rate}.
     *
     * @param maxFrames the rest of a longer file is left out
     */
    public void encodeInto(H264Encoder main, H264Encoder sub, FrameRate rate, int maxFrames) {
        long[] written = {0};
        double[] first = {Double.NaN};
        read(() -> written[0] >= maxFrames, picture -> {
            double seconds = picture.best_effort_timestamp() * av_q2d(stream.time_base());
            if (Double.isNaN(first[0])) first[0] = seconds;
            long due = Math.round((seconds - first[0]) * rate.perSecond()) + 1;
            for (; written[0] < Math.min(due, maxFrames); written[0]++) {
                main.encode(picture);
                sub.encodeSameAs(main);
            }
        });
        if (written[0] == 0) throw new IllegalArgumentException("the file holds no picture");
    }

    /** Every picture in turn, with its time from the first one; a picture without a time of its own comes soon after the last. */
    public void pictures(ObjDoubleConsumer<BufferedImage> take) {
        double[] first = {Double.NaN};
        double[] last = {-UNTIMED_GAP_S};
        read(() -> false, picture -> {
            double seconds = Double.NaN;
            if (picture.best_effort_timestamp() != NO_TIME) {
                seconds = picture.best_effort_timestamp() * av_q2d(stream.time_base());
                if (Double.isNaN(first[0])) first[0] = seconds - last[0] - UNTIMED_GAP_S;
            }
            double at = seconds - first[0];
            last[0] = at > last[0] ? at : last[0] + UNTIMED_GAP_S;
            take.accept(KeyFramePicture.toImage(picture), last[0]);
        });
    }

    @FunctionalInterface
    private interface Enough {
        boolean reached();
    }

    private void read(Enough enough, PictureSink sink) {
        while (!enough.reached() && av_read_frame(format, packet) >= 0) {
            if (packet.stream_index() == stream.index()) decode(packet, enough, sink);
            av_packet_unref(packet);
        }
        decode(null, enough, sink);
    }

    private void decode(@Nullable AVPacket data, Enough enough, PictureSink sink) {
        // A damaged packet is skipped, as a player would.
        if (avcodec_send_packet(decoder, data) < 0) return;
        while (!enough.reached() && avcodec_receive_frame(decoder, decoded) >= 0) sink.picture(decoded);
    }

    @Override
    public void close() {
        av_packet_free(packet);
        av_frame_free(decoded);
        avcodec_free_context(decoder);
        avformat_close_input(format);
    }
}
