package metro.cctv.registry.moving;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Flights that were filed. */
@Repository
class MissionStore {
    private final JdbcClient jdbc;

    MissionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
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
                        m.from().atOffset(ZoneOffset.UTC),
                        m.to().atOffset(ZoneOffset.UTC),
                        m.filedBy(),
                        m.filedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Latest first. */
    List<Mission> list(String cameraId, int limit) {
        return jdbc.sql("""
                        select id, camera_code, st_asgeojson(way, 7) as way, height_m, from_at, to_at, filed_by, filed_at
                        from mission where camera_code = ? order by from_at desc, id limit ?
                        """)
                .params(cameraId, limit)
                .query((row, n) -> new Mission(
                        row.getObject("id", UUID.class),
                        row.getString("camera_code"),
                        row.getString("way"),
                        row.getDouble("height_m"),
                        row.getObject("from_at", OffsetDateTime.class).toInstant(),
                        row.getObject("to_at", OffsetDateTime.class).toInstant(),
                        row.getString("filed_by"),
                        row.getObject("filed_at", OffsetDateTime.class).toInstant()))
                .list();
    }
}
