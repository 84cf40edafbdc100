package metro.cctv.link.incident;

import java.time.Instant;
import java.util.UUID;
import metro.cctv.chassis.outbox.Outbox;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.incident.IncidentChanged;
import metro.cctv.link.incident.IncidentView.TimelineEntry;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells of a change where it must be told: timeline, event, dashboards; all with the transaction that made it. */
@Component
class IncidentLog {
    private final Timeline timeline;
    private final Outbox outbox;
    private final JdbcClient jdbc;

    IncidentLog(Timeline timeline, Outbox outbox, JdbcClient jdbc) {
        this.timeline = timeline;
        this.outbox = outbox;
        this.jdbc = jdbc;
    }

    void note(UUID incidentId, String who, String what, String detail, Instant at) {
        timeline.add(incidentId, new TimelineEntry(at, who, what, detail));
    }

    void announce(Incident incident, Instant now) {
        IncidentFacts facts = incident.facts();
        IncidentState.@Nullable Closed end = incident.end();
        outbox.add(
                Topics.INCIDENT,
                facts.incidentId().toString(),
                new IncidentChanged(
                        UUID.randomUUID(),
                        facts.incidentId(),
                        facts.caseNo(),
                        facts.agency(),
                        facts.kind().name(),
                        incident.status(),
                        facts.districtCode(),
                        facts.lon(),
                        facts.lat(),
                        facts.openedAt(),
                        end == null ? null : end.since(),
                        now,
                        incident.state().name(),
                        incident.marks().stream().sorted().toList(),
                        facts.statisticsClass().name(),
                        facts.code(),
                        end == null ? null : end.closing().reason(),
                        incident.agencies()));
        tellDashboards(facts.incidentId());
    }

    /** Dashboards on every instance hear of it when the transaction commits. */
    void tellDashboards(UUID incidentId) {
        jdbc.sql("select pg_notify('link_change', ?)")
                .param("incident:" + incidentId)
                .query((row, n) -> n)
                .list();
    }
}
