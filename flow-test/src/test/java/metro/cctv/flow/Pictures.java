package metro.cctv.flow;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_network_init;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import java.time.Duration;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Plays an address as an agency's player would, with FFmpeg, and counts what it decoded. */
final class Pictures {
    private Pictures() {}

    /** @param frames decoded pictures; @param audioStreams must always be 0 */
    record Seen(int frames, int width, int height, int audioStreams) {
        static final Seen NOTHING = new Seen(0, 0, 0, 0);
    }

    /** @param address of an HLS playlist, or by RTSP; stops after {@code enough} pictures or the time limit */
    static Seen play(String address, int enough, Duration limit) {
        return play(address, Optional.empty(), enough, limit);
    }

    /** @param token for an address without a ticket */
    static Seen play(String address, Optional<String> token, int enough, Duration limit) {
        avformat_network_init();
        AVFormatContext input = new AVFormatContext(null);
        AVDictionary options = new AVDictionary(null);
        av_dict_set(options, "rw_timeout", Long.toString(Duration.ofSeconds(10).toNanos() / 1000), 0);
        av_dict_set(options, "allowed_segment_extensions", "ALL", 0);
        av_dict_set(options, "extension_picky", "0", 0);
        if (address.startsWith("rtsp")) {
            av_dict_set(options, "rtsp_transport", "tcp", 0);
            av_dict_set(options, "timeout", Long.toString(Duration.ofSeconds(10).toNanos() / 1000), 0);
        }
        token.ifPresent(value -> av_dict_set(options, "headers", "Authorization: Bearer " + value + "\r\n", 0));
        if (avformat_open_input(input, address, (AVInputFormat) null, options) < 0) return Seen.NOTHING;
        try {
            if (avformat_find_stream_info(input, (AVDictionary) null) < 0) return Seen.NOTHING;
            int stream = av_find_best_stream(input, AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0);
            if (stream < 0) return Seen.NOTHING;
            int audio = 0;
            for (int i = 0; i < input.nb_streams(); i++)
                if (input.streams(i).codecpar().codec_type() == AVMEDIA_TYPE_AUDIO) audio++;
            return decode(input, stream, audio, enough, System.nanoTime() + limit.toNanos());
        } finally {
            avformat_close_input(input);
        }
    }

    private static Seen decode(AVFormatContext input, int stream, int audio, int enough, long deadlineNs) {
        var parameters = input.streams(stream).codecpar();
        AVCodecContext codec = avcodec_alloc_context3(avcodec_find_decoder(parameters.codec_id()));
        AVPacket packet = av_packet_alloc();
        AVFrame frame = av_frame_alloc();
        try {
            avcodec_parameters_to_context(codec, parameters);
            avcodec_open2(codec, (AVCodec) null, (AVDictionary) null);
            int frames = 0;
            int width = 0;
            int height = 0;
            while (frames < enough && System.nanoTime() < deadlineNs && av_read_frame(input, packet) >= 0) {
                if (packet.stream_index() == stream && avcodec_send_packet(codec, packet) >= 0)
                    while (avcodec_receive_frame(codec, frame) >= 0) {
                        frames++;
                        width = frame.width();
                        height = frame.height();
                    }
                av_packet_unref(packet);
            }
            return new Seen(frames, width, height, audio);
        } finally {
            av_frame_free(frame);
            av_packet_free(packet);
            avcodec_free_context(codec);
        }
    }
}
