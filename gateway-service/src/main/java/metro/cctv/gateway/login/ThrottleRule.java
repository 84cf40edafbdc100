package metro.cctv.gateway.login;

import java.time.Duration;

/** How long to wait after wrong passwords: nothing at first, then 1 s, 2 s, 4 s … up to a bound. */
final class ThrottleRule {
    private ThrottleRule() {}

    /** @param free failures that cost nothing */
    static Duration waitAfter(int failures, int free, Duration longest) {
        int over = failures - free;
        if (over < 0) return Duration.ZERO;
        if (over >= 30) return longest;
        Duration wait = Duration.ofSeconds(1L << over);
        return wait.compareTo(longest) > 0 ? longest : wait;
    }
}
