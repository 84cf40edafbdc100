package metro.cctv.registry.ptz;

import java.time.Duration;
import java.time.Instant;
import metro.cctv.contracts.access.Role;
import org.jspecify.annotations.Nullable;

/** One camera, one hand. */
final class LeaseRule {
    private LeaseRule() {}

    /** @param patrol wants the camera to go round by itself */
    record Claim(
            String holder,
            Role role,
            Rank rank,
            String purpose,
            @Nullable String caseNo,
            boolean patrol) {}

    /**
     * @param idle a lease lapses so long after its last command
     * @param patrolLongest a patrol ends so long after its start
     */
    record Limits(
            Duration idle,
            Duration operatorLongest,
            Duration leadLongest,
            Duration caseLongest,
            Duration patrolLongest) {
        Duration longest(Rank rank) {
            return switch (rank) {
                case OPERATOR -> operatorLongest;
                case LEAD -> leadLongest;
                case CASE -> caseLongest;
            };
        }
    }

    sealed interface Decision {
        /** @param displaced whose camera it was; null when it was free or the claimant's own */
        record Granted(Lease lease, @Nullable Lease displaced) implements Decision {}

        record Held(Lease by) implements Decision {}
    }

    /** Of equal ranks the first keeps the camera until the lease lapses; a higher one takes it at once. */
    static Decision claim(@Nullable Lease current, Claim claim, Instant now, Limits limits) {
        Lease open = current != null && current.isOpen(now) ? current : null;
        if (open == null) return new Decision.Granted(begin(claim, now, limits), null);
        if (!open.holder().equals(claim.holder())) {
            boolean handOverPatrol = open.patrol() && !claim.patrol();
            // What a case turned by itself yields to a person who works on one.
            boolean handOverByItself =
                    open.role() == Role.SERVICE && claim.role() != Role.SERVICE && claim.rank() == Rank.CASE;
            if (!handOverPatrol && !handOverByItself && claim.rank().compareTo(open.rank()) <= 0)
                return new Decision.Held(open);
            return new Decision.Granted(begin(claim, now, limits), open);
        }
        if (open.patrol() != claim.patrol() || claim.patrol())
            return new Decision.Granted(begin(claim, now, limits), null);
        return new Decision.Granted(lease(claim, open.since(), now, limits), null);
    }

    private static Lease begin(Claim claim, Instant now, Limits limits) {
        return lease(claim, now, now, limits);
    }

    private static Lease lease(Claim claim, Instant since, Instant now, Limits limits) {
        Instant end = since.plus(limits.longest(claim.rank()));
        Instant lapse = now.plus(claim.patrol() ? limits.patrolLongest() : limits.idle());
        return new Lease(
                claim.holder(),
                claim.role(),
                claim.rank(),
                claim.purpose(),
                claim.caseNo(),
                since,
                lapse.isBefore(end) ? lapse : end,
                claim.patrol());
    }
}
