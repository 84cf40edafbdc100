package metro.cctv.analytics.detection;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avformat.*;
import static org.bytedeco.ffmpeg.global.avutil.*;
import static org.bytedeco.ffmpeg.global.swscale.*;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.nio.file.Path;
import java.util.function.ObjDoubleConsumer;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;

/** Decoded pictures of a clip. */
public final class ClipFrames {
    private ClipFrames() {}

    /** The first picture at or after {@code seconds} of the clip's time. */
    public static BufferedImage at(Path clip, double seconds) {
        BufferedImage[] found = new BufferedImage[1];
        each(clip, seconds, seconds + 1, (image, at) -> {
            if (found[0] == null) found[0] = image;
        });
        return found[0];
    }

    /** Every picture from {@code from} to {@code to} seconds, with its time. */
    public static void each(Path clip, double from, double to, ObjDoubleConsumer<BufferedImage> take) {
        var format = new AVFormatContext(null);
        if (avformat_open_input(format, clip.toString(), (AVInputFormat) null, (AVDictionary) null) < 0)
            throw new IllegalStateException(clip + " cannot be opened");
        avformat_find_stream_info(format, (AVDictionary) null);
        int index =
                av_find_best_stream(format, AVMEDIA_TYPE_VIDEO, -1, -1, (org.bytedeco.ffmpeg.avcodec.AVCodec) null, 0);
        AVStream stream = format.streams(index);
        AVCodecContext codec = avcodec_alloc_context3(null);
        avcodec_parameters_to_context(codec, stream.codecpar());
        avcodec_open2(codec, avcodec_find_decoder(stream.codecpar().codec_id()), (AVDictionary) null);
        AVPacket packet = av_packet_alloc();
        AVFrame frame = av_frame_alloc();
        double base = av_q2d(stream.time_base());
        boolean done = false;
        while (!done && av_read_frame(format, packet) >= 0) {
            if (packet.stream_index() == index) avcodec_send_packet(codec, packet);
            av_packet_unref(packet);
            while (!done && avcodec_receive_frame(codec, frame) >= 0) {
                double at = frame.best_effort_timestamp() * base;
                done = at >= to;
                if (at >= from && !done) take.accept(image(frame), at);
            }
        }
        av_frame_free(frame);
        av_packet_free(packet);
        avcodec_free_context(codec);
        avformat_close_input(format);
    }

    private static BufferedImage image(AVFrame frame) {
        int width = frame.width();
        int height = frame.height();
        var image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        SwsContext scaler = sws_getContext(
                width,
                height,
                frame.format(),
                width,
                height,
                AV_PIX_FMT_BGR24,
                SWS_BILINEAR,
                null,
                null,
                (DoublePointer) null);
        try (var target = new BytePointer(width * height * 3L + 64);
                var planes = new PointerPointer<BytePointer>(4);
                var lines = new IntPointer(4)) {
            planes.put(0, target);
            lines.put(0, width * 3);
            sws_scale(scaler, frame.data(), frame.linesize(), 0, height, planes, lines);
            target.get(((DataBufferByte) image.getRaster().getDataBuffer()).getData(), 0, width * height * 3);
        }
        sws_freeContext(scaler);
        return image;
    }
}
