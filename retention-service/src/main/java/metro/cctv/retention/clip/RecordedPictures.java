package metro.cctv.retention.clip;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avformat.*;
import static org.bytedeco.ffmpeg.global.avutil.*;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;

import java.io.IOException;
import java.io.InputStream;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * The decoded pictures of one recording, read from a stream as it is opened: FFmpeg sees no file and no address. Used by one
 * thread; must be closed.
 */
final class RecordedPictures implements AutoCloseable {
    private static final int BUFFER = 64 << 10;

    private final Source source;
    private final AVIOContext io;
    private final AVFormatContext format;
    private final AVCodecContext decoder;
    private final AVStream stream;
    private final AVPacket packet = av_packet_alloc();
    private final AVFrame frame = av_frame_alloc();
    private boolean flushing;

    /** @throws FfmpegRefused when it is no MP4 with a video that FFmpeg decodes */
    RecordedPictures(InputStream in) {
        source = new Source(in);
        BytePointer buffer = new BytePointer(av_malloc(BUFFER)).capacity(BUFFER);
        io = avio_alloc_context(buffer, BUFFER, 0, null, source, null, null);
        AVFormatContext opened = avformat_alloc_context();
        opened.pb(io);
        int result = avformat_open_input(opened, (String) null, av_find_input_format("mp4"), (AVDictionary) null);
        if (result < 0) {
            freeInput(); // FFmpeg has freed the rest
            throw new FfmpegRefused("open the recording: error " + result);
        }
        format = opened;
        AVCodecContext context = null;
        try {
            Native.check("read the recording", avformat_find_stream_info(format, (AVDictionary) null));
            AVCodec codec = new AVCodec(null);
            int index =
                    Native.check("find the video", av_find_best_stream(format, AVMEDIA_TYPE_VIDEO, -1, -1, codec, 0));
            stream = format.streams(index);
            context = avcodec_alloc_context3(codec);
            Native.check("read codec parameters", avcodec_parameters_to_context(context, stream.codecpar()));
            context.thread_count(1);
            Native.check("open the decoder", avcodec_open2(context, codec, (AVDictionary) null));
            decoder = context;
        } catch (FfmpegRefused e) {
            if (context != null) avcodec_free_context(context);
            avformat_close_input(format);
            freeInput();
            throw e;
        }
    }

    /** @return the next picture, valid until the next call; null at the end */
    @Nullable
    AVFrame next() {
        while (true) {
            int result = avcodec_receive_frame(decoder, frame);
            if (result >= 0) return frame;
            if (flushing || result != AVERROR_EAGAIN()) return null;
            feed();
        }
    }

    /** Media time of the picture that came last. */
    long micros() {
        return Math.round(frame.best_effort_timestamp() * av_q2d(stream.time_base()) * 1e6);
    }

    /** A damaged packet is skipped, as a player would. */
    private void feed() {
        while (av_read_frame(format, packet) >= 0) {
            boolean video = packet.stream_index() == stream.index();
            int sent = video ? avcodec_send_packet(decoder, packet) : -1;
            av_packet_unref(packet);
            if (sent >= 0) return;
        }
        flushing = true;
        avcodec_send_packet(decoder, null);
    }

    private void freeInput() {
        av_free(io.buffer());
        avio_context_free(io);
        source.close();
    }

    @Override
    public void close() {
        av_packet_free(packet);
        av_frame_free(frame);
        avcodec_free_context(decoder);
        avformat_close_input(format);
        freeInput();
    }

    /** What FFmpeg calls for more bytes. */
    private static final class Source extends Read_packet_Pointer_BytePointer_int {
        private final transient InputStream in;

        Source(InputStream in) {
            this.in = in;
        }

        @Override
        public int call(Pointer opaque, BytePointer into, int size) {
            try {
                byte[] bytes = new byte[size];
                int read = in.read(bytes, 0, size);
                if (read <= 0) return AVERROR_EOF();
                into.capacity(size).put(bytes, 0, read);
                return read;
            } catch (IOException | RuntimeException e) {
                return AVERROR_EXTERNAL(); // an exception must not cross native code
            }
        }
    }
}
