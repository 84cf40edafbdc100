package metro.cctv.link.agencycase;

import java.util.List;
import java.util.UUID;

/** The answer to a new case: look at once. */
public record OpenedCase(UUID incidentId, String caseNo, List<CaseCamera> cameras) {

    /** Tickets never reach a log. */
    @Override
    public String toString() {
        return "OpenedCase[" + incidentId + "]";
    }
}
