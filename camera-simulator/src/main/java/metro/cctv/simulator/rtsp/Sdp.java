package metro.cctv.simulator.rtsp;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import metro.cctv.rtsp.VideoCoding;
import metro.cctv.rtsp.VideoDescription;
import metro.cctv.simulator.video.EncodedLoop;

/** The session description of one stream (RFC 8866). */
final class Sdp {
    private Sdp() {}

    static String describe(String name, String address, EncodedLoop loop, boolean audio) {
        StringBuilder sdp = new StringBuilder(512);
        line(sdp, "v=0");
        line(sdp, "o=- 1 1 IN %s %s".formatted(address.indexOf(':') >= 0 ? "IP6" : "IP4", address));
        line(sdp, "s=" + name);
        line(sdp, "c=IN " + (address.indexOf(':') >= 0 ? "IP6 ::" : "IP4 0.0.0.0"));
        line(sdp, "t=0 0");
        line(sdp, "a=control:*");
        line(sdp, "a=range:npt=now-");
        line(sdp, "m=video 0 RTP/AVP " + LiveStream.VIDEO_PAYLOAD_TYPE);
        line(sdp, "b=AS:" + Math.max(1, loop.bitsPerSecond() * 11 / 10_000));
        for (String line : video(loop).lines(LiveStream.VIDEO_PAYLOAD_TYPE)) line(sdp, line);
        line(sdp, "a=framerate:" + framesPerSecond(loop));
        line(sdp, "a=framesize:%d %d-%d".formatted(LiveStream.VIDEO_PAYLOAD_TYPE, loop.width(), loop.height()));
        line(sdp, "a=control:" + Track.VIDEO.control());
        if (audio) {
            line(sdp, "m=audio 0 RTP/AVP 0");
            line(sdp, "a=rtpmap:0 PCMU/8000");
            line(sdp, "a=control:" + Track.AUDIO.control());
        }
        return sdp.toString();
    }

    private static VideoDescription video(EncodedLoop loop) {
        ByteBuffer vps = loop.vps();
        return new VideoDescription(
                vps == null ? VideoCoding.H264 : VideoCoding.H265,
                vps == null ? List.of() : List.of(vps),
                List.of(loop.sps()),
                List.of(loop.pps()));
    }

    private static String framesPerSecond(EncodedLoop loop) {
        return loop.rate().seconds() == 1
                ? Integer.toString(loop.rate().frames())
                : String.format(Locale.ROOT, "%.3f", loop.rate().perSecond());
    }

    private static void line(StringBuilder sdp, String text) {
        sdp.append(text).append("\r\n");
    }
}
