package metro.cctv.link.grant;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.health.StreamHealthChanged.Stream;
import metro.cctv.link.selection.ReasonCode;
import org.jspecify.annotations.Nullable;

/**
 * One camera for one case.
 *
 * @param limitAt never renewed beyond
 * @param distanceM of the camera from the place of the case, metres; null once the place is purged
 * @param choice 0 is the best camera of the case
 * @param reason why this camera was chosen
 * @param codes the same for programs
 * @param unit the one vehicle or patrol it is for; null: the agency's room, or the centre
 * @param stream the rendition its addresses name
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
        @Nullable Double distanceM,
        int choice,
        String reason,
        List<ReasonCode> codes,
        @Nullable String unit,
        Stream stream) {

    public enum State {
        ACTIVE,
        /** Ran out; a renewal brings it back until the limit. */
        EXPIRED,
        /** The case is closed or its target has moved on: for good. */
        REVOKED
    }

    /** For where the target is now. */
    Grant chosenAgain(int isChoice, double isAwayM, String because, List<ReasonCode> becauseCodes) {
        return new Grant(
                grantId,
                incidentId,
                caseNo,
                agency,
                role,
                cameraId,
                districtCode,
                purpose,
                ticketSha256,
                validFrom,
                expiresAt,
                limitAt,
                state,
                isAwayM,
                isChoice,
                because,
                becauseCodes,
                unit,
                stream);
    }

    /** Active, until then. */
    Grant until(Instant end) {
        return new Grant(
                grantId,
                incidentId,
                caseNo,
                agency,
                role,
                cameraId,
                districtCode,
                purpose,
                ticketSha256,
                validFrom,
                end,
                limitAt,
                State.ACTIVE,
                distanceM,
                choice,
                reason,
                codes,
                unit,
                stream);
    }
}
