package metro.cctv.ingest.session;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import metro.cctv.contracts.health.StreamHealthChanged.Cause;
import metro.cctv.ingest.media.VideoCodec;

/** Reads SDP (RFC 4566) for the one thing we pull: the first video track. Audio is not even looked at. */
final class SessionDescription {
    private static final int MAX_LINES = 500;
    private static final int MAX_PARAMETER_SET = 1024;
    /** RFC 3551: needs no rtpmap. */
    private static final int STATIC_JPEG = 26;

    /**
     * @param control "" when the SDP gives none: the session's own address
     * @param payloadType 0 to 127
     * @param parameterSets of {@code sprop-parameter-sets}, or {@code sprop-vps}, {@code -sps} and {@code -pps}; may be empty
     */
    record VideoTrack(VideoCodec codec, String control, int payloadType, int clockRate, List<byte[]> parameterSets) {}

    private SessionDescription() {}

    static VideoTrack videoTrack(byte[] sdp) {
        List<String> lines = videoLines(sdp);
        if (lines.isEmpty()) throw new SessionFailure(Cause.NO_SUCH_STREAM, "the camera offers no video track");
        int payloadType = payloadType(lines.getFirst());
        String control = "";
        String codec = "";
        int clockRate = 0;
        Map<String, String> format = Map.of();
        for (String line : lines) {
            if (line.startsWith("a=control:")) control = line.substring(10).trim();
            else if (line.startsWith("a=rtpmap:" + payloadType + " ")) {
                String[] map = line.substring(line.indexOf(' ') + 1).trim().split("/");
                codec = map[0].toUpperCase(Locale.ROOT);
                clockRate = map.length > 1 ? number(map[1]) : 0;
            } else if (line.startsWith("a=fmtp:" + payloadType + " ")) format = parameters(line);
        }
        if (codec.isEmpty() && payloadType == STATIC_JPEG) {
            codec = "JPEG";
            clockRate = 90_000;
        }
        if (clockRate < 1000 || clockRate > 1_000_000) throw SessionFailure.protocol("SDP: clock rate " + clockRate);
        return switch (codec) {
            case "H264" -> h264(control, payloadType, clockRate, format);
            case "H265" -> h265(control, payloadType, clockRate, format);
            case "JPEG" -> new VideoTrack(VideoCodec.MJPEG, control, payloadType, clockRate, List.of());
            default ->
                throw unsupported(
                        "codec " + (codec.isEmpty() ? "not named" : codec) + ", H264, H265 or JPEG is needed");
        };
    }

    private static VideoTrack h264(String control, int payloadType, int clockRate, Map<String, String> format) {
        if ("2".equals(format.get("packetization-mode"))) throw unsupported("H264 packetization-mode 2 (interleaved)");
        List<byte[]> sets = parameterSets(format.getOrDefault("sprop-parameter-sets", ""));
        return new VideoTrack(VideoCodec.H264, control, payloadType, clockRate, sets);
    }

    /** RFC 7798 §7.1. */
    private static VideoTrack h265(String control, int payloadType, int clockRate, Map<String, String> format) {
        if (number(format.getOrDefault("sprop-max-don-diff", "0")) != 0)
            throw unsupported("H265 with decoding order numbers (sprop-max-don-diff)");
        if (!format.getOrDefault("tx-mode", "SRST").equals("SRST")) throw unsupported("H265 over several streams");
        List<byte[]> sets = new ArrayList<>();
        for (String name : List.of("sprop-vps", "sprop-sps", "sprop-pps"))
            sets.addAll(parameterSets(format.getOrDefault(name, "")));
        return new VideoTrack(VideoCodec.H265, control, payloadType, clockRate, sets);
    }

    private static SessionFailure unsupported(String what) {
        return new SessionFailure(Cause.UNSUPPORTED_CODEC, what);
    }

    private static List<String> videoLines(byte[] sdp) {
        List<String> lines = new ArrayList<>();
        boolean inVideo = false;
        int read = 0;
        for (String line : new String(sdp, StandardCharsets.UTF_8).split("\r?\n")) {
            if (++read > MAX_LINES) throw SessionFailure.protocol("SDP: more than " + MAX_LINES + " lines");
            if (line.startsWith("m=")) {
                if (inVideo) break;
                inVideo = line.startsWith("m=video ");
            }
            if (inVideo) lines.add(line);
        }
        return lines;
    }

    private static int payloadType(String mediaLine) {
        String[] words = mediaLine.trim().split("\\s+");
        int type = words.length > 3 ? number(words[3]) : -1;
        if (type < 0 || type > 127) throw SessionFailure.protocol("SDP: payload type");
        return type;
    }

    private static int number(String digits) {
        return digits.matches("\\d{1,9}") ? Integer.parseInt(digits) : -1;
    }

    private static Map<String, String> parameters(String line) {
        Map<String, String> parameters = new HashMap<>();
        for (String part : line.substring(line.indexOf(' ') + 1).split(";")) {
            int equals = part.indexOf('=');
            if (equals > 0)
                parameters.put(
                        part.substring(0, equals).trim().toLowerCase(Locale.ROOT),
                        part.substring(equals + 1).trim());
        }
        return parameters;
    }

    /** Bad Base64 is no failure: the sets usually come in the stream as well. */
    private static List<byte[]> parameterSets(String list) {
        List<byte[]> sets = new ArrayList<>();
        for (String part : list.split(",")) {
            if (part.isBlank() || sets.size() == 16) continue;
            try {
                byte[] set = Base64.getDecoder().decode(part.trim());
                if (set.length > 1 && set.length <= MAX_PARAMETER_SET) sets.add(set);
            } catch (IllegalArgumentException e) {
                return sets;
            }
        }
        return sets;
    }
}
