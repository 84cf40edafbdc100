package metro.cctv.registry.health;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A camera's health: that of its main stream, which is what is recorded.
 *
 * @param cause as ingest named it; SILENCE when ingest has not spoken for too long, NEVER_SEEN when it never did
 * @param since start of this state, UTC; null when never seen
 */
public record CameraHealth(
        State state, String cause, String detail, @Nullable Instant since) {

    public enum State {
        ONLINE,
        CONNECTING,
        OFFLINE,
        UNKNOWN
    }
}
