package metro.cctv.ingest.session;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * @param headers names in lower case
 * @param body at most {@link RtspFramer#MAX_BODY_BYTES}
 */
record RtspResponse(int status, String reason, Map<String, List<String>> headers, byte[] body) {

    Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    List<String> headers(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    /** −1 when it is missing or no number. */
    int sequence() {
        try {
            return header("cseq").map(value -> Integer.parseInt(value.trim())).orElse(-1);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
