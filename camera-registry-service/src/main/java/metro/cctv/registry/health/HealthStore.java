package metro.cctv.registry.health;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import metro.cctv.registry.camera.CameraHealth;
import metro.cctv.registry.health.HealthRule.Verdict;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The present state of each camera, and the states before it. Always locked in the order of the codes. */
@Repository
class HealthStore {
    private final JdbcClient jdbc;

    HealthStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param heardAt the latest word; for what time alone brought about: now */
    record Found(String cameraId, String districtCode, Verdict verdict, Instant heardAt) {}

    /**
     * Writes only what changed. Within a transaction.
     *
     * @return how many cameras a map shows differently now
     */
    int apply(Collection<Found> found, Instant now) {
        if (found.isEmpty()) return 0;
        Map<String, Row> present = locked(found.stream().map(Found::cameraId).toList());
        List<Row> changed = new ArrayList<>();
        List<Over> over = new ArrayList<>();
        for (Found one : found) {
            Row before = present.get(one.cameraId());
            Row after = after(before, one);
            if (after.equals(before)) continue;
            changed.add(after);
            if (before != null && after.since().isAfter(before.since())) over.add(new Over(before, after.since()));
        }
        store(changed, now);
        remember(over);
        return changed.size();
    }

    private static Row after(@Nullable Row before, Found found) {
        CameraHealth health = found.verdict().health();
        Instant since = found.verdict().from();
        if (before != null) {
            Instant boundary = TransitionRule.boundary(
                    before.state(),
                    before.since(),
                    health.state(),
                    found.verdict().from(),
                    found.heardAt());
            since = boundary == null ? before.since() : boundary;
        }
        return new Row(
                found.cameraId(),
                found.districtCode(),
                health.state(),
                health.cause(),
                health.detail(),
                since,
                found.verdict().recheckAt());
    }

    private Map<String, Row> locked(List<String> codes) {
        Map<String, Row> rows = new HashMap<>();
        jdbc.sql("""
                        select camera_code, district_code, state, cause, detail, since, recheck_at from camera_health
                        where camera_code = any(?) order by camera_code for update
                        """).param(codes.toArray(String[]::new)).query(row -> {
            rows.put(
                    row.getString("camera_code"),
                    new Row(
                            row.getString("camera_code"),
                            row.getString("district_code"),
                            CameraHealth.State.valueOf(row.getString("state")),
                            row.getString("cause"),
                            row.getString("detail"),
                            SqlHealth.instant(row, "since"),
                            SqlHealth.instantOrNull(row, "recheck_at")));
        });
        return rows;
    }

    private void store(List<Row> rows, Instant now) {
        if (rows.isEmpty()) return;
        jdbc.sql("""
                        insert into camera_health as h
                          (camera_code, district_code, state, cause, detail, since, recheck_at, changed_at)
                        select code, district, state, cause, detail, since::timestamptz, recheck::timestamptz, ?
                        from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                          as r (code, district, state, cause, detail, since, recheck)
                        order by code
                        on conflict (camera_code) do update set district_code = excluded.district_code,
                          state = excluded.state, cause = excluded.cause, detail = excluded.detail,
                          since = excluded.since, recheck_at = excluded.recheck_at,
                          changed_at = case when (h.state, h.cause, h.detail, h.since)
                              is distinct from (excluded.state, excluded.cause, excluded.detail, excluded.since)
                            then excluded.changed_at else h.changed_at end
                        """)
                .params(
                        SqlHealth.utc(now),
                        SqlHealth.texts(rows, Row::cameraId),
                        SqlHealth.texts(rows, Row::districtCode),
                        SqlHealth.texts(rows, Row::state),
                        SqlHealth.texts(rows, Row::cause),
                        SqlHealth.texts(rows, Row::detail),
                        SqlHealth.texts(rows, Row::since),
                        SqlHealth.texts(rows, Row::recheckAt))
                .update();
    }

    private void remember(List<Over> over) {
        if (over.isEmpty()) return;
        jdbc.sql("""
                        insert into health_interval (camera_code, from_at, to_at, state, cause, detail)
                        select code, from_at::timestamptz, to_at::timestamptz, state, cause, detail
                        from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                          as r (code, from_at, to_at, state, cause, detail)
                        on conflict (camera_code, from_at) do nothing
                        """)
                .params(
                        SqlHealth.texts(over, o -> o.row().cameraId()),
                        SqlHealth.texts(over, o -> o.row().since()),
                        SqlHealth.texts(over, Over::to),
                        SqlHealth.texts(over, o -> o.row().state()),
                        SqlHealth.texts(over, o -> o.row().cause()),
                        SqlHealth.texts(over, o -> o.row().detail()))
                .update();
    }

    /** Every camera of a district, in one statement. */
    int turnStale(String districtCode, Instant heardAt, Instant now) {
        return jdbc.sql("""
                        with present as materialized (
                          select h.*, greatest(h.since, :heard) as boundary from camera_health h
                          where h.district_code = :district and h.state not in ('STALE', 'UNKNOWN')
                          order by h.camera_code for update),
                        over as (
                          insert into health_interval (camera_code, from_at, to_at, state, cause, detail)
                          select camera_code, since, boundary, state, cause, detail from present where boundary > since
                          on conflict (camera_code, from_at) do nothing)
                        update camera_health h set state = 'STALE', cause = :cause,
                          detail = 'The whole district is silent; the last word was ' || p.state || '.',
                          since = p.boundary, recheck_at = null, changed_at = :now
                        from present p where p.camera_code = h.camera_code
                        """)
                .param("district", districtCode)
                .param("heard", SqlHealth.utc(heardAt))
                .param("cause", CameraHealth.DISTRICT_SILENT)
                .param("now", SqlHealth.utc(now))
                .update();
    }

    Set<String> silentAmong(Collection<String> cameraIds) {
        return Set.copyOf(jdbc.sql("""
                        select camera_code from camera_health
                        where camera_code = any(?) and (state = 'STALE' or cause in ('SILENT', 'NOT_IN_SERVICE'))
                        """)
                .param(cameraIds.toArray(String[]::new))
                .query((row, n) -> SqlHealth.code(row))
                .list());
    }

    List<String> dueForRecheck(Instant now, int most) {
        return jdbc.sql("select camera_code from camera_health where recheck_at <= ? order by recheck_at limit ?")
                .params(SqlHealth.utc(now), most)
                .query((row, n) -> SqlHealth.code(row))
                .list();
    }

    /** @param before states that ended earlier */
    int forget(Instant before, int most) {
        return jdbc.sql("""
                        delete from health_interval where (camera_code, from_at) in
                          (select camera_code, from_at from health_interval where to_at < ? order by to_at limit ?)
                        """).params(SqlHealth.utc(before), most).update();
    }

    List<Past> history(String cameraId, Instant from, Instant to, int most) {
        return jdbc.sql("""
                        select state, cause, detail, from_at, to_at from (
                          select state, cause, detail, from_at, to_at from health_interval
                          where camera_code = :code and from_at < :to and to_at > :from
                          union all
                          select state, cause, detail, since, null from camera_health
                          where camera_code = :code and since < :to) h
                        order by from_at desc limit :most
                        """)
                .param("code", cameraId)
                .param("from", SqlHealth.utc(from))
                .param("to", SqlHealth.utc(to))
                .param("most", most)
                .query((row, n) -> new Past(
                        CameraHealth.State.valueOf(row.getString("state")),
                        row.getString("cause"),
                        row.getString("detail"),
                        SqlHealth.instant(row, "from_at"),
                        SqlHealth.instantOrNull(row, "to_at")))
                .list();
    }

    /** @param to null: it lasts */
    record Past(
            CameraHealth.State state,
            String cause,
            String detail,
            Instant from,
            @Nullable Instant to) {}

    private record Row(
            String cameraId,
            String districtCode,
            CameraHealth.State state,
            String cause,
            String detail,
            Instant since,
            @Nullable Instant recheckAt) {
        Row {
            Objects.requireNonNull(since);
        }
    }

    private record Over(Row row, Instant to) {}
}
