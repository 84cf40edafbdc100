package metro.cctv.link.alert;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.messaging.EventJson;
import metro.cctv.contracts.access.VideoAccessRule;
import metro.cctv.contracts.alert.AlertRaised;
import metro.cctv.link.alert.Alert.CameraPlace;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class AlertStore {
    private static final String SELECT = """
            select a.*, c.configured ->> 'name' as camera_name,
              (c.configured ->> 'lon')::float8 as lon, (c.configured ->> 'lat')::float8 as lat
            from alert a left join camera c using (camera_id)
            """;

    private final JdbcClient jdbc;

    AlertStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return false when it is here already */
    boolean insert(AlertRaised raised, Instant now) {
        int added = jdbc.sql("""
                insert into alert (alert_id, camera_id, district_code, raised_at, raised, state, received_at)
                values (?, ?, ?, ?, cast(? as jsonb), 'NEW', ?) on conflict do nothing
                """)
                .params(
                        raised.alertId(),
                        raised.cameraId(),
                        raised.districtCode(),
                        Timestamp.from(raised.raisedAt().truncatedTo(ChronoUnit.MICROS)),
                        EventJson.MAPPER.writeValueAsString(raised),
                        Timestamp.from(now))
                .update();
        return added == 1;
    }

    Optional<Alert> find(UUID alertId) {
        return jdbc.sql(SELECT + "where a.alert_id = ?")
                .param(alertId)
                .query(AlertStore::alert)
                .optional();
    }

    /** @return false when somebody else wrote first */
    boolean update(Alert seen, AlertState next) {
        AlertRow row = AlertRow.of(next);
        int changed = jdbc.sql("""
                update alert set state = ?, handled_by = ?, handled_at = ?, dismiss_reason = ?, incident_id = ?,
                  version = version + 1
                where alert_id = ? and version = ?
                """)
                .param(row.state().name())
                .param(row.by())
                .param(row.at() == null ? null : Timestamp.from(row.at()))
                .param(row.reason())
                .param(row.incidentId())
                .param(seen.raised().alertId())
                .param(seen.version())
                .update();
        return changed == 1;
    }

    long countOpen() {
        return jdbc.sql("select count(*) from alert where state in ('NEW', 'CLAIMED')")
                .query((row, n) -> row.getLong(1))
                .single();
    }

    /** Dashboards on every instance hear of it when the transaction commits. */
    void tellDashboards(UUID alertId) {
        jdbc.sql("select pg_notify('link_change', ?)")
                .param("alert:" + alertId)
                .query((row, n) -> n)
                .list();
    }

    /** Newest first, only of the caller's districts. */
    List<Alert> list(
            Caller caller, boolean onlyOpen, @Nullable String district, @Nullable AlertCursor after, int limit) {
        return jdbc.sql(SELECT + """
                where (not :onlyOpen or a.state in ('NEW', 'CLAIMED'))
                  and (:everywhere or a.district_code = any(:districts))
                  and (cast(:district as text) is null or a.district_code = cast(:district as text))
                  and (cast(:at as timestamptz) is null
                       or (a.raised_at, a.alert_id) < (cast(:at as timestamptz), cast(:id as uuid)))
                order by a.raised_at desc, a.alert_id desc
                limit :limit
                """)
                .param("onlyOpen", onlyOpen)
                .param("everywhere", caller.districts().contains(VideoAccessRule.ALL_DISTRICTS))
                .param("districts", caller.districts().toArray(String[]::new))
                .param("district", district)
                .param("at", after == null ? null : Timestamp.from(after.raisedAt()))
                .param("id", after == null ? null : after.alertId())
                .param("limit", limit)
                .query(AlertStore::alert)
                .list();
    }

    private static Alert alert(ResultSet row, int n) throws SQLException {
        Timestamp at = row.getTimestamp("handled_at");
        var flat = new AlertRow(
                AlertView.State.valueOf(row.getString("state")),
                row.getString("handled_by"),
                at == null ? null : at.toInstant(),
                row.getString("dismiss_reason"),
                row.getObject("incident_id", UUID.class));
        String name = row.getString("camera_name");
        return new Alert(
                EventJson.MAPPER.readValue(row.getString("raised"), AlertRaised.class),
                flat.toState(),
                name == null ? null : new CameraPlace(name, row.getDouble("lon"), row.getDouble("lat")),
                row.getLong("version"));
    }
}
