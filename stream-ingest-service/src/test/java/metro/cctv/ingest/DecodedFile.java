package metro.cctv.ingest;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avformat.*;
import static org.bytedeco.ffmpeg.global.avutil.*;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * What FFmpeg makes of a file, every frame decoded with errors told.
 *
 * @param seconds from the first to the last presentation time
 * @param pictures a checksum of each picture's samples, in the order in which they are shown
 */
public record DecodedFile(int streams, int width, int height, int errors, double seconds, List<Long> pictures) {

    public int frames() {
        return pictures.size();
    }

    public static DecodedFile of(Path file) {
        var format = new AVFormatContext(null);
        if (avformat_open_input(format, file.toString(), null, null) < 0)
            throw new AssertionError("FFmpeg cannot open " + file);
        avformat_find_stream_info(format, (PointerPointer<?>) null);
        return of(format, Integer.MAX_VALUE);
    }

    /** FFmpeg's own RTSP client, media in its connection. */
    public static DecodedFile ofLive(String url, int packets) {
        var format = new AVFormatContext(null);
        var options = new AVDictionary(null);
        av_dict_set(options, "rtsp_transport", "tcp", 0);
        av_dict_set(options, "timeout", "20000000", 0);
        int opened = avformat_open_input(format, url, null, options);
        av_dict_free(options);
        if (opened < 0) throw new AssertionError("FFmpeg cannot open the stream: " + opened);
        return of(format, packets);
    }

    private static DecodedFile of(AVFormatContext format, int packets) {
        var stream = format.streams(0);
        AVCodecContext codec =
                avcodec_alloc_context3(avcodec_find_decoder(stream.codecpar().codec_id()));
        avcodec_parameters_to_context(codec, stream.codecpar());
        codec.err_recognition(AV_EF_EXPLODE);
        avcodec_open2(codec, avcodec_find_decoder(stream.codecpar().codec_id()), (AVDictionary) null);
        AVPacket packet = av_packet_alloc();
        AVFrame frame = av_frame_alloc();
        List<Long> pictures = new ArrayList<>();
        int errors = 0;
        long first = Long.MIN_VALUE;
        long last = 0;
        for (int i = 0; i < packets && av_read_frame(format, packet) >= 0; i++) {
            if (avcodec_send_packet(codec, packet) < 0) errors++;
            while (avcodec_receive_frame(codec, frame) == 0) pictures.add(checksum(frame));
            if (first == Long.MIN_VALUE) first = packet.pts();
            last = packet.pts();
            av_packet_unref(packet);
        }
        avcodec_send_packet(codec, (AVPacket) null);
        while (avcodec_receive_frame(codec, frame) == 0) pictures.add(checksum(frame));
        double seconds = (last - first) * av_q2d(stream.time_base());
        var result = new DecodedFile(format.nb_streams(), codec.width(), codec.height(), errors, seconds, pictures);
        av_frame_free(frame);
        av_packet_free(packet);
        avcodec_free_context(codec);
        avformat_close_input(format);
        return result;
    }

    /** Whether {@code pictures} is a run of this file's pictures, shown round and round. */
    public boolean repeats(List<Long> run) {
        int start = pictures.indexOf(run.getFirst());
        if (start < 0) return false;
        for (int i = 0; i < run.size(); i++)
            if (!run.get(i).equals(pictures.get((start + i) % pictures.size()))) return false;
        return true;
    }

    /** Of the planes' visible samples, 8-bit 4:2:0. */
    private static long checksum(AVFrame frame) {
        var sum = new CRC32();
        for (int plane = 0; plane < 3; plane++) {
            int width = plane == 0 ? frame.width() : (frame.width() + 1) / 2;
            int height = plane == 0 ? frame.height() : (frame.height() + 1) / 2;
            var row = new byte[width];
            BytePointer samples = frame.data(plane);
            for (int y = 0; y < height; y++) {
                samples.position((long) y * frame.linesize(plane)).get(row);
                sum.update(row);
            }
            samples.position(0);
        }
        return sum.getValue();
    }
}
