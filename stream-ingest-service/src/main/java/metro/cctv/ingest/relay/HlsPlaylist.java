package metro.cctv.ingest.relay;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A live media playlist (RFC 8216, version 7): one GOP is one segment; URIs are relative and carry the viewer's ticket. */
final class HlsPlaylist {
    private HlsPlaylist() {}

    /** @param gops oldest first, at least one */
    static String of(List<Gop> gops, String stream, @Nullable String ticket) {
        String query = "?stream=" + stream
                + (ticket == null ? "" : "&ticket=" + URLEncoder.encode(ticket, StandardCharsets.UTF_8));
        double longest = gops.stream().mapToDouble(Gop::seconds).max().orElse(2);
        var text = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-INDEPENDENT-SEGMENTS\n");
        text.append("#EXT-X-TARGETDURATION:")
                .append((int) Math.max(1, Math.round(longest)))
                .append('\n');
        text.append("#EXT-X-MEDIA-SEQUENCE:").append(gops.getFirst().number()).append('\n');
        int format = -1;
        for (Gop gop : gops) {
            if (format >= 0 && format != gop.formatNumber()) text.append("#EXT-X-DISCONTINUITY\n");
            if (format != gop.formatNumber()) {
                format = gop.formatNumber();
                text.append("#EXT-X-MAP:URI=\"init-")
                        .append(format)
                        .append(".mp4")
                        .append(query)
                        .append("\"\n");
            }
            Instant at = Instant.EPOCH.plus(gop.units().getFirst().wallMicros(), ChronoUnit.MICROS);
            text.append("#EXT-X-PROGRAM-DATE-TIME:")
                    .append(at.truncatedTo(ChronoUnit.MILLIS))
                    .append('\n');
            text.append(String.format(Locale.ROOT, "#EXTINF:%.3f,\n", gop.seconds()));
            text.append("gop-")
                    .append(gop.number())
                    .append(".m4s")
                    .append(query)
                    .append('\n');
        }
        return text.toString();
    }
}
