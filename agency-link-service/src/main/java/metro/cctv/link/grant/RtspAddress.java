package metro.cctv.link.grant;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where agencies reach ingest by RTSP (ADR 0031).
 *
 * @param server {@code rtsps://host[:port]}; {@code {district}} stands for the camera's district code in small letters
 */
record RtspAddress(String server) {
    private static final Pattern SERVER = Pattern.compile(
            "rtsps?://(?:[A-Za-z0-9.-]|\\{district})+(?::\\d{1,5})?|rtsps?://\\[[0-9a-fA-F:.]+](?::\\d{1,5})?");

    RtspAddress {
        check(server);
    }

    /** @throws IllegalArgumentException when it is none */
    static void check(String server) {
        if (!SERVER.matcher(server).matches())
            throw new IllegalArgumentException("rtsp-address: rtsp[s]://host[:port], was " + server);
    }

    /** The user is always {@code ticket}; players ask for the password, or take it from here. */
    String of(String districtCode, String cameraId, String stream, String ticket) {
        String host = server.replace("{district}", districtCode.toLowerCase(Locale.ROOT));
        return host.replaceFirst("://", "://ticket:" + ticket + "@") + "/live/" + cameraId + "/" + stream;
    }
}
