package metro.cctv.contracts.health;

import java.time.Instant;
import java.util.UUID;
import metro.cctv.contracts.Require;

/**
 * A stream's state as ingest sees it; repeated every minute so that silence means a dead district. Key = {@code
 * cameraId}.
 *
 * @param state only {@link State#ONLINE} means decodable video is coming in
 * @param detail one line for a person, without secrets
 * @param since start of this state, UTC
 */
public record StreamHealthChanged(
        UUID eventId,
        String cameraId,
        String districtCode,
        Stream stream,
        State state,
        Cause cause,
        String detail,
        Instant since,
        Instant at) {

    public enum Stream {
        MAIN,
        SUB
    }

    public enum State {
        CONNECTING,
        ONLINE,
        OFFLINE
    }

    public enum Cause {
        NONE,
        REFUSED,
        UNREACHABLE,
        AUTHENTICATION_FAILED,
        NO_SUCH_STREAM,
        STALLED,
        CLOSED_BY_CAMERA,
        UNSUPPORTED_CODEC,
        PROTOCOL_ERROR,
        STOPPED,
        /** Of a main stream that is ONLINE, as all that follow: pictures come, but something is before the lens. */
        COVERED,
        DEFOCUSED,
        /** It looks elsewhere than it usually does. */
        TURNED,
        /** The same picture again and again, not even its noise changes. */
        FROZEN,
        BLACK,
        /** By a lamp, a laser or the sun. */
        DAZZLED;

        /** Pictures come, but the camera does not see what it should. */
        public boolean isSightTaken() {
            return switch (this) {
                case COVERED, DEFOCUSED, TURNED, FROZEN, BLACK, DAZZLED -> true;
                default -> false;
            };
        }
    }

    public StreamHealthChanged {
        Require.cameraId(cameraId);
    }
}
