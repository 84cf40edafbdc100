package metro.cctv.registry.camera;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an operator is told of a camera.
 *
 * @param cause as ingest named it, or one of the constants here
 * @param detail one line for a person, without secrets
 * @param since start of this state, UTC; null when never seen
 */
public record CameraHealth(
        State state, String cause, String detail, @Nullable Instant since) {
    /** The camera's district speaks, the camera does not. */
    public static final String SILENT = "SILENT";
    /** Nobody of the whole district speaks: its link or its centre is down, the camera may be well. */
    public static final String DISTRICT_SILENT = "DISTRICT_SILENT";

    public static final String NEVER_SEEN = "NEVER_SEEN";
    public static final String NOT_IN_SERVICE = "NOT_IN_SERVICE";
    public static final String FLAPPING = "FLAPPING";
    public static final String SUB_STREAM_MISSING = "SUB_STREAM_MISSING";
    public static final String RECORDING_GAPS = "RECORDING_GAPS";
    /** Dialled for too long without a picture. */
    public static final String NO_PICTURE = "NO_PICTURE";

    public static final CameraHealth NEVER =
            new CameraHealth(State.UNKNOWN, NEVER_SEEN, "Ingest has not spoken of this camera yet.", null);

    public enum State {
        ONLINE,
        /** Pictures come, but something is wrong with them. */
        DEGRADED,
        CONNECTING,
        OFFLINE,
        /** What was last heard may no longer be true: the whole district is silent. */
        STALE,
        UNKNOWN
    }
}
