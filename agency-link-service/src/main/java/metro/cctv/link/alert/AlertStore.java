package metro.cctv.link.alert;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.messaging.EventJson;
import metro.cctv.contracts.alert.AlertRaised;
import metro.cctv.link.alert.Alert.CameraPlace;
import metro.cctv.link.alert.Alert.Merged;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;

@Repository
class AlertStore {
    private static final String SELECT = """
            select a.*, c.configured ->> 'name' as camera_name,
              (c.configured ->> 'lon')::float8 as lon, (c.configured ->> 'lat')::float8 as lat,
              (select jsonb_agg(jsonb_build_object('alertId', m.alert_id, 'cameraId', m.camera_id,
                  'cameraName', mc.configured ->> 'name', 'zoneName', m.raised ->> 'zoneName',
                  'capturedAt', m.raised -> 'capturedAt') order by m.received_at, m.alert_id)
                from alert m left join camera mc on mc.camera_id = m.camera_id
                where m.merged_into = a.alert_id) as merged
            from alert a left join camera c using (camera_id)
            """;

    private static final TypeReference<List<Merged>> MERGED = new TypeReference<>() {};

    private final JdbcClient jdbc;

    AlertStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return false when it is here already */
    boolean insert(AlertRaised raised, @Nullable Instant climbsAt, @Nullable UUID mergedInto, Instant now) {
        int added = jdbc.sql("""
                insert into alert (alert_id, camera_id, district_code, raised_at, raised, state, received_at, level_since,
                  climbs_at, merged_into)
                values (?, ?, ?, ?, cast(? as jsonb), 'NEW', ?, ?, ?, ?) on conflict do nothing
                """)
                .param(raised.alertId())
                .param(raised.cameraId())
                .param(raised.districtCode())
                .param(Timestamp.from(raised.raisedAt().truncatedTo(ChronoUnit.MICROS)))
                .param(EventJson.MAPPER.writeValueAsString(raised))
                .param(Timestamp.from(now))
                .param(Timestamp.from(now))
                .param(climbsAt == null ? null : Timestamp.from(climbsAt))
                .param(mergedInto)
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
    boolean update(Alert seen, AlertState next, @Nullable Instant climbsAt) {
        AlertRow row = AlertRow.of(next);
        int changed = jdbc.sql("""
                update alert set state = ?, handled_by = ?, handled_at = ?, dismiss_reason = ?, incident_id = ?,
                  claim_ends_at = ?, climbs_at = ?, version = version + 1
                where alert_id = ? and version = ?
                """)
                .param(row.state().name())
                .param(row.by())
                .param(row.at() == null ? null : Timestamp.from(row.at()))
                .param(row.reason())
                .param(row.incidentId())
                .param(row.claimEndsAt() == null ? null : Timestamp.from(row.claimEndsAt()))
                .param(climbsAt == null ? null : Timestamp.from(climbsAt))
                .param(seen.raised().alertId())
                .param(seen.version())
                .update();
        return changed == 1;
    }

    /** Rows that no other instance works on; they are the caller's until the transaction ends. */
    List<Alert> claimsToEnd(Instant now, int limit) {
        return due(
                "where a.claim_ends_at <= ? order by a.claim_ends_at limit ? for update of a skip locked", now, limit);
    }

    /** As {@link #claimsToEnd}. */
    List<Alert> toClimb(Instant now, int limit) {
        return due("where a.climbs_at <= ? order by a.climbs_at limit ? for update of a skip locked", now, limit);
    }

    private List<Alert> due(String where, Instant now, int limit) {
        return jdbc.sql(SELECT + where)
                .params(Timestamp.from(now), limit)
                .query(AlertStore::alert)
                .list();
    }

    void climb(UUID alertId, AlertLevel level, Instant now, @Nullable Instant climbsAt) {
        jdbc.sql("update alert set level = ?, level_since = ?, climbs_at = ?, version = version + 1 where alert_id = ?")
                .param(level.name())
                .param(Timestamp.from(now))
                .param(climbsAt == null ? null : Timestamp.from(climbsAt))
                .param(alertId)
                .update();
    }

    /** @param districts of which; null: of every one */
    List<Alert> heldBy(String holder, @Nullable Collection<String> districts) {
        return jdbc.sql(SELECT + """
                where a.handled_by = :holder and a.state in ('CLAIMED', 'ACKNOWLEDGED')
                  and (:everywhere or a.district_code = any(:districts)) order by a.raised_at for update of a
                """)
                .param("holder", holder)
                .param("everywhere", districts == null)
                .param("districts", districts == null ? new String[0] : districts.toArray(String[]::new))
                .query(AlertStore::alert)
                .list();
    }

    void addEntry(UUID alertId, AlertEntry entry) {
        jdbc.sql("insert into alert_entry (alert_id, at, who, what, detail) values (?, ?, ?, ?, ?)")
                .params(alertId, Timestamp.from(entry.at()), entry.who(), entry.what(), entry.detail())
                .update();
    }

    /** Oldest first. */
    List<AlertEntry> entries(UUID alertId, int limit) {
        return jdbc.sql("select * from alert_entry where alert_id = ? order by entry_id limit ?")
                .params(alertId, limit)
                .query((row, n) -> new AlertEntry(
                        row.getTimestamp("at").toInstant(),
                        row.getString("who"),
                        row.getString("what"),
                        row.getString("detail")))
                .list();
    }

    long countOpen() {
        return jdbc.sql("select count(*) from alert where state in ('NEW', 'CLAIMED') and merged_into is null")
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

    /** Newest first, only of the caller's districts; a part of another alert is never open. */
    List<Alert> list(
            Caller caller, boolean onlyOpen, @Nullable String district, @Nullable AlertCursor after, int limit) {
        return jdbc.sql(SELECT + """
                where (not :onlyOpen or a.state in ('NEW', 'CLAIMED') and a.merged_into is null)
                  and (:everywhere or a.district_code = any(:districts))
                  and (cast(:district as text) is null or a.district_code = cast(:district as text))
                  and (cast(:at as timestamptz) is null
                       or (a.raised_at, a.alert_id) < (cast(:at as timestamptz), cast(:id as uuid)))
                order by a.raised_at desc, a.alert_id desc
                limit :limit
                """)
                .param("onlyOpen", onlyOpen)
                .param("everywhere", caller.isOfWholeCity())
                .param("districts", caller.districts().toArray(String[]::new))
                .param("district", district)
                .param("at", after == null ? null : Timestamp.from(after.raisedAt()))
                .param("id", after == null ? null : after.alertId())
                .param("limit", limit)
                .query(AlertStore::alert)
                .list();
    }

    private static List<Merged> merged(@Nullable String json) {
        return json == null ? List.of() : EventJson.MAPPER.readValue(json, MERGED);
    }

    private static Alert alert(ResultSet row, int n) throws SQLException {
        Timestamp at = row.getTimestamp("handled_at");
        Timestamp claimEnds = row.getTimestamp("claim_ends_at");
        var flat = new AlertRow(
                AlertView.State.valueOf(row.getString("state")),
                row.getString("handled_by"),
                at == null ? null : at.toInstant(),
                row.getString("dismiss_reason"),
                row.getObject("incident_id", UUID.class),
                claimEnds == null ? null : claimEnds.toInstant());
        String name = row.getString("camera_name");
        return new Alert(
                EventJson.MAPPER.readValue(row.getString("raised"), AlertRaised.class),
                flat.toState(),
                AlertLevel.valueOf(row.getString("level")),
                row.getTimestamp("level_since").toInstant(),
                name == null ? null : new CameraPlace(name, row.getDouble("lon"), row.getDouble("lat")),
                row.getObject("merged_into", UUID.class),
                merged(row.getString("merged")),
                row.getLong("version"));
    }
}
