package metro.cctv.link.grant;

import java.time.Instant;
import java.util.UUID;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.health.StreamHealthChanged.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What cameras are granted for.
 *
 * @param caseNo the agency's number, or the incident's id for the centre's own
 * @param agency {@link #CENTRE} for the control centre itself
 * @param purpose e.g. {@code 112 emergency video}
 * @param endsAt never beyond, whatever the usual limit; null: as usual
 * @param unit the one vehicle or patrol; null: the agency's room, or the centre
 * @param basis the law that allows it; null: what the agency's right rests on
 */
public record GrantCase(
        UUID incidentId,
        String caseNo,
        String agency,
        Role role,
        String purpose,
        Instant openedAt,
        @Nullable String unit,
        Stream stream,
        @Nullable Instant endsAt,
        @Nullable String basis) {
    public static final String CENTRE = "CENTRE";
    public static final String CENTRE_PURPOSE = "control centre incident";

    /** For a room, which sees the main streams. */
    public GrantCase(UUID incidentId, String caseNo, String agency, Role role, String purpose, Instant openedAt) {
        this(incidentId, caseNo, agency, role, purpose, openedAt, null, Stream.MAIN, null, null);
    }

    /** Of its own incident; whoever of its people looks. */
    public static GrantCase ofCentre(UUID incidentId, Instant openedAt) {
        return new GrantCase(incidentId, incidentId.toString(), CENTRE, Role.OPERATOR, CENTRE_PURPOSE, openedAt);
    }

    public GrantCase until(Instant end) {
        return new GrantCase(incidentId, caseNo, agency, role, purpose, openedAt, unit, stream, end, basis);
    }

    public GrantCase because(String law) {
        return new GrantCase(incidentId, caseNo, agency, role, purpose, openedAt, unit, stream, endsAt, law);
    }
}
