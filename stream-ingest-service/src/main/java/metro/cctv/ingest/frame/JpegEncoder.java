package metro.cctv.ingest.frame;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_QSCALE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.FF_QP2LAMBDA;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.DoublePointer;
import org.jspecify.annotations.Nullable;

/**
 * Decoded pictures of one size and pixel format to JPEG (FFmpeg): full-range 4:2:0, scaled down when wider than allowed.
 * Used by one thread at a time; must be closed.
 */
public final class JpegEncoder implements AutoCloseable {
    /** From fine to coarse (2 best, 31 worst), until it fits. */
    private static final int[] QUALITIES = {4, 8, 14, 24, 31};

    /** @param width of the source */
    public record Shape(int width, int height, int pixelFormat, int outWidth, int outHeight) {
        public static Shape of(AVFrame frame, int maxWidth) {
            int width = frame.width();
            int height = frame.height();
            int outWidth = Math.min(width, maxWidth) & ~1;
            int outHeight = (int) Math.max(2, Math.round((double) height * outWidth / width)) & ~1;
            return new Shape(width, height, frame.format(), outWidth, outHeight);
        }
    }

    private final Shape shape;
    private final SwsContext scaler;
    private final AVCodecContext context;
    private final AVFrame picture;
    private final AVPacket packet;

    public JpegEncoder(Shape shape) {
        this.shape = shape;
        scaler = sws_getContext(
                shape.width(),
                shape.height(),
                shape.pixelFormat(),
                shape.outWidth(),
                shape.outHeight(),
                AV_PIX_FMT_YUVJ420P,
                SWS_BILINEAR,
                null,
                null,
                (DoublePointer) null);
        AVCodec codec = avcodec_find_encoder(AV_CODEC_ID_MJPEG);
        context = avcodec_alloc_context3(codec);
        context.width(shape.outWidth());
        context.height(shape.outHeight());
        context.pix_fmt(AV_PIX_FMT_YUVJ420P);
        context.color_range(AVCOL_RANGE_JPEG);
        context.time_base().num(1).den(25);
        context.flags(context.flags() | AV_CODEC_FLAG_QSCALE);
        context.thread_count(1);
        if (scaler == null || avcodec_open2(context, codec, (AVDictionary) null) < 0)
            throw new IllegalStateException("FFmpeg cannot make JPEGs of " + shape);
        picture = av_frame_alloc();
        picture.format(AV_PIX_FMT_YUVJ420P);
        picture.width(shape.outWidth());
        picture.height(shape.outHeight());
        if (av_frame_get_buffer(picture, 0) < 0) throw new IllegalStateException("no memory for a picture of " + shape);
        packet = av_packet_alloc();
    }

    public Shape shape() {
        return shape;
    }

    /** @return null when even the coarsest JPEG is larger than allowed, or FFmpeg refuses */
    public byte @Nullable [] encode(AVFrame frame, int maxBytes) {
        av_frame_make_writable(picture);
        sws_scale(scaler, frame.data(), frame.linesize(), 0, shape.height(), picture.data(), picture.linesize());
        for (int quality : QUALITIES) {
            byte[] jpeg = encode(quality);
            if (jpeg == null || jpeg.length <= maxBytes) return jpeg;
        }
        return null;
    }

    private byte @Nullable [] encode(int quality) {
        picture.quality(quality * FF_QP2LAMBDA);
        context.global_quality(quality * FF_QP2LAMBDA);
        if (avcodec_send_frame(context, picture) < 0 || avcodec_receive_packet(context, packet) < 0) return null;
        try {
            var jpeg = new byte[packet.size()];
            packet.data().get(jpeg);
            return jpeg;
        } finally {
            av_packet_unref(packet);
        }
    }

    @Override
    public void close() {
        av_packet_free(packet);
        av_frame_free(picture);
        avcodec_free_context(context);
        sws_freeContext(scaler);
    }
}
