package metro.cctv.ingest.record;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import metro.cctv.contracts.health.StreamHealthChanged.Cause;
import metro.cctv.contracts.segment.SegmentClosed.Gap;
import metro.cctv.contracts.segment.SegmentClosed.GapCause;

/** What counts as missing time, and whose fault it was. */
final class GapPolicy {
    /** Shorter holes are jitter. */
    static final Duration TOLERATED = Duration.ofSeconds(1);

    private GapPolicy() {}

    static Optional<Gap> between(Instant from, Instant to, GapCause cause, String detail) {
        return Duration.between(from, to).compareTo(TOLERATED) > 0
                ? Optional.of(new Gap(from, to, cause, detail))
                : Optional.empty();
    }

    static GapCause of(Cause cause) {
        return switch (cause) {
            case UNREACHABLE -> GapCause.NETWORK;
            case STOPPED -> GapCause.POLICY;
            case NONE,
                    REFUSED,
                    AUTHENTICATION_FAILED,
                    NO_SUCH_STREAM,
                    STALLED,
                    CLOSED_BY_CAMERA,
                    UNSUPPORTED_CODEC,
                    PROTOCOL_ERROR,
                    COVERED,
                    DEFOCUSED,
                    TURNED,
                    FROZEN,
                    BLACK,
                    DAZZLED -> GapCause.CAMERA;
        };
    }
}
