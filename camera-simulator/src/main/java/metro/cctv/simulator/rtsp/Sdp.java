package metro.cctv.simulator.rtsp;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Locale;
import metro.cctv.simulator.video.EncodedLoop;

/** The session description of one stream (RFC 8866, RFC 6184 §8.2, RFC 7798 §7.1). */
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
        codec(sdp, loop);
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

    private static void codec(StringBuilder sdp, EncodedLoop loop) {
        int type = LiveStream.VIDEO_PAYLOAD_TYPE;
        ByteBuffer vps = loop.vps();
        if (vps != null) {
            line(sdp, "a=rtpmap:%d H265/90000".formatted(type));
            line(
                    sdp,
                    "a=fmtp:%d sprop-vps=%s;sprop-sps=%s;sprop-pps=%s"
                            .formatted(type, base64(vps), base64(loop.sps()), base64(loop.pps())));
            return;
        }
        line(sdp, "a=rtpmap:%d H264/90000".formatted(type));
        line(
                sdp,
                "a=fmtp:%d packetization-mode=1;profile-level-id=%s;sprop-parameter-sets=%s,%s"
                        .formatted(type, loop.profileLevelId(), base64(loop.sps()), base64(loop.pps())));
    }

    private static String framesPerSecond(EncodedLoop loop) {
        return loop.rate().seconds() == 1
                ? Integer.toString(loop.rate().frames())
                : String.format(Locale.ROOT, "%.3f", loop.rate().perSecond());
    }

    private static String base64(ByteBuffer nal) {
        byte[] bytes = new byte[nal.remaining()];
        nal.get(nal.position(), bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static void line(StringBuilder sdp, String text) {
        sdp.append(text).append("\r\n");
    }
}
