package metro.cctv.ingest;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avformat.*;
import static org.bytedeco.ffmpeg.global.avutil.*;

import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.PointerPointer;

/**
 * What FFmpeg makes of a file, every frame decoded with errors told.
 *
 * @param seconds from the first to the last presentation time
 */
public record DecodedFile(int streams, int width, int height, int frames, int errors, double seconds) {

    public static DecodedFile of(Path file) {
        var format = new AVFormatContext(null);
        if (avformat_open_input(format, file.toString(), null, null) < 0)
            throw new AssertionError("FFmpeg cannot open " + file);
        avformat_find_stream_info(format, (PointerPointer<?>) null);
        var stream = format.streams(0);
        AVCodecContext codec =
                avcodec_alloc_context3(avcodec_find_decoder(stream.codecpar().codec_id()));
        avcodec_parameters_to_context(codec, stream.codecpar());
        codec.err_recognition(AV_EF_EXPLODE);
        avcodec_open2(codec, avcodec_find_decoder(stream.codecpar().codec_id()), (AVDictionary) null);
        AVPacket packet = av_packet_alloc();
        AVFrame frame = av_frame_alloc();
        int frames = 0;
        int errors = 0;
        long first = Long.MIN_VALUE;
        long last = 0;
        while (av_read_frame(format, packet) >= 0) {
            if (avcodec_send_packet(codec, packet) < 0) errors++;
            while (avcodec_receive_frame(codec, frame) == 0) frames++;
            if (first == Long.MIN_VALUE) first = packet.pts();
            last = packet.pts();
            av_packet_unref(packet);
        }
        avcodec_send_packet(codec, (AVPacket) null);
        while (avcodec_receive_frame(codec, frame) == 0) frames++;
        double seconds = (last - first) * av_q2d(stream.time_base());
        var result = new DecodedFile(format.nb_streams(), codec.width(), codec.height(), frames, errors, seconds);
        av_frame_free(frame);
        av_packet_free(packet);
        avcodec_free_context(codec);
        avformat_close_input(format);
        return result;
    }
}
