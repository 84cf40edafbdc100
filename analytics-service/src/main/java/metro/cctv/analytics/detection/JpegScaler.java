package metro.cctv.analytics.detection;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avutil.*;
import static org.bytedeco.ffmpeg.global.swscale.*;

import java.nio.ByteBuffer;
import metro.cctv.analytics.detection.FrameRejected.Reason;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * JPEG to packed 24-bit pixels of a wanted size: decoded once, scaled and coloured in one pass. Not for two threads at a
 * time. Native memory is bounded by the input's size and freed by {@link #close}.
 */
final class JpegScaler implements AutoCloseable {
    static {
        av_log_set_level(AV_LOG_QUIET); // broken pictures are counted and parked, not logged by a library
    }

    private final int pixelFormat;
    private final int maxPixels;
    private final AVPacket packet = av_packet_alloc();
    private final AVFrame frame = av_frame_alloc();
    private final BytePointer target;
    private final ByteBuffer pixels;
    private final PointerPointer<BytePointer> targetPlanes = new PointerPointer<>(4);
    private final IntPointer targetLines = new IntPointer(4);
    private @Nullable AVCodecContext decoder;
    private @Nullable SwsContext scaler;

    JpegScaler(int maxPixels, boolean bgr) {
        this.maxPixels = maxPixels;
        this.pixelFormat = bgr ? AV_PIX_FMT_BGR24 : AV_PIX_FMT_RGB24;
        this.target = new BytePointer(maxPixels * 3L + 64); // swscale may write a little past a line
        this.pixels = target.asByteBuffer();
        targetPlanes.put(0, target);
    }

    /** Packed rows without gaps, where {@link #scale} leaves them. */
    ByteBuffer pixels() {
        return pixels;
    }

    /** @throws FrameRejected when it does not decode whole and clean */
    void scale(byte[] jpeg, int width, int height) {
        decode(jpeg);
        try {
            scale(frame, width, height);
        } finally {
            av_frame_unref(frame);
        }
    }

    /** A picture that somebody else has decoded. */
    void scale(AVFrame picture, int width, int height) {
        if (width * height > maxPixels) throw new IllegalArgumentException("more than " + maxPixels + " pixels");
        scaler = sws_getCachedContext(
                scaler,
                picture.width(),
                picture.height(),
                picture.format(),
                width,
                height,
                pixelFormat,
                SWS_BILINEAR,
                null,
                null,
                (DoublePointer) null);
        if (scaler == null) throw broken("its pixel format cannot be scaled");
        targetLines.put(0, width * 3);
        sws_scale(scaler, picture.data(), picture.linesize(), 0, picture.height(), targetPlanes, targetLines);
    }

    private void decode(byte[] jpeg) {
        AVCodecContext context = decoder == null ? open() : decoder;
        decoder = context;
        if (av_new_packet(packet, jpeg.length) < 0) throw new OutOfMemoryError("a packet of " + jpeg.length);
        try {
            packet.data().put(jpeg, 0, jpeg.length);
            if (avcodec_send_packet(context, packet) < 0 || avcodec_receive_frame(context, frame) < 0)
                throw broken("the picture does not decode");
            if (frame.decode_error_flags() != 0) {
                av_frame_unref(frame);
                throw broken("the picture is damaged");
            }
        } catch (FrameRejected e) {
            avcodec_flush_buffers(context);
            throw e;
        } finally {
            av_packet_unref(packet);
        }
    }

    private static AVCodecContext open() {
        AVCodec mjpeg = avcodec_find_decoder(AV_CODEC_ID_MJPEG);
        AVCodecContext context = avcodec_alloc_context3(mjpeg);
        context.thread_count(1);
        context.err_recognition(AV_EF_EXPLODE | AV_EF_CRCCHECK | AV_EF_BITSTREAM | AV_EF_BUFFER);
        if (avcodec_open2(context, mjpeg, (AVDictionary) null) < 0)
            throw new IllegalStateException("FFmpeg has no mjpeg decoder");
        return context;
    }

    private static FrameRejected broken(String what) {
        return new FrameRejected(Reason.BROKEN_PICTURE, what);
    }

    @Override
    public void close() {
        if (scaler != null) sws_freeContext(scaler);
        if (decoder != null) avcodec_free_context(decoder);
        av_packet_free(packet);
        av_frame_free(frame);
        target.close();
        targetPlanes.close();
        targetLines.close();
    }
}
