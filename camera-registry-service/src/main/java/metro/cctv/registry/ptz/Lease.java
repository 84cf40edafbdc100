package metro.cctv.registry.ptz;

import java.time.Instant;
import metro.cctv.contracts.access.Role;
import org.jspecify.annotations.Nullable;

/**
 * Somebody steers a camera, and until when nobody of the same rank may.
 *
 * @param holder subject of the token
 * @param since when this hand took over
 * @param until exclusive
 * @param patrol nobody's hand is on it: it yields to anyone who may steer
 */
record Lease(
        String holder,
        Role role,
        Rank rank,
        String purpose,
        @Nullable String caseNo,
        Instant since,
        Instant until,
        boolean patrol) {

    boolean isOpen(Instant now) {
        return now.isBefore(until);
    }
}
