package metro.cctv.registry.moving;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import metro.cctv.registry.moving.AirspaceStore.Crossing;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Flights that were filed, and which airspaces they cross. */
@Repository
class MissionStore {
    private static final String COLUMNS =
            "m.id, m.camera_code, st_asgeojson(m.way, 7) as way, m.height_m, m.from_at, m.to_at,"
                    + " m.filed_by, m.filed_at, m.suspended_at, m.suspended_because";
    /** A way that only touches the edge crosses it, too; so do floor, ceiling, and both moments. */
    private static final String CROSSES = """
            st_intersects(a.polygon, m.way)
              and m.height_m >= a.floor_m and (a.ceiling_m is null or m.height_m <= a.ceiling_m)
              and (a.from_at is null or a.from_at <= m.to_at) and (a.to_at is null or a.to_at >= m.from_at)""";

    private final JdbcClient jdbc;

    MissionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Until the transaction ends, nobody files and enters at the same time: one of the two sees the other. */
    void lockTheAir() {
        jdbc.sql("select pg_advisory_xact_lock(hashtext(current_schema() || '.airspace'))")
                .query(rs -> {});
    }

    void add(Mission m, byte[] wayWkb) {
        jdbc.sql("""
                        insert into mission (id, camera_code, way, height_m, from_at, to_at, filed_by, filed_at)
                        values (?, ?, st_geomfromwkb(?, 4326), ?, ?, ?, ?, ?)
                        """)
                .params(
                        m.missionId(),
                        m.cameraId(),
                        wayWkb,
                        m.heightM(),
                        utc(m.from()),
                        utc(m.to()),
                        m.filedBy(),
                        utc(m.filedAt()))
                .update();
    }

    List<Crossing> crossed(UUID missionId) {
        return jdbc.sql("select a.code, a.name from airspace a join mission m on " + CROSSES
                        + " where m.id = ? order by a.code limit 20")
                .param(missionId)
                .query((row, n) -> new Crossing(row.getString("code"), row.getString("name")))
                .list();
    }

    /** Flights that are not over and cross this airspace now. @return those that were not suspended before */
    List<Mission> suspendCrossing(String airspace, String because, Instant now) {
        return jdbc.sql("update mission m set suspended_at = :now, suspended_because = :because from airspace a"
                        + " where a.code = :airspace and m.suspended_at is null and m.to_at > :now and " + CROSSES
                        + " returning " + COLUMNS)
                .param("now", utc(now))
                .param("because", because)
                .param("airspace", airspace)
                .query(MissionStore::mission)
                .list();
    }

    /** Latest first. */
    List<Mission> list(String cameraId, int limit) {
        return jdbc.sql("select " + COLUMNS
                        + " from mission m where m.camera_code = ? order by m.from_at desc, m.id limit ?")
                .params(cameraId, limit)
                .query(MissionStore::mission)
                .list();
    }

    private static Mission mission(ResultSet row, int n) throws SQLException {
        return new Mission(
                row.getObject("id", UUID.class),
                row.getString("camera_code"),
                row.getString("way"),
                row.getDouble("height_m"),
                row.getObject("from_at", OffsetDateTime.class).toInstant(),
                row.getObject("to_at", OffsetDateTime.class).toInstant(),
                row.getString("filed_by"),
                row.getObject("filed_at", OffsetDateTime.class).toInstant(),
                instant(row.getObject("suspended_at", OffsetDateTime.class)),
                row.getString("suspended_because"));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
