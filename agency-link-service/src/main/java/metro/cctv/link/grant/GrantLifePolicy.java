package metro.cctv.link.grant;

import java.time.Duration;
import java.time.Instant;

/** When a grant ends if nobody closes the case. */
final class GrantLifePolicy {
    /** A renewal that adds less is not worth an event to every media server. */
    private static final Duration LEAST_GAIN = Duration.ofSeconds(30);

    private GrantLifePolicy() {}

    static Instant endsAt(Instant now, Duration validFor, Instant limitAt) {
        Instant end = now.plus(validFor);
        return end.isBefore(limitAt) ? end : limitAt;
    }

    static boolean isWorthRenewing(Grant grant, Instant now, Duration validFor) {
        if (grant.state() == Grant.State.REVOKED || !now.isBefore(grant.limitAt())) return false;
        Instant end = endsAt(now, validFor, grant.limitAt());
        return grant.state() == Grant.State.EXPIRED
                || end.isAfter(grant.expiresAt().plus(LEAST_GAIN));
    }
}
