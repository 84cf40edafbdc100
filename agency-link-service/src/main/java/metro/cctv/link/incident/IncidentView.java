package metro.cctv.link.incident;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import metro.cctv.contracts.incident.CloseReason;
import metro.cctv.contracts.incident.IncidentChanged.Mark;
import metro.cctv.contracts.incident.IncidentChanged.Participation;
import metro.cctv.contracts.incident.IncidentChanged.State;
import metro.cctv.contracts.incident.IncidentChanged.Status;
import metro.cctv.link.procedure.Checklist;
import metro.cctv.link.vocabulary.IncidentKind;
import metro.cctv.link.vocabulary.StatisticsClass;
import org.jspecify.annotations.Nullable;

/**
 * An incident as the doors show it.
 *
 * @param codes the present code is the last
 * @param holder who of the centre works on it; null: nobody in particular
 * @param target where it was seen last; null: only where it was reported
 * @param agencies that take part now or did, oldest first
 * @param timeline the newest entries, oldest of them first; {@code …/timeline} has all
 */
public record IncidentView(
        UUID incidentId,
        @Nullable String caseNo,
        @Nullable String agency,
        @Nullable Integer code,
        List<CodeChange> codes,
        IncidentKind kind,
        String rawPhrase,
        StatisticsClass statisticsClass,
        String summary,
        @Nullable String address,
        Status status,
        State state,
        String stateBy,
        Instant stateSince,
        @Nullable Instant arrivedAt,
        @Nullable String holder,
        Set<Mark> marks,
        List<Participation> agencies,
        String districtCode,
        double lon,
        double lat,
        @Nullable Place target,
        Instant openedAt,
        String openedBy,
        @Nullable Instant closedAt,
        @Nullable String closedBy,
        @Nullable CloseReason closeReason,
        @Nullable String closeRemark,
        Checklist checklist,
        List<TimelineEntry> timeline) {

    /** @param what dotted, e.g. {@code incident.opened} */
    public record TimelineEntry(Instant at, String who, String what, String detail) {}

    /** @param why the words of whoever changed it */
    public record CodeChange(int code, Instant at, String by, String why) {}

    static IncidentView of(
            Incident incident,
            @Nullable String holder,
            @Nullable Place target,
            List<CodeChange> codes,
            Checklist checklist,
            List<TimelineEntry> timeline) {
        IncidentFacts facts = incident.facts();
        IncidentState state = incident.state();
        IncidentState.@Nullable Closed end = incident.end();
        return new IncidentView(
                facts.incidentId(),
                facts.caseNo(),
                facts.agency(),
                facts.code(),
                codes,
                facts.kind(),
                facts.rawPhrase(),
                facts.statisticsClass(),
                facts.summary(),
                facts.address(),
                incident.status(),
                state.name(),
                state.by(),
                state.since(),
                state instanceof IncidentState.Responding responding ? responding.arrivedAt() : null,
                holder,
                incident.marks(),
                incident.agencies(),
                facts.districtCode(),
                facts.lon(),
                facts.lat(),
                target,
                facts.openedAt(),
                facts.openedBy(),
                end == null ? null : end.since(),
                end == null ? null : end.by(),
                end == null ? null : end.closing().reason(),
                end == null ? null : end.closing().remark(),
                checklist,
                timeline);
    }
}
