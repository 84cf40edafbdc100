package metro.cctv.ingest.frame;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import metro.cctv.ingest.media.AccessUnit;
import metro.cctv.ingest.media.VideoCodec;
import metro.cctv.ingest.media.VideoFormat;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/** One camera's decoder (FFmpeg, one thread, no delay). Used by one thread at a time; must be closed. */
public final class VideoDecoder implements AutoCloseable {
    /** FFmpeg reads beyond the end of its input. */
    private static final int PADDING = 64;

    private final VideoFormat format;
    private final AVCodecContext context;
    private final AVPacket packet;
    private final AVFrame frame;

    public VideoDecoder(VideoFormat format) {
        this.format = format;
        AVCodec codec = avcodec_find_decoder(
                switch (format.codec()) {
                    case H264 -> AV_CODEC_ID_H264;
                    case H265 -> AV_CODEC_ID_HEVC;
                    case MJPEG -> AV_CODEC_ID_MJPEG;
                });
        context = avcodec_alloc_context3(codec);
        if (format.codec() != VideoCodec.MJPEG) configure(format.decoderConfiguration());
        context.thread_count(1);
        context.flags(context.flags() | org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_LOW_DELAY);
        if (avcodec_open2(context, codec, (AVDictionary) null) < 0) {
            avcodec_free_context(context);
            throw new IllegalStateException("FFmpeg cannot open its decoder for " + format);
        }
        packet = av_packet_alloc();
        frame = av_frame_alloc();
    }

    private void configure(byte[] configuration) {
        BytePointer extradata =
                new BytePointer(av_mallocz(configuration.length + PADDING)).capacity(configuration.length + PADDING);
        extradata.put(configuration, 0, configuration.length);
        context.extradata(extradata);
        context.extradata_size(configuration.length);
    }

    public VideoFormat format() {
        return format;
    }

    /** @return the picture, valid until the next call; null when this unit yields none */
    public @Nullable AVFrame decode(AccessUnit unit) {
        if (av_new_packet(packet, unit.length()) < 0) return null;
        try {
            packet.data().put(unit.data(), 0, unit.length());
            if (avcodec_send_packet(context, packet) < 0) return null;
        } finally {
            av_packet_unref(packet);
        }
        return avcodec_receive_frame(context, frame) == 0 ? frame : null;
    }

    @Override
    public void close() {
        av_frame_free(frame);
        av_packet_free(packet);
        avcodec_free_context(context);
    }
}
