package metro.cctv.retention.clip;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import metro.cctv.chassis.paging.Cursor;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which copies there are outside of the house. */
@Repository
class ClipStore {
    private final JdbcClient jdbc;

    ClipStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Where a list goes on. */
    record Place(Instant madeAt, UUID id) {
        static String after(Clip last) {
            return Cursor.of(last.madeAt(), last.clipId());
        }

        static @Nullable Place of(@Nullable String cursor) {
            return Cursor.read(cursor, 2, parts -> new Place(Cursor.instant(parts[0]), UUID.fromString(parts[1])));
        }
    }

    void add(Clip clip) {
        jdbc.sql("insert into clip values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        clip.clipId(),
                        clip.cameraId(),
                        clip.districtCode(),
                        utc(clip.from()),
                        utc(clip.to()),
                        clip.agency(),
                        clip.subject(),
                        clip.caseNo(),
                        clip.sha256(),
                        clip.bytes(),
                        utc(clip.madeAt()),
                        utc(clip.destroyBy()))
                .update();
    }

    /** Newest first. */
    List<Clip> list(@Nullable Place after, int limit) {
        Place begin = after == null ? new Place(Instant.parse("2200-01-01T00:00:00Z"), new UUID(-1, -1)) : after;
        return jdbc.sql("select * from clip where (made_at, id) < (?, ?) order by made_at desc, id desc limit ?")
                .params(utc(begin.madeAt()), begin.id(), limit)
                .query(ClipStore::clip)
                .list();
    }

    private static Clip clip(ResultSet row, int n) throws SQLException {
        return new Clip(
                row.getObject("id", UUID.class),
                row.getString("camera_id"),
                row.getString("district_code"),
                instant(row, "from_at"),
                instant(row, "to_at"),
                row.getString("agency"),
                row.getString("subject"),
                row.getString("case_no"),
                row.getString("sha256"),
                row.getLong("bytes"),
                instant(row, "made_at"),
                instant(row, "destroy_by"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
