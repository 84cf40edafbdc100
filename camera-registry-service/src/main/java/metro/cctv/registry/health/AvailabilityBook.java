package metro.cctv.registry.health;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import metro.cctv.registry.district.DistrictScope;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * How much of a time cameras gave pictures. Counted is the time in service without planned maintenance: ONLINE and DEGRADED are up,
 * OFFLINE and CONNECTING are down, the rest (STALE, UNKNOWN, never heard) is unknown and counted apart.
 */
@Repository
public class AvailabilityBook {
    /**
     * States follow each other without overlap, so lengths can be added where a camera was in service all the time: nearly
     * all. For the others multiranges: what overlaps or touches is counted once, whatever the tables hold.
     */
    private static final String SECONDS = """
            with wanted as materialized (
              select c.code, %s as key, coalesce(v.active and v.since <= :from, false) and not exists (
                  select 1 from maintenance m where m.camera_code = c.code and m.to_at > :from and m.from_at < :to) as whole
              from camera c left join camera_service v on v.camera_code = c.code where %s),
            told as (
              select w.code, w.key, w.whole, h.state in ('ONLINE', 'DEGRADED') as up,
                     greatest(h.from_at, :from) as from_at, least(h.to_at, :to) as to_at
              from health_interval h join wanted w on w.code = h.camera_code
              where h.to_at > :from and h.from_at < :to and h.state in ('ONLINE', 'DEGRADED', 'OFFLINE', 'CONNECTING')
              union all
              select w.code, w.key, w.whole, h.state in ('ONLINE', 'DEGRADED'), greatest(h.since, :from), :to
              from camera_health h join wanted w on w.code = h.camera_code
              where h.since < :to and h.state in ('ONLINE', 'DEGRADED', 'OFFLINE', 'CONNECTING')),
            added as (
              select key, coalesce(sum(to_at - from_at) filter (where up), '0') as up,
                     coalesce(sum(to_at - from_at) filter (where not up), '0') as down
              from told where whole group by key),
            states as (
              select code, range_agg(tstzrange(from_at, to_at)) filter (where up) as up,
                     range_agg(tstzrange(from_at, to_at)) filter (where not up) as down
              from told where not whole group by code),
            served as (
              select code, range_agg(span) as span from (
                select w.code, tstzrange(greatest(s.from_at, :from), least(s.to_at, :to)) as span
                from service_interval s join wanted w on w.code = s.camera_code and not w.whole
                where s.to_at > :from and s.from_at < :to
                union all
                select w.code, tstzrange(greatest(s.since, :from), :to)
                from camera_service s join wanted w on w.code = s.camera_code and not w.whole
                where s.active and s.since < :to) p
              group by code),
            worked as (
              select w.code, range_agg(tstzrange(m.from_at, m.to_at)) as span
              from maintenance m join wanted w on w.code = m.camera_code and not w.whole
              where m.to_at > :from and m.from_at < :to group by w.code),
            counted as (
              select w.key, v.span is not null as served, coalesce(v.span, '{}') - coalesce(k.span, '{}') as span,
                     coalesce(s.up, '{}') as up, coalesce(s.down, '{}') as down
              from wanted w left join served v using (code) left join worked k using (code) left join states s using (code)
              where not w.whole),
            parts as (
              select key, count(*) as cameras, count(*) * (:to::timestamptz - :from::timestamptz) as served,
                     interval '0' as up, interval '0' as down
              from wanted where whole group by key
              union all
              select key, 0, '0', up, down from added
              union all
              select key, served::int,
                (select coalesce(sum(upper(r) - lower(r)), '0') from unnest(span) r),
                (select coalesce(sum(upper(r) - lower(r)), '0') from unnest(span * up) r),
                (select coalesce(sum(upper(r) - lower(r)), '0') from unnest(span * down) r)
              from counted)
            select key, sum(cameras) as cameras, extract(epoch from sum(served)) as served_s,
              extract(epoch from sum(up)) as up_s, extract(epoch from sum(down)) as down_s
            from parts group by key having %s order by key
            """;

    private final JdbcClient jdbc;

    AvailabilityBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public enum By {
        AGENCY("c.managing_agency"),
        DISTRICT("c.district_code"),
        CAMERA("c.code");

        private final String column;

        By(String column) {
            this.column = column;
        }

        public String column() {
            return column;
        }
    }

    /** @param served seconds in service without maintenance; up and down lie within it */
    public record Available(String key, long cameras, double servedSeconds, double upSeconds, double downSeconds) {
        /** Of the time something is known of; null where nothing is. Rounded to thousandths. */
        public @Nullable Double percent() {
            double known = upSeconds + downSeconds;
            return known <= 0 ? null : Math.round(100_000 * upSeconds / known) / 1000.0;
        }

        public @Nullable Double unknownPercent() {
            if (servedSeconds <= 0) return null;
            double unknown = Math.max(0, servedSeconds - upSeconds - downSeconds);
            return Math.round(100_000 * unknown / servedSeconds) / 1000.0;
        }
    }

    /**
     * In the order of the keys. A camera that was never in service is among the cameras, with nothing counted.
     *
     * @param districts only cameras of these, unless all
     * @param afterKey for pages of cameras
     */
    @Transactional(readOnly = true)
    public List<Available> of(
            By by, Set<String> districts, @Nullable String afterKey, int limit, Instant from, Instant to) {
        // Compiling the statement takes longer than running it (measured: 6 of 12 s under load, 200,000 cameras).
        jdbc.sql("set local jit = off").update();
        DistrictScope scope = new DistrictScope(districts, null);
        String within = scope.where("c.district_code")
                + (afterKey == null ? "" : " and " + by.column() + " > :after")
                + (by == By.CAMERA ? " order by c.code limit :limit" : "");
        String having = by == By.CAMERA ? "true" : "sum(cameras) > 0";
        return query(SECONDS.formatted(by.column(), within, having), from, to, query -> {
            query.putAll(scope.params());
            if (afterKey != null) query.put("after", afterKey);
            if (by == By.CAMERA) query.put("limit", limit);
        });
    }

    /** Empty when it was never in service in that time. */
    public List<Available> of(String cameraId, Instant from, Instant to) {
        return query(
                SECONDS.formatted("c.code", "c.code = :code", "sum(cameras) > 0"),
                from,
                to,
                query -> query.put("code", cameraId));
    }

    private List<Available> query(
            String sql, Instant from, Instant to, java.util.function.Consumer<Map<String, Object>> more) {
        Map<String, Object> params = new java.util.HashMap<>();
        params.put("from", SqlHealth.utc(from));
        params.put("to", SqlHealth.utc(to));
        more.accept(params);
        return jdbc.sql(sql)
                .params(params)
                .query((row, n) -> new Available(
                        row.getString("key"),
                        row.getLong("cameras"),
                        row.getDouble("served_s"),
                        row.getDouble("up_s"),
                        row.getDouble("down_s")))
                .list();
    }
}
