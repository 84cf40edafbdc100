package metro.cctv.analytics.analysis;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which frames are looked at when they come faster than they can be analysed. The rate gives way first, down to one frame
 * a camera in {@code slowest}: enough for a walker's track to hold (of eight clips of loitering and line crossing all were told at 2.5
 * frames a second, none at one). On the second half of the way to {@code hopeless} half of that is left: a second without a frame would
 * end every trail, so it is never more than that. Only what is {@code hopeless} is given up.
 */
record SheddingPolicy(Duration behind, Duration slowest, Duration hopeless) {
    private static final int FAR_BEHIND = 2;

    enum Decision {
        ANALYSE,
        /** Left out to catch up; a neighbour in time is analysed. */
        SKIP,
        /** Given up: an alert in it is missed. */
        ABANDON
    }

    /** @param lastAnalysed capture time of this camera's last analysed frame */
    Decision decide(Instant capturedAt, Instant now, @Nullable Instant lastAnalysed) {
        Duration age = Duration.between(capturedAt, now);
        if (age.compareTo(hopeless) > 0) return Decision.ABANDON;
        if (age.compareTo(behind) <= 0 || lastAnalysed == null) return Decision.ANALYSE;
        boolean far = age.compareTo(hopeless.dividedBy(2)) > 0;
        Duration least = far ? slowest.multipliedBy(FAR_BEHIND) : slowest;
        return Duration.between(lastAnalysed, capturedAt).compareTo(least) < 0 ? Decision.SKIP : Decision.ANALYSE;
    }
}
