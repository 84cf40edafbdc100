package metro.cctv.registry.moving;

import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Poses, and of each moving camera what is known of its newest. */
@Repository
class PoseStore {
    private final JdbcClient jdbc;

    PoseStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The same pose again is no second one. */
    void add(String cameraId, List<Pose> poses, String saidBy) {
        jdbc.sql("""
                        insert into camera_pose (camera_code, at, position, heading_deg, height_m, said_by)
                        select ?, p.at, st_setsrid(st_makepoint(p.lon, p.lat), 4326)::geography, p.heading, p.height, ?
                        from unnest(?::timestamptz[], ?::float8[], ?::float8[], ?::float8[], ?::float8[])
                          as p(at, lon, lat, heading, height)
                        on conflict (camera_code, at) do nothing
                        """)
                .params(
                        cameraId,
                        saidBy,
                        poses.stream().map(p -> p.at().toString()).toArray(String[]::new),
                        poses.stream().map(Pose::lon).toArray(Double[]::new),
                        poses.stream().map(Pose::lat).toArray(Double[]::new),
                        poses.stream().map(Pose::headingDeg).toArray(Double[]::new),
                        poses.stream().map(Pose::heightM).toArray(Double[]::new))
                .update();
    }

    /** In order of time. */
    List<Pose> list(String cameraId, Instant from, Instant to, int limit) {
        return jdbc.sql("""
                        select at, st_x(position::geometry) as lon, st_y(position::geometry) as lat, heading_deg, height_m
                        from camera_pose where camera_code = ? and at >= ? and at <= ? order by at limit ?
                        """)
                .params(cameraId, utc(from), utc(to), limit)
                .query((row, n) -> new Pose(
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getDouble("lon"),
                        row.getDouble("lat"),
                        (Double) row.getObject("heading_deg"),
                        (Double) row.getObject("height_m")))
                .list();
    }

    int deleteBefore(Instant then) {
        return jdbc.sql("delete from camera_pose where at < ?").param(utc(then)).update();
    }

    /** Held until the transaction ends; made when it is the camera's first. */
    Newest hold(String cameraId) {
        jdbc.sql("insert into moving_camera (camera_code) values (?) on conflict do nothing")
                .param(cameraId)
                .update();
        return jdbc.sql("select at, airspaces, told_at from moving_camera where camera_code = ? for update")
                .param(cameraId)
                .query((row, n) -> new Newest(
                        instant(row.getObject("at", OffsetDateTime.class)),
                        Set.of((String[]) row.getArray("airspaces").getArray()),
                        instant(row.getObject("told_at", OffsetDateTime.class))))
                .single();
    }

    /** @param toldAt null: not now, but soon */
    void moved(String cameraId, Instant at, Set<String> airspaces, @Nullable Instant toldAt) {
        jdbc.sql("""
                        update moving_camera set at = ?, airspaces = ?, told_at = coalesce(?, told_at), due = ?
                        where camera_code = ?
                        """)
                .param(1, utc(at))
                .param(2, airspaces.toArray(String[]::new))
                .param(3, toldAt == null ? null : utc(toldAt), Types.TIMESTAMP_WITH_TIMEZONE)
                .param(4, toldAt == null)
                .param(5, cameraId)
                .update();
    }

    /** Cameras whose newest pose nobody was told, and the last telling is long enough ago; they are marked as told. */
    List<String> takeDue(Instant lastToldUntil, Instant now) {
        return jdbc.sql("""
                        update moving_camera set due = false, told_at = ? where camera_code in (
                          select camera_code from moving_camera where due and told_at <= ?
                          order by camera_code for update skip locked limit 500)
                        returning camera_code
                        """)
                .params(utc(now), utc(lastToldUntil))
                .query(String.class)
                .list();
    }

    boolean isAnyDue() {
        return jdbc.sql("select exists (select 1 from moving_camera where due)")
                .query(Boolean.class)
                .single();
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    /** @param at of the newest pose; null: there was none */
    record Newest(
            @Nullable Instant at,
            Set<String> airspaces,
            @Nullable Instant toldAt) {}
}
