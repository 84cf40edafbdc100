package metro.cctv.simulator.video;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avutil.*;
import static org.bytedeco.ffmpeg.global.swscale.*;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.DoublePointer;
import org.jspecify.annotations.Nullable;

/**
 * Pictures to access units, by libopenh264: constrained baseline, no B frames, one slice, one thread. Not thread-safe.
 */
public final class H264Encoder implements AutoCloseable {
    private final StreamShape shape;
    private final FrameRate rate;
    private final AVCodecContext codec;
    private final AVPacket packet;
    private final AVFrame picture;
    private final List<AccessUnit> units = new ArrayList<>();
    private @Nullable AVFrame bgr;
    private @Nullable SwsContext scaler;
    private @Nullable ByteBuffer sps;
    private @Nullable ByteBuffer pps;
    private long frames;
    private boolean forceKeyFrame;

    static {
        // openh264 warns of every profile it was not asked for.
        av_log_set_level(AV_LOG_ERROR);
    }

    public H264Encoder(StreamShape shape, FrameRate rate) {
        this.shape = shape;
        this.rate = rate;
        AVCodec encoder = avcodec_find_encoder_by_name("libopenh264");
        if (encoder == null) throw new IllegalStateException("this FFmpeg has no libopenh264");
        this.codec = avcodec_alloc_context3(encoder);
        codec.width(shape.width()).height(shape.height()).pix_fmt(AV_PIX_FMT_YUV420P);
        codec.time_base().num(rate.seconds()).den(rate.frames());
        codec.framerate().num(rate.frames()).den(rate.seconds());
        codec.bit_rate(shape.bitsPerSecond())
                .gop_size(shape.keyFrameEvery())
                .max_b_frames(0)
                .thread_count(1);
        AVDictionary options = new AVDictionary(null);
        // Skipped frames would leave holes in a timeline that is a pure function of the frame number.
        av_dict_set(options, "allow_skip_frames", "0", 0);
        int opened = avcodec_open2(codec, encoder, options);
        av_dict_free(options);
        Native.check("open libopenh264", opened);
        this.packet = av_packet_alloc();
        this.picture = allocate(AV_PIX_FMT_YUV420P, shape.width(), shape.height());
        picture.color_range(AVCOL_RANGE_MPEG);
    }

    /** Changes whenever the same pictures may be encoded differently. */
    public static String version() {
        return "libopenh264 in FFmpeg " + av_version_info().getString() + ", recipe 1";
    }

    /** @param image of {@link BufferedImage#TYPE_3BYTE_BGR}, which swscale converts fastest; scaled to the stream's size */
    public void encode(BufferedImage image) {
        AVFrame source = bgr;
        if (source == null || source.width() != image.getWidth() || source.height() != image.getHeight()) {
            if (source != null) av_frame_free(source);
            source = allocate(AV_PIX_FMT_BGR24, image.getWidth(), image.getHeight());
            bgr = source;
        }
        byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        int row = image.getWidth() * 3;
        for (int y = 0; y < image.getHeight(); y++)
            source.data(0).position((long) y * source.linesize(0)).put(pixels, y * row, row);
        encode(source);
    }

    /**
     * For live pictures: this one now, instead of a loop at the end.
     *
     * @param keyFrame decoding can start here
     */
    public AccessUnit encodeLive(BufferedImage image, boolean keyFrame) {
        forceKeyFrame = keyFrame;
        encode(image);
        forceKeyFrame = false;
        if (units.size() != 1) throw new IllegalStateException("one picture became " + units.size() + " access units");
        return units.removeFirst();
    }

    /** @throws IllegalStateException before the first picture */
    public ByteBuffer sps() {
        if (sps == null) throw new IllegalStateException("no parameter sets were written");
        return sps;
    }

    /** @throws IllegalStateException before the first picture */
    public ByteBuffer pps() {
        if (pps == null) throw new IllegalStateException("no parameter sets were written");
        return pps;
    }

    /** Encodes the picture that {@code other} encoded last: converted once, scaled here. */
    public void encodeSameAs(H264Encoder other) {
        encode(other.picture);
    }

    /** @param source any pixel format and size that swscale reads */
    void encode(AVFrame source) {
        scaler = sws_getCachedContext(
                scaler,
                source.width(),
                source.height(),
                source.format(),
                shape.width(),
                shape.height(),
                AV_PIX_FMT_YUV420P,
                SWS_FAST_BILINEAR,
                null,
                null,
                (DoublePointer) null);
        Native.check("make the picture writable", av_frame_make_writable(picture));
        sws_scale(scaler, source.data(), source.linesize(), 0, source.height(), picture.data(), picture.linesize());
        picture.pts(frames)
                .pict_type(
                        forceKeyFrame || frames % shape.keyFrameEvery() == 0
                                ? AV_PICTURE_TYPE_I
                                : AV_PICTURE_TYPE_NONE);
        frames++;
        Native.check("encode", avcodec_send_frame(codec, picture));
        drain();
    }

    /** Ends the encoding: all pictures so far as a loop. */
    public EncodedLoop finish() {
        Native.check("flush the encoder", avcodec_send_frame(codec, null));
        drain();
        if (units.size() != frames)
            throw new IllegalStateException("%d pictures became %d access units".formatted(frames, units.size()));
        if (sps == null || pps == null) throw new IllegalStateException("no parameter sets were written");
        return new EncodedLoop(shape.width(), shape.height(), rate, sps, pps, units);
    }

    private void drain() {
        while (avcodec_receive_packet(codec, packet) >= 0) {
            byte[] bytes = new byte[packet.size()];
            packet.data().get(bytes);
            add(ByteBuffer.wrap(bytes));
            av_packet_unref(packet);
        }
    }

    private void add(ByteBuffer stream) {
        List<ByteBuffer> slices = new ArrayList<>();
        boolean key = false;
        for (ByteBuffer nal : AnnexB.split(stream)) {
            switch (AnnexB.type(nal)) {
                case AnnexB.SEQUENCE_PARAMETER_SET -> sps = same(sps, nal);
                case AnnexB.PICTURE_PARAMETER_SET -> pps = same(pps, nal);
                case AnnexB.IDR_SLICE -> {
                    key = true;
                    slices.add(nal);
                }
                case 1 -> slices.add(nal);
                default -> {}
            }
        }
        units.add(new AccessUnit(key, slices));
    }

    /** Parameter sets are announced once, in SDP: they may not change within a loop. */
    private static ByteBuffer same(@Nullable ByteBuffer known, ByteBuffer found) {
        if (known != null && !known.equals(found)) throw new IllegalStateException("parameter sets changed");
        return known == null ? found : known;
    }

    private static AVFrame allocate(int format, int width, int height) {
        AVFrame frame = av_frame_alloc();
        frame.format(format).width(width).height(height);
        Native.check("allocate a picture", av_frame_get_buffer(frame, 0));
        return frame;
    }

    @Override
    public void close() {
        if (scaler != null) sws_freeContext(scaler);
        if (bgr != null) av_frame_free(bgr);
        av_frame_free(picture);
        av_packet_free(packet);
        avcodec_free_context(codec);
    }
}
