package metro.cctv.analytics.alert;

import java.time.Duration;
import java.time.Instant;

/** How old a picture is. */
public final class PictureAge {
    private PictureAge() {}

    /** None where the clock that took it is ahead of ours: a timer neither counts nor keeps silent about less. */
    public static Duration of(Instant capturedAt, Instant now) {
        Duration age = Duration.between(capturedAt, now);
        return age.isNegative() ? Duration.ZERO : age;
    }
}
