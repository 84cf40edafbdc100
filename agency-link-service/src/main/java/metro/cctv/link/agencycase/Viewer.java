package metro.cctv.link.agencycase;

import java.util.UUID;
import metro.cctv.link.grant.Grant;
import org.jspecify.annotations.Nullable;

/**
 * Who looks on for an agency in a case.
 *
 * @param service of the agency by which it looks, e.g. {@code dispatches}
 * @param unit the vehicle or patrol; null: the agency's room
 */
record Viewer(
        UUID incidentId,
        String agency,
        String service,
        @Nullable String unit) {
    static final String CASES = "cases";
    static final String DISPATCHES = "dispatches";

    static Viewer room(UUID incidentId, String agency, String service) {
        return new Viewer(incidentId, agency, service, null);
    }

    boolean isRoom() {
        return unit == null;
    }

    boolean holds(Grant grant) {
        return grant.agency().equals(agency) && java.util.Objects.equals(grant.unit(), unit);
    }
}
