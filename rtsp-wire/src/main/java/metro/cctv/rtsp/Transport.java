package metro.cctv.rtsp;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a client asks for in {@code Transport} (RFC 2326 §12.39), as far as this server can do it. */
public sealed interface Transport {

    /** RTP and RTCP inside the RTSP connection. {@code rtpChannel} -1: the server may choose. */
    record Interleaved(int rtpChannel, int rtcpChannel) implements Transport {}

    /** RTP and RTCP as datagrams to the address the request came from, never to another. */
    record Datagrams(int rtpPort, int rtcpPort) implements Transport {}

    /** The first alternative that this server can do; null where there is none. */
    static @Nullable Transport choose(String header) {
        if (header.length() > 1024) return null;
        for (String alternative : header.split(",", 8)) {
            Transport transport = parse(alternative.strip());
            if (transport != null) return transport;
        }
        return null;
    }

    /** The first alternative inside the connection; null where there is none. */
    static @Nullable Interleaved chooseInterleaved(String header) {
        if (header.length() > 1024) return null;
        for (String alternative : header.split(",", 8))
            if (parse(alternative.strip()) instanceof Interleaved interleaved) return interleaved;
        return null;
    }

    private static @Nullable Transport parse(String alternative) {
        String[] parts = alternative.split(";");
        String profile = parts[0].strip().toUpperCase(Locale.ROOT);
        boolean tcp = profile.equals("RTP/AVP/TCP");
        if (!tcp && !profile.equals("RTP/AVP") && !profile.equals("RTP/AVP/UDP")) return null;
        int[] channels = {-1, -1};
        int[] ports = null;
        for (int i = 1; i < parts.length; i++) {
            String[] pair = parts[i].strip().split("=", 2);
            String name = pair[0].toLowerCase(Locale.ROOT);
            String value = pair.length == 2 ? pair[1] : "";
            switch (name) {
                case "multicast", "destination" -> {
                    return null;
                }
                case "mode" -> {
                    if (!value.replace("\"", "").equalsIgnoreCase("play")) return null;
                }
                case "interleaved" -> {
                    channels = range(value, 0, 255);
                    if (channels == null) return null;
                }
                case "client_port" -> ports = range(value, 1024, 65_535);
                default -> {}
            }
        }
        if (tcp) return new Interleaved(channels[0], channels[1]);
        return ports == null ? null : new Datagrams(ports[0], ports[1]);
    }

    /** {@code a-b} or {@code a} (then b = a + 1); null where a bound is missed. */
    private static int @Nullable [] range(String text, int lowest, int highest) {
        if (!text.matches("\\d{1,5}(-\\d{1,5})?")) return null;
        String[] bounds = text.split("-");
        int from = Integer.parseInt(bounds[0]);
        int to = bounds.length == 2 ? Integer.parseInt(bounds[1]) : from + 1;
        return from >= lowest && to <= highest && to == from + 1 ? new int[] {from, to} : null;
    }
}
