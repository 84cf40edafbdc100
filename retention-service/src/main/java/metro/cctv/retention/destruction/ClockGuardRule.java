package metro.cctv.retention.destruction;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * May the clock be believed? A clock that jumps ahead would destroy what must still be kept, and nothing brings it back.
 * The job therefore remembers the latest time it believed and goes on only from there, in steps no larger than allowed;
 * it does not look at rows or files, for their times come from the same clock. A larger step (a jump, or a service that was
 * off for long) waits for a person who says what day it is.
 */
final class ClockGuardRule {
    /** Clocks are set right by small amounts all the time. */
    static final Duration MAY_GO_BACK = Duration.ofMinutes(5);

    private ClockGuardRule() {}

    /**
     * @param believed the latest time the job believed
     * @param maxStep largest step ahead without a person's word
     * @return why the job must wait
     */
    static Optional<String> objection(Instant now, Instant believed, Duration maxStep) {
        if (now.isBefore(believed.minus(MAY_GO_BACK)))
            return Optional.of("The clock says " + now + ", but it was " + believed + " already.");
        if (now.isAfter(believed.plus(maxStep)))
            return Optional.of("The clock says " + now + ", which is more than " + maxStep.toHours()
                    + " h after the last time known, " + believed + ". The privacy officer must confirm the time.");
        return Optional.empty();
    }
}
