package metro.cctv.ingest.relay;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Live view.
 *
 * @param viewerQueueBytes waiting for one slow viewer; above it the viewer skips to the next key frame
 * @param maxViewers of this process, by WebSocket and RTSP together; more are refused
 * @param hlsWindow GOPs in a live playlist
 * @param hlsIdle without a request for so long, GOPs are no longer kept for HLS
 */
public record RelaySettings(
        @DefaultValue("4194304") long viewerQueueBytes,
        @DefaultValue("2000") int maxViewers,
        @DefaultValue("6") int hlsWindow,
        @DefaultValue("30s") Duration hlsIdle) {
    public RelaySettings {
        if (viewerQueueBytes < 1 << 16)
            throw new IllegalArgumentException("viewer-queue-bytes: at least 65536, was " + viewerQueueBytes);
        if (hlsWindow < 3 || hlsWindow > 30)
            throw new IllegalArgumentException("hls-window: 3 to 30, was " + hlsWindow);
    }
}
