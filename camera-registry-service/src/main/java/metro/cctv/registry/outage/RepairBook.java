package metro.cctv.registry.outage;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import metro.cctv.registry.health.AvailabilityBook.By;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How many outages a month had, and how long their repair took. */
@Repository
class RepairBook {
    static final Repairs NONE = new Repairs(0, null);

    private final JdbcClient jdbc;

    RepairBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param meanRepairSeconds from the last picture to the first again; null: nothing was repaired */
    record Repairs(long outages, @Nullable Long meanRepairSeconds) {}

    /** By key; a district's own outages (its link) count for the district alone. */
    Map<String, Repairs> of(By by, Collection<String> keys, Instant from, Instant to) {
        String column = switch (by) {
            case AGENCY -> "o.managing_agency";
            case DISTRICT -> "o.district_code";
            case CAMERA -> "o.camera_code";
        };
        Map<String, Repairs> found = new HashMap<>();
        jdbc.sql("""
                        select %1$s as key, count(*) filter (where o.since >= :from and o.since < :to) as outages,
                          round(extract(epoch from avg(o.ended_at - o.since) filter (
                            where o.ended_by = 'PICTURES' and o.ended_at >= :from and o.ended_at < :to)))::bigint as repair_s
                        from outage o
                        where %1$s = any(:keys) and o.since < :to and (o.ended_at is null or o.ended_at >= :from)
                        group by 1
                        """.formatted(column))
                .param("keys", keys.toArray(String[]::new))
                .param("from", OutageStore.utc(from))
                .param("to", OutageStore.utc(to))
                .query(row -> {
                    found.put(
                            row.getString("key"),
                            new Repairs(row.getLong("outages"), row.getObject("repair_s", Long.class)));
                });
        return found;
    }
}
