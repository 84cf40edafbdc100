package metro.cctv.retention.playback;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import metro.cctv.retention.segment.Segment;
import org.junit.jupiter.api.Test;

class VodPlaylistTest {
    @Test
    void everyFileBringsItsHeadItsClockAndItsDiscontinuity() {
        UUID a = new UUID(0, 1);
        UUID b = new UUID(0, 2);

        String playlist = VodPlaylist.of(List.of(
                segment(a, "2026-11-21T12:00:00.123456Z", "2026-11-21T12:01:00.123456Z", 1_000, 700),
                segment(b, "2026-11-21T12:01:00.123456Z", "2026-11-21T12:01:30.624456Z", 900, 720)));

        assertThat(playlist).isEqualTo("""
                #EXTM3U
                #EXT-X-VERSION:7
                #EXT-X-PLAYLIST-TYPE:VOD
                #EXT-X-INDEPENDENT-SEGMENTS
                #EXT-X-TARGETDURATION:60
                #EXT-X-MAP:URI="../segments/00000000-0000-0000-0000-000000000001.mp4",BYTERANGE="700@0"
                #EXT-X-PROGRAM-DATE-TIME:2026-11-21T12:00:00.123Z
                #EXTINF:60.000,
                #EXT-X-BYTERANGE:300@700
                ../segments/00000000-0000-0000-0000-000000000001.mp4
                #EXT-X-DISCONTINUITY
                #EXT-X-MAP:URI="../segments/00000000-0000-0000-0000-000000000002.mp4",BYTERANGE="720@0"
                #EXT-X-PROGRAM-DATE-TIME:2026-11-21T12:01:00.123Z
                #EXTINF:30.501,
                #EXT-X-BYTERANGE:180@720
                ../segments/00000000-0000-0000-0000-000000000002.mp4
                #EXT-X-ENDLIST
                """);
    }

    private static Segment segment(UUID id, String from, String to, long bytes, int initBytes) {
        return new Segment(
                id,
                "CAM-1",
                "DJ-SEO",
                "a/b.mp4",
                Instant.parse(from),
                Instant.parse(to),
                bytes + 300,
                bytes,
                initBytes,
                "k",
                false);
    }
}
