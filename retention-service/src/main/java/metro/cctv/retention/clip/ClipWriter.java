package metro.cctv.retention.clip;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avformat.*;
import static org.bytedeco.ffmpeg.global.avutil.*;
import static org.bytedeco.ffmpeg.global.swscale.*;

import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.jspecify.annotations.Nullable;

/** Pictures to an MP4 in memory: H.264 baseline (libopenh264), a key frame every two seconds. One thread; must be closed. */
final class ClipWriter implements AutoCloseable {
    private static final int FRAMES_PER_SECOND = 25; // what the rate control reckons with; times are the pictures' own
    private static final int TICKS_PER_SECOND = 90_000;

    private final AVCodecContext codec;
    private final AVFrame picture;
    private final AVPacket packet = av_packet_alloc();
    private final AVFormatContext format = new AVFormatContext(null);
    private final AVIOContext io = new AVIOContext(null);
    private final AVStream stream;
    private @Nullable SwsContext scaler;
    private long lastTicks = Long.MIN_VALUE;
    private long bytes;

    static {
        av_log_set_level(AV_LOG_ERROR); // openh264 warns of every profile it was not asked for
    }

    /** Draws on the picture before it is encoded: planar 4:2:0, 8 bit. */
    interface Brush extends Consumer<AVFrame> {}

    ClipWriter(int width, int height, long bitsPerSecond) {
        AVCodec encoder = avcodec_find_encoder_by_name("libopenh264");
        if (encoder == null) throw new FfmpegRefused("this FFmpeg has no libopenh264");
        codec = avcodec_alloc_context3(encoder);
        codec.width(width).height(height).pix_fmt(AV_PIX_FMT_YUV420P);
        codec.time_base().num(1).den(TICKS_PER_SECOND);
        codec.framerate().num(FRAMES_PER_SECOND).den(1);
        codec.bit_rate(bitsPerSecond)
                .gop_size(2 * FRAMES_PER_SECOND)
                .max_b_frames(0)
                .thread_count(1);
        codec.flags(codec.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
        AVDictionary options = new AVDictionary(null);
        av_dict_set(options, "allow_skip_frames", "0", 0);
        Native.check("open libopenh264", avcodec_open2(codec, encoder, options));
        av_dict_free(options);
        picture = av_frame_alloc();
        picture.format(AV_PIX_FMT_YUV420P).width(width).height(height);
        Native.check("allocate a picture", av_frame_get_buffer(picture, 0));
        Native.check("prepare the file", avformat_alloc_output_context2(format, null, "mp4", null));
        stream = avformat_new_stream(format, null);
        stream.time_base().num(1).den(TICKS_PER_SECOND);
        Native.check("describe the video", avcodec_parameters_from_context(stream.codecpar(), codec));
        Native.check("open the memory", avio_open_dyn_buf(io));
        format.pb(io);
        AVDictionary shape = new AVDictionary(null);
        av_dict_set(shape, "movflags", "frag_keyframe+empty_moov+default_base_moof", 0);
        Native.check("begin the file", avformat_write_header(format, shape));
        av_dict_free(shape);
    }

    /** Of the encoded pictures so far. */
    long bytes() {
        return bytes;
    }

    /** @param micros since the clip's beginning; a picture that is not later than the one before is left out */
    void add(AVFrame source, long micros, Brush brush) {
        long ticks = micros * TICKS_PER_SECOND / 1_000_000;
        if (ticks <= lastTicks) return;
        lastTicks = ticks;
        Native.check("make the picture writable", av_frame_make_writable(picture));
        scaler = sws_getCachedContext(
                scaler,
                source.width(),
                source.height(),
                source.format(),
                picture.width(),
                picture.height(),
                AV_PIX_FMT_YUV420P,
                SWS_BILINEAR,
                null,
                null,
                (DoublePointer) null);
        if (scaler == null) throw new FfmpegRefused("pictures of this kind cannot be scaled");
        sws_scale(scaler, source.data(), source.linesize(), 0, source.height(), picture.data(), picture.linesize());
        brush.accept(picture);
        picture.pts(ticks);
        Native.check("encode", avcodec_send_frame(codec, picture));
        drain();
    }

    /** Ends the file. */
    byte[] finish() {
        Native.check("flush the encoder", avcodec_send_frame(codec, null));
        drain();
        Native.check("end the file", av_write_trailer(format));
        BytePointer file = new BytePointer((BytePointer) null);
        int length = avio_close_dyn_buf(io, file);
        io.setNull();
        try {
            byte[] whole = new byte[length];
            file.capacity(length).get(whole);
            return whole;
        } finally {
            av_free(file);
        }
    }

    private void drain() {
        while (avcodec_receive_packet(codec, packet) >= 0) {
            bytes += packet.size();
            packet.stream_index(stream.index());
            av_packet_rescale_ts(packet, codec.time_base(), stream.time_base());
            Native.check("write the file", av_interleaved_write_frame(format, packet));
            av_packet_unref(packet);
        }
    }

    @Override
    public void close() {
        if (!io.isNull()) {
            BytePointer unfinished = new BytePointer((BytePointer) null);
            avio_close_dyn_buf(io, unfinished);
            av_free(unfinished);
        }
        avformat_free_context(format);
        if (scaler != null) sws_freeContext(scaler);
        av_packet_free(packet);
        av_frame_free(picture);
        avcodec_free_context(codec);
    }
}
