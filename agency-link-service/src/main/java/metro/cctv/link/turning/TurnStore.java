package metro.cctv.link.turning;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import metro.cctv.link.selection.ChosenCamera.Place;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table is the queue: each row is worked on by one instance at a time, under a lease. */
@Repository
class TurnStore {
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final JdbcClient jdbc;

    TurnStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void want(UUID incidentId, String cameraId, Place place) {
        jdbc.sql("""
                insert into camera_turn (incident_id, camera_id, state, lon, lat, next_at) values (?, ?, 'WANTED', ?, ?, now())
                on conflict (incident_id, camera_id) do update
                set state = 'WANTED', lon = excluded.lon, lat = excluded.lat, revision = camera_turn.revision + 1, tries = 0,
                  next_at = now()
                """).params(incidentId, cameraId, place.lon(), place.lat()).update();
    }

    /** Nobody may look through it any more; or, prolonged in time, somebody may again. */
    void follow() {
        jdbc.sql("""
                update camera_turn t set state = case when state = 'TURNED' then 'OVER' else 'DONE' end,
                  revision = revision + 1, tries = 0, next_at = now()
                where state in ('WANTED', 'TURNED', 'GIVEN_UP') and not exists (
                  select 1 from access_grant g
                  where g.incident_id = t.incident_id and g.camera_id = t.camera_id and g.state = 'ACTIVE')
                """).update();
        jdbc.sql("""
                update camera_turn t set state = 'WANTED', revision = revision + 1, tries = 0, next_at = now()
                where state in ('OVER', 'DONE') and exists (
                  select 1 from access_grant g
                  where g.incident_id = t.incident_id and g.camera_id = t.camera_id and g.state = 'ACTIVE')
                """).update();
        jdbc.sql("delete from camera_turn where state = 'DONE' and next_at < now() - interval '1 day'")
                .update();
    }

    /** What is due, with the case by which the registry knows it: one that may look, or, for the way back, that did. */
    List<Turn> take(Instant now, int limit) {
        return jdbc.sql("""
                with taken as (
                  update camera_turn set next_at = :lease where (incident_id, camera_id) in (
                    select incident_id, camera_id from camera_turn
                    where state in ('WANTED', 'OVER') and next_at <= :now
                    order by next_at limit :limit for update skip locked)
                  returning *)
                select t.incident_id, t.camera_id, t.state, t.revision, t.lon, t.lat, t.tries, g.purpose,
                  case when t.state = 'OVER' then t.agency else g.agency end as agency,
                  case when t.state = 'OVER' then t.case_no else g.case_no end as case_no
                from taken t left join lateral (
                  select agency, case_no, purpose from access_grant g
                  where g.incident_id = t.incident_id and g.camera_id = t.camera_id and g.state = 'ACTIVE'
                  order by g.valid_from, g.agency limit 1) g on true
                """)
                .param("lease", Timestamp.from(now.plus(LEASE)))
                .param("now", Timestamp.from(now))
                .param("limit", limit)
                .query(TurnStore::turn)
                .list();
    }

    /** @return false when it was wanted otherwise meanwhile */
    boolean ended(Turn turn, Turn.State state) {
        return jdbc.sql("""
                        update camera_turn set state = :state, agency = coalesce(:agency, agency),
                          case_no = coalesce(:caseNo, case_no)
                        where incident_id = :incident and camera_id = :camera and revision = :revision
                        """)
                        .param("state", state.name())
                        .param("agency", turn.agency())
                        .param("caseNo", turn.caseNo())
                        .param("incident", turn.incidentId())
                        .param("camera", turn.cameraId())
                        .param("revision", turn.revision())
                        .update()
                == 1;
    }

    void again(Turn turn, Instant at) {
        jdbc.sql("""
                update camera_turn set next_at = ?, tries = tries + 1
                where incident_id = ? and camera_id = ? and revision = ?
                """)
                .params(Timestamp.from(at), turn.incidentId(), turn.cameraId(), turn.revision())
                .update();
    }

    /** Of a case that is purged: the way back needs no place. */
    void forget(UUID incidentId) {
        jdbc.sql("update camera_turn set lon = 0, lat = 0 where incident_id = ?")
                .param(incidentId)
                .update();
    }

    /** As everybody who changes a case and what hangs on it: the incident first. */
    void lockIncident(UUID incidentId) {
        jdbc.sql("select incident_id from incident where incident_id = ? for update")
                .param(incidentId)
                .query(UUID.class)
                .single();
    }

    private static Turn turn(ResultSet row, int n) throws SQLException {
        return new Turn(
                row.getObject("incident_id", UUID.class),
                row.getString("camera_id"),
                Turn.State.valueOf(row.getString("state")),
                row.getLong("revision"),
                row.getDouble("lon"),
                row.getDouble("lat"),
                row.getString("agency"),
                row.getString("case_no"),
                row.getString("purpose"),
                row.getInt("tries"));
    }
}
