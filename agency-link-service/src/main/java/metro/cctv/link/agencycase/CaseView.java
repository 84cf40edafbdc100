package metro.cctv.link.agencycase;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import metro.cctv.contracts.incident.CloseReason;
import metro.cctv.contracts.incident.IncidentChanged.Status;
import metro.cctv.link.vocabulary.IncidentKind;
import org.jspecify.annotations.Nullable;

/** @param cameras those that may be looked at now; none once the case is closed */
public record CaseView(
        UUID incidentId,
        String caseNo,
        @Nullable Integer code,
        IncidentKind kind,
        String summary,
        @Nullable String address,
        Status status,
        double lon,
        double lat,
        Instant openedAt,
        @Nullable Instant closedAt,
        @Nullable CloseReason closeReason,
        List<CaseCamera> cameras) {}
