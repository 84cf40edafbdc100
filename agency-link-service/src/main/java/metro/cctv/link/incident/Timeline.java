package metro.cctv.link.incident;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import metro.cctv.link.incident.IncidentView.TimelineEntry;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What happened in an incident, in order; entries are added, never changed, and their words go when it is purged. */
@Repository
class Timeline {
    /** So many of the newest go along with an incident; the rest is read page by page. */
    static final int SHOWN = 100;

    private final JdbcClient jdbc;

    Timeline(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(UUID incidentId, TimelineEntry entry) {
        jdbc.sql("insert into incident_entry (incident_id, at, who, what, detail) values (?, ?, ?, ?, ?)")
                .params(incidentId, Timestamp.from(entry.at()), entry.who(), entry.what(), entry.detail())
                .update();
    }

    /** What is left is who did what when. */
    void blank(UUID incidentId) {
        jdbc.sql("update incident_entry set detail = '' where incident_id = ?")
                .param(incidentId)
                .update();
    }

    Map<UUID, List<TimelineEntry>> newest(Collection<UUID> incidentIds) {
        Map<UUID, List<TimelineEntry>> timelines = new HashMap<>();
        if (incidentIds.isEmpty()) return timelines;
        jdbc.sql("""
                select * from (
                  select e.*, row_number() over (partition by incident_id order by entry_id desc) as back
                  from incident_entry e where incident_id = any(?)) newest
                where back <= ? order by entry_id
                """).param(incidentIds.toArray(UUID[]::new)).param(SHOWN).query(row -> {
            timelines
                    .computeIfAbsent(row.getObject("incident_id", UUID.class), id -> new ArrayList<>())
                    .add(entry(row));
        });
        return timelines;
    }

    /** @param id grows along the timeline */
    record Numbered(long id, TimelineEntry entry) {}

    /** Oldest first. */
    List<Numbered> after(UUID incidentId, long cursor, int limit) {
        return jdbc.sql("select * from incident_entry where incident_id = ? and entry_id > ? order by entry_id limit ?")
                .params(incidentId, cursor, limit)
                .query((row, n) -> new Numbered(row.getLong("entry_id"), entry(row)))
                .list();
    }

    private static TimelineEntry entry(ResultSet row) throws SQLException {
        return new TimelineEntry(
                row.getTimestamp("at").toInstant(),
                row.getString("who"),
                row.getString("what"),
                row.getString("detail"));
    }
}
