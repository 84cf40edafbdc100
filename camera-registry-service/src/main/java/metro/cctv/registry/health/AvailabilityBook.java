package metro.cctv.registry.health;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import metro.cctv.contracts.access.VideoAccessRule;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * How much of a time cameras gave pictures. Counted is the time in service without planned maintenance: ONLINE and DEGRADED are up,
 * OFFLINE and CONNECTING are down, the rest (STALE, UNKNOWN, never heard) is unknown and counted apart.
 */
@Repository
public class AvailabilityBook {
    /** Multiranges: what overlaps or touches is counted once, whatever the tables hold. */
    private static final String SECONDS = """
            with wanted as materialized (
              select c.code, %s as key from camera c where %s),
            told as (
              select h.camera_code, h.state in ('ONLINE', 'DEGRADED') as up,
                     tstzrange(greatest(h.from_at, :from), least(h.to_at, :to)) as span
              from health_interval h join wanted w on w.code = h.camera_code
              where h.to_at > :from and h.from_at < :to and h.state in ('ONLINE', 'DEGRADED', 'OFFLINE', 'CONNECTING')
              union all
              select h.camera_code, h.state in ('ONLINE', 'DEGRADED'), tstzrange(greatest(h.since, :from), :to)
              from camera_health h join wanted w on w.code = h.camera_code
              where h.since < :to and h.state in ('ONLINE', 'DEGRADED', 'OFFLINE', 'CONNECTING')),
            states as (
              select camera_code, range_agg(span) filter (where up) as up, range_agg(span) filter (where not up) as down
              from told group by camera_code),
            served as (
              select camera_code, range_agg(span) as span from (
                select s.camera_code, tstzrange(greatest(s.from_at, :from), least(s.to_at, :to)) as span
                from service_interval s join wanted w on w.code = s.camera_code
                where s.to_at > :from and s.from_at < :to
                union all
                select s.camera_code, tstzrange(greatest(s.since, :from), :to)
                from camera_service s join wanted w on w.code = s.camera_code where s.active and s.since < :to) p
              group by camera_code),
            worked as (
              select m.camera_code, range_agg(tstzrange(m.from_at, m.to_at)) as span
              from maintenance m join wanted w on w.code = m.camera_code
              where m.to_at > :from and m.from_at < :to group by m.camera_code),
            counted as (
              select w.key, v.span is not null as served, coalesce(v.span, '{}') - coalesce(k.span, '{}') as span, coalesce(s.up, '{}') as up,
                     coalesce(s.down, '{}') as down
              from wanted w left join served v on v.camera_code = w.code
                left join worked k on k.camera_code = w.code left join states s on s.camera_code = w.code)
            select key, count(*) filter (where served) as cameras,
              sum((select coalesce(sum(extract(epoch from upper(r) - lower(r))), 0) from unnest(span) r)) as served_s,
              sum((select coalesce(sum(extract(epoch from upper(r) - lower(r))), 0) from unnest(span * up) r)) as up_s,
              sum((select coalesce(sum(extract(epoch from upper(r) - lower(r))), 0) from unnest(span * down) r)) as down_s
            from counted group by key having %s order by key
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
    public List<Available> of(
            By by, Set<String> districts, @Nullable String afterKey, int limit, Instant from, Instant to) {
        boolean all = districts.contains(VideoAccessRule.ALL_DISTRICTS);
        String within = (all ? "true" : "c.district_code = any(:districts)")
                + (afterKey == null ? "" : " and " + by.column() + " > :after")
                + (by == By.CAMERA ? " order by c.code limit :limit" : "");
        String having = by == By.CAMERA ? "true" : "bool_or(served)";
        return query(SECONDS.formatted(by.column(), within, having), from, to, query -> {
            if (!all) query.put("districts", districts.toArray(String[]::new));
            if (afterKey != null) query.put("after", afterKey);
            if (by == By.CAMERA) query.put("limit", limit);
        });
    }

    /** Empty when it was never in service in that time. */
    public List<Available> of(String cameraId, Instant from, Instant to) {
        return query(
                SECONDS.formatted("c.code", "c.code = :code", "bool_or(served)"),
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
