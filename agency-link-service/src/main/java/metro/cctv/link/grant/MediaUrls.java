package metro.cctv.link.grant;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Locale;
import metro.cctv.contracts.health.StreamHealthChanged.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Paths on the gateway. Without a ticket they need the caller's own log-in or token.
 *
 * @param rtsp for the agency's own video system; an address of its own beside the gateway, with the ticket as password. Absent
 *     without a ticket, and where the installation has none
 */
public record MediaUrls(
        String hls,
        String ws,
        String snapshot,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String rtsp) {

    public static MediaUrls of(String cameraId, @Nullable String ticket) {
        return of(cameraId, ticket, Stream.MAIN);
    }

    public static MediaUrls of(String cameraId, @Nullable String ticket, Stream rendition) {
        String live = "/api/live/" + cameraId;
        String stream = "?stream=" + nameOf(rendition) + (ticket == null ? "" : "&ticket=" + ticket);
        return new MediaUrls(
                live + "/index.m3u8" + stream,
                live + "/ws" + stream,
                live + "/snapshot.jpg" + (ticket == null ? "" : "?ticket=" + ticket),
                null);
    }

    /** @param server where ingest is reached by RTSP */
    MediaUrls withRtsp(RtspAddress server, String districtCode, String cameraId, String ticket, Stream rendition) {
        return new MediaUrls(hls, ws, snapshot, server.of(districtCode, cameraId, nameOf(rendition), ticket));
    }

    public MediaUrls withoutTicket() {
        return new MediaUrls(plain(hls), plain(ws), plain(snapshot), null);
    }

    private static String nameOf(Stream rendition) {
        return rendition.name().toLowerCase(Locale.ROOT);
    }

    private static String plain(String url) {
        return url.replaceFirst("[?&]ticket=[A-Za-z0-9_-]+", "");
    }
}
