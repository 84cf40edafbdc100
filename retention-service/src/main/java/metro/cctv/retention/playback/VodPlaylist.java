package metro.cctv.retention.playback;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import metro.cctv.retention.segment.Segment;

/**
 * HLS over whole recording files (RFC 8216): each file brings its own head ({@code EXT-X-MAP}) and its own time zero, hence
 * the discontinuities; the wall clock is in {@code EXT-X-PROGRAM-DATE-TIME}.
 */
final class VodPlaylist {
    static final String CONTENT_TYPE = "application/vnd.apple.mpegurl";

    private VodPlaylist() {}

    /** @param segments in order, at least one */
    static String of(List<Segment> segments) {
        long longestS = segments.stream()
                .mapToLong(s -> Math.ceilDiv(length(s).toMillis(), 1_000))
                .max()
                .orElse(1);
        var text = new StringBuilder(256 + segments.size() * 300);
        text.append(
                        "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-PLAYLIST-TYPE:VOD\n#EXT-X-INDEPENDENT-SEGMENTS\n#EXT-X-TARGETDURATION:")
                .append(Math.max(1, longestS))
                .append('\n');
        boolean first = true;
        for (Segment segment : segments) {
            String uri = "../segments/" + segment.id() + ".mp4";
            if (!first) text.append("#EXT-X-DISCONTINUITY\n");
            first = false;
            text.append("#EXT-X-MAP:URI=\"%s\",BYTERANGE=\"%d@0\"\n".formatted(uri, segment.initBytes()))
                    .append("#EXT-X-PROGRAM-DATE-TIME:")
                    .append(segment.startedAt().truncatedTo(ChronoUnit.MILLIS))
                    .append('\n')
                    .append(String.format(
                            Locale.ROOT, "#EXTINF:%.3f,\n", length(segment).toMillis() / 1_000.0))
                    .append("#EXT-X-BYTERANGE:%d@%d\n"
                            .formatted(segment.mediaBytes() - segment.initBytes(), segment.initBytes()))
                    .append(uri)
                    .append('\n');
        }
        return text.append("#EXT-X-ENDLIST\n").toString();
    }

    private static Duration length(Segment segment) {
        return Duration.between(segment.startedAt(), segment.endedAt());
    }
}
