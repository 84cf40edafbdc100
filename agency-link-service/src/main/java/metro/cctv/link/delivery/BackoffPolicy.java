package metro.cctv.link.delivery;

import java.time.Duration;

/** When to try again. */
final class BackoffPolicy {
    private BackoffPolicy() {}

    /**
     * @param failures so far, 1 or more
     * @param jitter 0 to 1; spreads the retries of many events over the second half of the pause
     */
    static Duration pause(int failures, Duration first, Duration max, double jitter) {
        long fullMs = first.toMillis();
        for (int i = 1; i < failures && fullMs < max.toMillis(); i++) fullMs *= 2;
        fullMs = Math.min(fullMs, max.toMillis());
        return Duration.ofMillis(fullMs / 2 + Math.round(fullMs / 2.0 * jitter));
    }
}
