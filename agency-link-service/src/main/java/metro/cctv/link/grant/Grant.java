package metro.cctv.link.grant;

import java.time.Instant;
import java.util.UUID;
import metro.cctv.contracts.access.Role;

/**
 * One camera for one case.
 *
 * @param limitAt never renewed beyond
 * @param distanceM of the camera from the place of the case, metres
 * @param choice 0 is the best camera of the case
 * @param reason why this camera was chosen
 */
public record Grant(
        UUID grantId,
        UUID incidentId,
        String caseNo,
        String agency,
        Role role,
        String cameraId,
        String districtCode,
        String purpose,
        String ticketSha256,
        Instant validFrom,
        Instant expiresAt,
        Instant limitAt,
        State state,
        double distanceM,
        int choice,
        String reason) {

    public enum State {
        ACTIVE,
        /** Ran out; a renewal brings it back until the limit. */
        EXPIRED,
        /** The case is closed: for good. */
        REVOKED
    }
}
