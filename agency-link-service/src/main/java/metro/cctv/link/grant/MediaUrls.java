package metro.cctv.link.grant;

import java.util.Locale;
import metro.cctv.contracts.health.StreamHealthChanged.Stream;
import org.jspecify.annotations.Nullable;

/** Paths on the gateway. Without a ticket they need the caller's own log-in or token. */
public record MediaUrls(String hls, String ws, String snapshot) {

    public static MediaUrls of(String cameraId, @Nullable String ticket) {
        return of(cameraId, ticket, Stream.MAIN);
    }

    public static MediaUrls of(String cameraId, @Nullable String ticket, Stream rendition) {
        String live = "/api/live/" + cameraId;
        String stream =
                "?stream=" + rendition.name().toLowerCase(Locale.ROOT) + (ticket == null ? "" : "&ticket=" + ticket);
        return new MediaUrls(
                live + "/index.m3u8" + stream,
                live + "/ws" + stream,
                live + "/snapshot.jpg" + (ticket == null ? "" : "?ticket=" + ticket));
    }

    public MediaUrls withoutTicket() {
        return new MediaUrls(plain(hls), plain(ws), plain(snapshot));
    }

    private static String plain(String url) {
        return url.replaceFirst("[?&]ticket=[A-Za-z0-9_-]+", "");
    }
}
