package metro.cctv.link.incident;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What holds for an incident in every state.
 *
 * @param agency whose case it is; null, like {@code caseNo}, for the centre's own
 * @param code 112 response code: 0 needs real-time broadcast … 4 is never dispatched
 * @param reportedAs the words that came, before they became a kind
 * @param districtCode of the camera nearest to the place
 */
public record IncidentFacts(
        UUID incidentId,
        @Nullable String agency,
        @Nullable String caseNo,
        @Nullable Integer code,
        IncidentKind kind,
        String reportedAs,
        String summary,
        @Nullable String address,
        String districtCode,
        double lon,
        double lat,
        Instant openedAt,
        String openedBy) {}
