package metro.cctv.link.incident;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import metro.cctv.chassis.door.Caller;
import metro.cctv.contracts.access.VideoAccessRule;
import metro.cctv.link.incident.IncidentView.TimelineEntry;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class IncidentStore {
    private final JdbcClient jdbc;

    IncidentStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws org.springframework.dao.DuplicateKeyException when the agency has this case open already */
    void insert(IncidentFacts facts) {
        jdbc.sql("""
                insert into incident (incident_id, agency, case_no, code, kind, reported_as, summary, address, status,
                  district_code, lon, lat, opened_at, opened_by)
                values (?, ?, ?, ?, ?, ?, ?, ?, 'OPEN', ?, ?, ?, ?, ?)
                """)
                .param(facts.incidentId())
                .param(facts.agency())
                .param(facts.caseNo())
                .param(facts.code())
                .param(facts.kind().name())
                .param(facts.reportedAs())
                .param(facts.summary())
                .param(facts.address())
                .param(facts.districtCode())
                .param(facts.lon())
                .param(facts.lat())
                .param(Timestamp.from(facts.openedAt()))
                .param(facts.openedBy())
                .update();
    }

    void close(Incident.Closed closed) {
        jdbc.sql("""
                update incident set status = 'CLOSED', closed_at = ?, closed_by = ?, close_reason = ?
                where incident_id = ?
                """)
                .params(
                        Timestamp.from(closed.at()),
                        closed.by(),
                        closed.reason(),
                        closed.facts().incidentId())
                .update();
    }

    void addEntry(UUID incidentId, TimelineEntry entry) {
        jdbc.sql("insert into incident_entry (incident_id, at, who, what, detail) values (?, ?, ?, ?, ?)")
                .params(incidentId, Timestamp.from(entry.at()), entry.who(), entry.what(), entry.detail())
                .update();
    }

    /** Dashboards on every instance hear of it when the transaction commits. */
    void tellDashboards(UUID incidentId) {
        jdbc.sql("select pg_notify('link_change', ?)")
                .param("incident:" + incidentId)
                .query((row, n) -> n)
                .list();
    }

    Optional<Incident> find(UUID incidentId) {
        return jdbc.sql("select * from incident where incident_id = ?")
                .param(incidentId)
                .query(IncidentStore::incident)
                .optional();
    }

    Optional<Incident> findForUpdate(UUID incidentId) {
        return jdbc.sql("select * from incident where incident_id = ? for update")
                .param(incidentId)
                .query(IncidentStore::incident)
                .optional();
    }

    /** The latest with this number: a number may come again after it was closed. */
    Optional<Incident> findCase(String agency, String caseNo) {
        return jdbc.sql("select * from incident where agency = ? and case_no = ? order by opened_at desc limit 1")
                .params(agency, caseNo)
                .query(IncidentStore::incident)
                .optional();
    }

    Optional<Incident> findCaseForUpdate(String agency, String caseNo) {
        return jdbc.sql(
                        "select * from incident where agency = ? and case_no = ? order by opened_at desc limit 1 for update")
                .params(agency, caseNo)
                .query(IncidentStore::incident)
                .optional();
    }

    /** Newest first, only of the caller's districts. */
    List<Incident> list(Caller caller, boolean onlyOpen, @Nullable IncidentCursor after, int limit) {
        return jdbc.sql("""
                select * from incident
                where (not :onlyOpen or status = 'OPEN')
                  and (:everywhere or district_code = any(:districts))
                  and (cast(:at as timestamptz) is null
                       or (opened_at, incident_id) < (cast(:at as timestamptz), cast(:id as uuid)))
                order by opened_at desc, incident_id desc
                limit :limit
                """)
                .param("onlyOpen", onlyOpen)
                .param("everywhere", caller.districts().contains(VideoAccessRule.ALL_DISTRICTS))
                .param("districts", caller.districts().toArray(String[]::new))
                .param("at", after == null ? null : Timestamp.from(after.openedAt()))
                .param("id", after == null ? null : after.incidentId())
                .param("limit", limit)
                .query(IncidentStore::incident)
                .list();
    }

    Map<UUID, List<TimelineEntry>> timelines(Collection<UUID> incidentIds) {
        Map<UUID, List<TimelineEntry>> timelines = new HashMap<>();
        jdbc.sql("select * from incident_entry where incident_id = any(?) order by entry_id")
                .param(incidentIds.toArray(UUID[]::new))
                .query(row -> {
                    timelines
                            .computeIfAbsent(row.getObject("incident_id", UUID.class), id -> new ArrayList<>())
                            .add(new TimelineEntry(
                                    row.getTimestamp("at").toInstant(),
                                    row.getString("who"),
                                    row.getString("what"),
                                    row.getString("detail")));
                });
        return timelines;
    }

    private static Incident incident(ResultSet row, int n) throws SQLException {
        var facts = new IncidentFacts(
                row.getObject("incident_id", UUID.class),
                row.getString("agency"),
                row.getString("case_no"),
                row.getObject("code", Integer.class),
                IncidentKind.valueOf(row.getString("kind")),
                row.getString("reported_as"),
                row.getString("summary"),
                row.getString("address"),
                row.getString("district_code"),
                row.getDouble("lon"),
                row.getDouble("lat"),
                row.getTimestamp("opened_at").toInstant(),
                row.getString("opened_by"));
        if (row.getString("status").equals("OPEN")) return new Incident.Open(facts);
        Instant at = row.getTimestamp("closed_at").toInstant();
        return new Incident.Closed(facts, row.getString("closed_by"), row.getString("close_reason"), at);
    }
}
