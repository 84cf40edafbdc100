package metro.cctv.contracts.incident;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import metro.cctv.contracts.Require;
import metro.cctv.contracts.access.Role;
import org.jspecify.annotations.Nullable;

/**
 * Someone may, or may no longer, see one camera for one case. Key = {@code grantId}; compacted. Media servers hold the
 * active ones in memory and cut what is revoked or expired within two seconds.
 *
 * @param agency whose case it is; "CENTRE" for the control centre's own incidents
 * @param role the role that the grant speaks for
 * @param unit the one vehicle or patrol it is for, which must show its own token; null: whoever holds the ticket, or the
 *     agency's room
 * @param ticketSha256 hash of the secret that opens the media ({@code ?ticket=…}, the password in RTSP); the secret itself is never
 *     stored or sent
 */
public record GrantChanged(
        UUID eventId,
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
        State state,
        Instant at,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String unit) {

    public enum State {
        ACTIVE,
        REVOKED
    }

    public GrantChanged {
        Require.cameraId(cameraId);
        Require.sha256("ticketSha256", ticketSha256);
    }

    /** For no unit in particular. */
    public GrantChanged(
            UUID eventId,
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
            State state,
            Instant at) {
        this(
                eventId,
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
                state,
                at,
                null);
    }

    /** The word that ends this grant. */
    public GrantChanged revoked(Instant at) {
        return new GrantChanged(
                UUID.randomUUID(),
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
                State.REVOKED,
                at,
                unit);
    }

    /** Whether media may flow at this moment. The end is exclusive. */
    public boolean opensAt(Instant now) {
        return state == State.ACTIVE && !now.isBefore(validFrom) && now.isBefore(expiresAt);
    }

    /** A unit sees what was granted to it by name and nothing else; its agency's room sees what names no unit. */
    public boolean speaksFor(String holderAgency, Role holderRole, String subject) {
        if (!agency.equals(holderAgency)) return false;
        return unit == null ? holderRole != Role.FIELD_UNIT : unit.equals(subject);
    }
}
