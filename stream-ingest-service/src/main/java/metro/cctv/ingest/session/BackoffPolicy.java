package metro.cctv.ingest.session;

import java.time.Duration;
import metro.cctv.contracts.health.StreamHealthChanged.Cause;

/** How long to wait before the next dial: 0.5 s doubling to 30 s, jittered, without end. */
final class BackoffPolicy {
    static final Duration FIRST = Duration.ofMillis(500);
    static final Duration LONGEST = Duration.ofSeconds(30);
    /** A session that held so long counts as healthy: the next failure starts from the first step. */
    static final Duration PROVEN = Duration.ofSeconds(30);

    private BackoffPolicy() {}

    /**
     * @param failures in a row, 1 or more
     * @param random 0 to 1; the wait is 50 to 100 % of the step
     */
    static Duration wait(int failures, Cause cause, double random) {
        long step = switch (cause) {
            // A wrong password tried often locks the camera's account; a codec does not change by itself.
            case AUTHENTICATION_FAILED, UNSUPPORTED_CODEC -> LONGEST.toMillis();
            default -> Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.clamp(failures - 1, 0, 16));
        };
        return Duration.ofMillis(Math.round(step * (0.5 + random / 2)));
    }

    /** The failures to count on after a session that was online for this long. */
    static int failuresAfter(int failures, Duration online) {
        return online.compareTo(PROVEN) >= 0 ? 1 : failures + 1;
    }
}
