package metro.cctv.link.activity;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import metro.cctv.contracts.CityTime;
import metro.cctv.contracts.access.VideoAccessRule;
import metro.cctv.contracts.activity.ActivityCounted;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Arrivals of the present hour, and of the same hours of the last weeks: at most 168 × 8 numbers for each camera. */
@Repository
public class ActivityStore {
    private static final int WEEKS = 8;
    /** Fewer in an hour bring no camera forward, however still it is there otherwise. */
    private static final int LEAST_ARRIVALS = 3;

    /** Clocks of services differ by less. */
    private static final Duration AHEAD = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Clock clock;

    ActivityStore(JdbcClient jdbc, JdbcTemplate batches, Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.clock = clock;
    }

    /** Cameras of some districts with what they see now against what they usually see. */
    public Map<String, Unusual> unusual(Set<String> districts, Instant now) {
        Instant hour = now.truncatedTo(ChronoUnit.HOURS);
        double part = Duration.between(hour, now).toMillis()
                / (double) Duration.ofHours(1).toMillis();
        Map<String, Unusual> found = new HashMap<>();
        jdbc.sql("""
                select a.camera_id, a.arrivals, u.counts from camera_activity a join camera_usual_hour u using (camera_id)
                where a.hour_start = :hour and u.hour_of_week = :hourOfWeek and a.arrivals >= :least
                  and (:everywhere or a.district_code = any(:districts))
                """)
                .param("hour", Timestamp.from(hour))
                .param("hourOfWeek", hourOfWeek(hour))
                .param("least", LEAST_ARRIVALS)
                .param("everywhere", districts.contains(VideoAccessRule.ALL_DISTRICTS))
                .param("districts", districts.toArray(String[]::new))
                .query(row -> {
                    int[] counts = Arrays.stream(
                                    (Integer[]) row.getArray("counts").getArray())
                            .mapToInt(Integer::intValue)
                            .toArray();
                    String cameraId = row.getString("camera_id");
                    UsualRule.judge(row.getInt("arrivals"), part, counts)
                            .ifPresent(unusual -> found.put(cameraId, unusual));
                });
        return found;
    }

    /** Told again it counts once; of an hour that is over it is too late, and one that has not come would end the present one. */
    void add(List<ActivityCounted> news) {
        oneAtATime();
        Instant latest = clock.instant().plus(AHEAD);
        Map<Instant, List<ActivityCounted>> byHour = news.stream()
                .filter(one -> !one.to().isAfter(latest))
                .sorted(Comparator.comparing(ActivityCounted::cameraId).thenComparing(ActivityCounted::to))
                .collect(Collectors.groupingBy(ActivityStore::hourOf, TreeMap::new, Collectors.toList()));
        byHour.forEach((hour, counts) -> {
            roll(hour);
            addTo(hour, counts);
        });
    }

    /** Two instances must not close the same hour twice; until the transaction ends. */
    private void oneAtATime() {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('link.activity'))")
                .query((row, n) -> n)
                .list();
    }

    private void addTo(Instant hour, List<ActivityCounted> counts) {
        batches.batchUpdate("""
                insert into camera_activity (camera_id, district_code, hour_start, arrivals, upto) values (?, ?, ?, ?, ?)
                on conflict (camera_id) do update
                set arrivals = camera_activity.arrivals + excluded.arrivals, upto = excluded.upto,
                  district_code = excluded.district_code
                where camera_activity.hour_start = excluded.hour_start and camera_activity.upto < excluded.upto
                """, counts, 500, (row, one) -> {
            row.setString(1, one.cameraId());
            row.setString(2, one.districtCode());
            row.setTimestamp(3, Timestamp.from(hour));
            row.setInt(4, one.arrivals());
            row.setTimestamp(5, Timestamp.from(one.to().truncatedTo(ChronoUnit.MICROS)));
        });
    }

    /**
     * A new hour: what the one before it had goes to the weeks, also nothing at all, which is usual at night. A district that told
     * nothing in that hour was blind rather than empty: that is not kept. Nor are hours further back.
     *
     * @param hour the start of the present one
     */
    void roll(Instant hour) {
        Timestamp before = Timestamp.from(hour.minus(1, ChronoUnit.HOURS));
        jdbc.sql("""
                insert into camera_usual_hour (camera_id, hour_of_week, counts)
                select camera_id, :hourOfWeek, array[arrivals] from camera_activity a
                where hour_start = :before and exists (
                  select 1 from camera_activity d
                  where d.district_code = a.district_code and d.hour_start = :before and d.arrivals > 0)
                order by camera_id
                on conflict (camera_id, hour_of_week) do update
                set counts = (camera_usual_hour.counts || excluded.counts)
                  [greatest(1, cardinality(camera_usual_hour.counts) + 2 - :weeks):]
                """)
                .param("hourOfWeek", hourOfWeek(before.toInstant()))
                .param("before", before)
                .param("weeks", WEEKS)
                .update();
        jdbc.sql("update camera_activity set hour_start = :hour, arrivals = 0, upto = :hour where hour_start < :hour")
                .param("hour", Timestamp.from(hour))
                .update();
    }

    private static Instant hourOf(ActivityCounted one) {
        return one.from().truncatedTo(ChronoUnit.HOURS);
    }

    /** 0: Monday, 00:00 to 01:00 in the city. */
    static int hourOfWeek(Instant hour) {
        ZonedDateTime there = hour.atZone(CityTime.ZONE);
        return (there.getDayOfWeek().getValue() - 1) * 24 + there.getHour();
    }
}
