package metro.cctv.link.agencycase;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a new case or dispatch: look at once.
 *
 * @param unit whose cameras these are; null: the room's
 */
public record OpenedCase(
        UUID incidentId, String caseNo, @Nullable String unit, List<CaseCamera> cameras) {

    /** Tickets never reach a log. */
    @Override
    public String toString() {
        return "OpenedCase[" + incidentId + "]";
    }
}
