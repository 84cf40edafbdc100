package metro.cctv.link.camera;

import java.time.Instant;
import metro.cctv.contracts.health.StreamHealthChanged.Cause;
import org.jspecify.annotations.Nullable;

/** @param since start of this state, UTC; null while nothing is known */
public record CameraHealth(
        State state, Cause cause, String detail, @Nullable Instant since) {

    /** In the order of use to a viewer. */
    public enum State {
        ONLINE,
        CONNECTING,
        UNKNOWN,
        OFFLINE
    }

    static final CameraHealth UNKNOWN = new CameraHealth(State.UNKNOWN, Cause.NONE, "", null);
}
