package metro.cctv.ingest.session;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the camera granted (RFC 2326 §12.37, §12.39). Numbers out of range are refused: they would be dialled.
 *
 * @param session id, at most 256 characters
 * @param timeout 10 s to 1 h; the camera forgets a silent session after it
 * @param interleaved media come inside the connection
 * @param rtp channel, or the camera's port; −1: it named none
 * @param rtcp likewise
 */
record SetupAnswer(String session, Duration timeout, boolean interleaved, int rtp, int rtcp) {
    private static final Pattern CHANNELS = Pattern.compile("(?i)interleaved=(\\d{1,3})(?:-(\\d{1,3}))?");
    private static final Pattern PORTS = Pattern.compile("(?i)server_port=(\\d{1,5})(?:-(\\d{1,5}))?");
    private static final Pattern TIMEOUT = Pattern.compile("(?i)timeout=(\\d{1,6})");
    private static final int DEFAULT_TIMEOUT_S = 60;
    private static final int MAX_SESSION_ID = 256;
    private static final int MAX_CHANNEL = 255;
    private static final int MAX_PORT = 65_535;

    /** @param askedForDatagrams a camera may still grant the connection */
    static SetupAnswer of(RtspResponse response, boolean askedForDatagrams) {
        String header =
                response.header("session").orElseThrow(() -> SessionFailure.protocol("SETUP: no Session header"));
        String id = header.split(";", 2)[0].trim();
        if (id.isEmpty() || id.length() > MAX_SESSION_ID) throw SessionFailure.protocol("SETUP: Session id");
        Matcher named = TIMEOUT.matcher(header);
        int seconds = named.find() ? Math.clamp(Integer.parseInt(named.group(1)), 10, 3600) : DEFAULT_TIMEOUT_S;
        String transport = response.header("transport").orElse("");
        Matcher channels = CHANNELS.matcher(transport);
        boolean inside = channels.find();
        if (inside || transport.contains("TCP") || !askedForDatagrams) {
            if (!inside && !transport.contains("TCP"))
                throw SessionFailure.protocol("SETUP: the camera does not send over TCP");
            return pair(id, seconds, true, inside ? channels : null, MAX_CHANNEL);
        }
        Matcher ports = PORTS.matcher(transport);
        return pair(id, seconds, false, ports.find() ? ports : null, MAX_PORT);
    }

    private static SetupAnswer pair(String id, int seconds, boolean interleaved, @Nullable Matcher named, int highest) {
        Duration timeout = Duration.ofSeconds(seconds);
        if (named == null) return new SetupAnswer(id, timeout, interleaved, -1, -1);
        int rtp = Integer.parseInt(named.group(1));
        int rtcp = named.group(2) == null ? rtp + 1 : Integer.parseInt(named.group(2));
        int lowest = interleaved ? 0 : 1;
        if (rtp < lowest || rtp > highest || rtcp < lowest || rtcp > highest)
            throw SessionFailure.protocol("SETUP: " + (interleaved ? "channels " : "ports ") + rtp + "-" + rtcp);
        return new SetupAnswer(id, timeout, interleaved, rtp, rtcp);
    }
}
