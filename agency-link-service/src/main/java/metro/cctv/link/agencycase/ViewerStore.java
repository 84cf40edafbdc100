package metro.cctv.link.agencycase;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import metro.cctv.chassis.messaging.EventJson;
import metro.cctv.link.selection.Area;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;

/** Who looks on, and how large a disaster is. */
@Repository
class ViewerStore {
    private final JdbcClient jdbc;
    private final Clock clock;

    ViewerStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @return false when it looks on already */
    boolean begin(Viewer viewer) {
        return jdbc.sql("""
                insert into case_viewer (incident_id, agency, unit, service, since) values (?, ?, coalesce(?, ''), ?, ?)
                on conflict (incident_id, agency, unit) do update
                set service = excluded.service, since = excluded.since, ended_at = null
                where case_viewer.ended_at is not null
                """)
                        .param(viewer.incidentId())
                        .param(viewer.agency())
                        .param(viewer.unit())
                        .param(viewer.service())
                        .param(now())
                        .update()
                == 1;
    }

    /** Those that look on now, the room first. */
    List<Viewer> present(UUID incidentId, String agency) {
        return jdbc.sql("""
                select * from case_viewer where incident_id = ? and agency = ? and ended_at is null order by unit
                """)
                .params(incidentId, agency)
                .query(ViewerStore::viewer)
                .list();
    }

    void end(Viewer viewer) {
        jdbc.sql("""
                update case_viewer set ended_at = ?
                where incident_id = ? and agency = ? and unit = coalesce(?, '') and ended_at is null
                """)
                .param(now())
                .param(viewer.incidentId())
                .param(viewer.agency())
                .param(viewer.unit())
                .update();
    }

    void endAll(UUID incidentId) {
        jdbc.sql("update case_viewer set ended_at = ? where incident_id = ? and ended_at is null")
                .params(now(), incidentId)
                .update();
    }

    /** @return whether there was none, or another one */
    boolean draw(UUID incidentId, NewCase.Disaster disaster) {
        return jdbc.sql("""
                insert into case_area (incident_id, ring, severity, at) values (?, cast(? as jsonb), ?, ?)
                on conflict (incident_id) do update
                set ring = excluded.ring, severity = excluded.severity, at = excluded.at
                where (case_area.ring, case_area.severity) is distinct from (excluded.ring, excluded.severity)
                """)
                        .params(
                                incidentId,
                                EventJson.MAPPER.writeValueAsString(
                                        disaster.area().pairs()),
                                disaster.severity(),
                                now())
                        .update()
                == 1;
    }

    Optional<NewCase.Disaster> disaster(UUID incidentId) {
        return jdbc.sql("select ring, severity from case_area where incident_id = ?")
                .param(incidentId)
                .query((row, n) -> new NewCase.Disaster(
                        row.getInt("severity"),
                        Area.of(EventJson.MAPPER.readValue(row.getString("ring"), new TypeReference<>() {}))))
                .optional();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private static Viewer viewer(ResultSet row, int n) throws SQLException {
        String unit = row.getString("unit");
        return new Viewer(
                row.getObject("incident_id", UUID.class),
                row.getString("agency"),
                row.getString("service"),
                unit.isEmpty() ? null : unit);
    }
}
