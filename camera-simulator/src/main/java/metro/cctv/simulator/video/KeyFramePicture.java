package metro.cctv.simulator.video;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avutil.*;
import static org.bytedeco.ffmpeg.global.swscale.*;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.imageio.ImageIO;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.DoublePointer;

/** A key frame as the picture a viewer sees. */
public final class KeyFramePicture {
    private static final byte[] START_CODE = {0, 0, 0, 1};

    private KeyFramePicture() {}

    public static byte[] jpeg(EncodedLoop loop, long frameIndex) throws IOException {
        return jpeg(decode(loop, loop.frame(loop.keyFrameAtOrBefore(frameIndex))));
    }

    public static byte[] jpeg(BufferedImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (!ImageIO.write(image, "jpeg", out)) throw new IOException("this JDK writes no JPEG");
        return out.toByteArray();
    }

    static BufferedImage decode(EncodedLoop loop, AccessUnit keyFrame) {
        var codec = avcodec_find_decoder(AV_CODEC_ID_H264);
        AVCodecContext decoder = avcodec_alloc_context3(codec);
        AVPacket packet = av_packet_alloc();
        AVFrame picture = av_frame_alloc();
        try {
            decoder.thread_count(1);
            Native.check("open the decoder", avcodec_open2(decoder, codec, (AVDictionary) null));
            byte[] bytes = annexB(loop, keyFrame);
            Native.check("allocate a packet", av_new_packet(packet, bytes.length));
            packet.data().put(bytes);
            Native.check("decode", avcodec_send_packet(decoder, packet));
            Native.check("decode", avcodec_send_packet(decoder, null));
            Native.check("decode", avcodec_receive_frame(decoder, picture));
            return toImage(picture);
        } finally {
            av_frame_free(picture);
            av_packet_free(packet);
            avcodec_free_context(decoder);
        }
    }

    static BufferedImage toImage(AVFrame picture) {
        int width = picture.width();
        int height = picture.height();
        AVFrame bgr = av_frame_alloc();
        bgr.format(AV_PIX_FMT_BGR24).width(width).height(height);
        SwsContext scaler = null;
        try {
            Native.check("allocate a picture", av_frame_get_buffer(bgr, 1));
            scaler = sws_getContext(
                    width,
                    height,
                    picture.format(),
                    width,
                    height,
                    AV_PIX_FMT_BGR24,
                    SWS_BILINEAR,
                    null,
                    null,
                    (DoublePointer) null);
            sws_scale(scaler, picture.data(), picture.linesize(), 0, height, bgr.data(), bgr.linesize());
            BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
            byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
            for (int y = 0; y < height; y++)
                bgr.data(0).position((long) y * bgr.linesize(0)).get(pixels, y * width * 3, width * 3);
            return image;
        } finally {
            if (scaler != null) sws_freeContext(scaler);
            av_frame_free(bgr);
        }
    }

    private static byte[] annexB(EncodedLoop loop, AccessUnit unit) {
        int nals = unit.nalUnits().size() + 2;
        ByteBuffer out = ByteBuffer.allocate(
                unit.bytes() + loop.sps().remaining() + loop.pps().remaining() + nals * START_CODE.length);
        out.put(START_CODE).put(loop.sps().duplicate());
        out.put(START_CODE).put(loop.pps().duplicate());
        for (ByteBuffer nal : unit.nalUnits()) out.put(START_CODE).put(nal.duplicate());
        return out.array();
    }
}
