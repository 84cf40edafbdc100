package metro.cctv.link.grant;

import java.time.Instant;
import java.util.UUID;
import metro.cctv.contracts.access.Role;

/**
 * What cameras are granted for.
 *
 * @param caseNo the agency's number, or the incident's id for the centre's own
 * @param agency {@link #CENTRE} for the control centre itself
 * @param purpose e.g. {@code 112 emergency video}
 */
public record GrantCase(UUID incidentId, String caseNo, String agency, Role role, String purpose, Instant openedAt) {
    public static final String CENTRE = "CENTRE";
}
