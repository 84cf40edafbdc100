package metro.cctv.link.grant;

import org.jspecify.annotations.Nullable;

/** Paths on the gateway. Without a ticket they need the caller's own log-in or token. */
public record MediaUrls(String hls, String ws, String snapshot) {

    public static MediaUrls of(String cameraId, @Nullable String ticket) {
        String live = "/api/live/" + cameraId;
        String stream = "?stream=main" + (ticket == null ? "" : "&ticket=" + ticket);
        return new MediaUrls(
                live + "/index.m3u8" + stream,
                live + "/ws" + stream,
                live + "/snapshot.jpg" + (ticket == null ? "" : "?ticket=" + ticket));
    }
}
