package metro.cctv.link.incident;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import metro.cctv.contracts.incident.IncidentChanged.Status;
import org.jspecify.annotations.Nullable;

/** An incident as the doors show it. */
public record IncidentView(
        UUID incidentId,
        @Nullable String caseNo,
        @Nullable String agency,
        @Nullable Integer code,
        IncidentKind kind,
        String reportedAs,
        String summary,
        @Nullable String address,
        Status status,
        String districtCode,
        double lon,
        double lat,
        Instant openedAt,
        String openedBy,
        @Nullable Instant closedAt,
        @Nullable String closedBy,
        @Nullable String closeReason,
        List<TimelineEntry> timeline) {

    /** @param what dotted, e.g. {@code incident.opened} */
    public record TimelineEntry(Instant at, String who, String what, String detail) {}

    static IncidentView of(Incident incident, List<TimelineEntry> timeline) {
        IncidentFacts facts = incident.facts();
        Incident.@Nullable Closed end = incident instanceof Incident.Closed closed ? closed : null;
        return new IncidentView(
                facts.incidentId(),
                facts.caseNo(),
                facts.agency(),
                facts.code(),
                facts.kind(),
                facts.reportedAs(),
                facts.summary(),
                facts.address(),
                end == null ? Status.OPEN : Status.CLOSED,
                facts.districtCode(),
                facts.lon(),
                facts.lat(),
                facts.openedAt(),
                facts.openedBy(),
                end == null ? null : end.at(),
                end == null ? null : end.by(),
                end == null ? null : end.reason(),
                timeline);
    }
}
