package metro.cctv.link.priority;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import metro.cctv.contracts.access.VideoAccessRule;
import metro.cctv.link.camera.CameraCopy;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** When a person last saw each camera. */
@Repository
class SeenStore {
    /** The longest unseen of the watched districts; more than this nobody's walls could show within hours. */
    static final int MOST_CAMERAS = 50_000;

    private static final String WATCHABLE = """

            from camera c join camera_seen s using (camera_id)
            left join lateral (
              select * from camera_health h where h.camera_id = c.camera_id order by h.stream limit 1) h on true
            where c.state = 'ACTIVE' and (:everywhere or c.district_code = any(:districts))
              and (h.state is null or h.state <> 'OFFLINE' or h.at < :oldest)
            """;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final CameraCopy cameras;

    SeenStore(JdbcClient jdbc, JdbcTemplate batches, CameraCopy cameras) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.cameras = cameras;
    }

    /** @param onlineSince when its pictures came back; null: not known */
    record LastSeen(
            String cameraId,
            String districtCode,
            Instant seenAt,
            @Nullable Instant onlineSince) {}

    /**
     * Active cameras that are not known to be offline: the longest unseen, and some others whenever they were seen.
     *
     * @param always hot ones, and those that a wall shows
     */
    List<LastSeen> watchable(Set<String> districts, Set<String> always) {
        return ofWatchable("""
                with watchable as (
                  select c.camera_id, c.district_code, s.seen_at, case when h.state = 'ONLINE' then h.since end as online_since
                """ + WATCHABLE + """
                )
                (select * from watchable order by seen_at, camera_id limit :most)
                union select * from watchable where camera_id = any(:always)
                """, districts)
                .param("most", MOST_CAMERAS)
                .param("always", always.toArray(String[]::new))
                .query((row, n) -> new LastSeen(
                        row.getString("camera_id"),
                        row.getString("district_code"),
                        row.getTimestamp("seen_at").toInstant(),
                        row.getTimestamp("online_since") == null
                                ? null
                                : row.getTimestamp("online_since").toInstant()))
                .list();
    }

    /** Of each district, how many cameras there are to be seen in all: {@link #watchable} may leave some out. */
    Map<String, Integer> counts(Set<String> districts) {
        Map<String, Integer> counts = new TreeMap<>();
        ofWatchable("select c.district_code, count(*) as cameras" + WATCHABLE + " group by c.district_code", districts)
                .query(row -> {
                    counts.put(row.getString("district_code"), row.getInt("cameras"));
                });
        return counts;
    }

    private JdbcClient.StatementSpec ofWatchable(String sql, Set<String> districts) {
        return jdbc.sql(sql)
                .param("everywhere", districts.contains(VideoAccessRule.ALL_DISTRICTS))
                .param("districts", districts.toArray(String[]::new))
                .param("oldest", Timestamp.from(cameras.healthOldest()));
    }

    /** A camera's time begins when it is first met; one that is gone is forgotten. */
    void meet(Instant now) {
        jdbc.sql("""
                insert into camera_seen (camera_id, seen_at)
                select camera_id, ? from camera c
                where not exists (select 1 from camera_seen s where s.camera_id = c.camera_id) on conflict do nothing
                """).param(Timestamp.from(now)).update();
        jdbc.sql("delete from camera_seen s where not exists (select 1 from camera c where c.camera_id = s.camera_id)")
                .update();
    }

    /** The later word wins. */
    void saw(Map<String, Instant> seenAt) {
        List<Map.Entry<String, Instant>> inOrder = new ArrayList<>(new TreeMap<>(seenAt).entrySet());
        batches.batchUpdate("""
                update camera_seen set seen_at = ? where camera_id = ? and seen_at < ?
                """, inOrder, 500, (row, one) -> {
            row.setTimestamp(1, Timestamp.from(one.getValue()));
            row.setString(2, one.getKey());
            row.setTimestamp(3, Timestamp.from(one.getValue()));
        });
    }

    void saw(Collection<String> cameraIds, Instant at) {
        Map<String, Instant> seenAt = new TreeMap<>();
        cameraIds.forEach(id -> seenAt.put(id, at));
        saw(seenAt);
    }
}
