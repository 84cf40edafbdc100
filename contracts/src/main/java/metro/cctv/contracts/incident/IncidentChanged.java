package metro.cctv.contracts.incident;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An incident as agency-link now has it. Key = {@code incidentId}; compacted.
 *
 * @param caseNo the agency's own number, null for an incident the centre opened
 * @param agency who asked or was told, null while it is the centre's own
 * @param kind controlled vocabulary, e.g. CRIME, FIRE, TRAFFIC, MISSING
 */
public record IncidentChanged(
        UUID eventId,
        UUID incidentId,
        @Nullable String caseNo,
        @Nullable String agency,
        String kind,
        Status status,
        String districtCode,
        double lon,
        double lat,
        Instant openedAt,
        @Nullable Instant closedAt,
        Instant at) {

    public enum Status {
        OPEN,
        CLOSED
    }
}
