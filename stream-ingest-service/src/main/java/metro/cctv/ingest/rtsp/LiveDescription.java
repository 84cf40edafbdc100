package metro.cctv.ingest.rtsp;

import java.nio.ByteBuffer;
import java.util.List;
import metro.cctv.ingest.media.VideoCodec;
import metro.cctv.ingest.media.VideoFormat;
import metro.cctv.rtsp.VideoCoding;
import metro.cctv.rtsp.VideoDescription;

/** A camera's session description (RFC 8866). */
final class LiveDescription {
    static final int PAYLOAD_TYPE = 96;

    private LiveDescription() {}

    static VideoCoding coding(VideoFormat format) {
        return format.codec() == VideoCodec.H264 ? VideoCoding.H264 : VideoCoding.H265;
    }

    /** In the order in which a decoder needs them. */
    static List<ByteBuffer> parameterSets(VideoFormat format) {
        List<byte[]> sets = new java.util.ArrayList<>(format.vps());
        sets.add(format.sps());
        sets.addAll(format.pps());
        return wrap(sets);
    }

    /** @param address of ours, as the viewer reached it */
    static String of(LivePath path, String address, VideoFormat format) {
        boolean six = address.indexOf(':') >= 0;
        var sdp = new StringBuilder(512);
        line(sdp, "v=0");
        line(sdp, "o=- 1 1 IN " + (six ? "IP6 " : "IP4 ") + address);
        line(sdp, "s=" + path.cameraId());
        line(sdp, "c=IN " + (six ? "IP6 ::" : "IP4 0.0.0.0"));
        line(sdp, "t=0 0");
        line(sdp, "a=control:*");
        line(sdp, "a=range:npt=now-");
        line(sdp, "m=video 0 RTP/AVP " + PAYLOAD_TYPE);
        var video = new VideoDescription(
                coding(format), wrap(format.vps()), wrap(List.of(format.sps())), wrap(format.pps()));
        for (String line : video.lines(PAYLOAD_TYPE)) line(sdp, line);
        line(sdp, "a=framesize:%d %d-%d".formatted(PAYLOAD_TYPE, format.width(), format.height()));
        line(sdp, "a=control:" + LivePath.TRACK);
        return sdp.toString();
    }

    private static List<ByteBuffer> wrap(List<byte[]> sets) {
        return sets.stream().map(ByteBuffer::wrap).toList();
    }

    private static void line(StringBuilder sdp, String text) {
        sdp.append(text).append("\r\n");
    }
}
