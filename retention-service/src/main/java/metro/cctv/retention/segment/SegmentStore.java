package metro.cctv.retention.segment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import metro.cctv.contracts.segment.SegmentClosed;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The index of recording files. */
@Repository
public class SegmentStore {
    /** A longer segment is none of ours: it bounds how far back a search must look. */
    public static final long MAX_SECONDS = 3_600;

    private static final String COLUMNS =
            "id, camera_id, district_code, object_key, started_at, ended_at, bytes, media_bytes, init_bytes, key_id, "
                    + "destruction_id";

    private final JdbcClient jdbc;

    SegmentStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return false when it is known already */
    boolean add(SegmentClosed segment) {
        int added = jdbc.sql("""
                        insert into segment (id, camera_id, district_code, object_key, started_at, ended_at, bytes,
                          media_bytes, sha256, init_bytes, codecs, width, height, key_id)
                        values (:id, :camera, :district, :key, :start, :end, :bytes, :mediaBytes, :sha, :init, :codecs, :width, :height,
                          :keyId) on conflict (id) do nothing
                        """)
                .param("id", segment.segmentId())
                .param("camera", segment.cameraId())
                .param("district", segment.districtCode())
                .param("key", segment.objectKey())
                .param("start", utc(segment.startedAt()))
                .param("end", utc(segment.endedAt()))
                .param("bytes", segment.bytes())
                .param("mediaBytes", segment.mediaBytes())
                .param("sha", segment.sha256())
                .param("init", segment.initBytes())
                .param("codecs", segment.codecs())
                .param("width", segment.width())
                .param("height", segment.height())
                .param("keyId", segment.keyId(), java.sql.Types.VARCHAR)
                .update();
        if (added == 0) return false;
        int ordinal = 0;
        for (SegmentClosed.Gap gap : segment.gapsBefore())
            jdbc.sql("insert into segment_gap values (?, ?, ?, ?, ?, ?, left(?, 500))")
                    .params(
                            segment.segmentId(),
                            ordinal++,
                            segment.cameraId(),
                            utc(gap.from()),
                            utc(gap.to()),
                            gap.cause().name(),
                            gap.detail())
                    .update();
        return true;
    }

    public Optional<Segment> find(UUID id) {
        return jdbc.sql("select " + COLUMNS + " from segment where id = ?")
                .param(id)
                .query(SegmentStore::segment)
                .optional();
    }

    /** What overlaps the time, in its order, the doomed among it. */
    public List<Segment> within(String cameraId, Instant from, Instant to) {
        return jdbc.sql("select " + COLUMNS + """
                         from segment
                        where camera_id = :camera and started_at >= :earliest and started_at < :to and ended_at > :from
                        order by started_at, id
                        """)
                .param("camera", cameraId)
                .param("earliest", utc(from.minusSeconds(MAX_SECONDS)))
                .param("from", utc(from))
                .param("to", utc(to))
                .query(SegmentStore::segment)
                .list();
    }

    /** What is missing in a time, and why. */
    public List<Gap> missingWithin(String cameraId, Instant from, Instant to) {
        List<Segment> recorded = new ArrayList<>(within(cameraId, from, to));
        nextTo(cameraId, "started_at < :moment order by started_at desc", from)
                .ifPresent(before -> recorded.addFirst(before));
        nextTo(cameraId, "started_at >= :moment order by started_at", to).ifPresent(recorded::add);
        return MissingTimePolicy.of(recorded, gapsWithin(cameraId, from, to), from, to);
    }

    private Optional<Segment> nextTo(String cameraId, String condition, Instant moment) {
        return jdbc.sql("select " + COLUMNS + " from segment where camera_id = :camera and " + condition + " limit 1")
                .param("camera", cameraId)
                .param("moment", utc(moment))
                .query(SegmentStore::segment)
                .optional();
    }

    private List<Gap> gapsWithin(String cameraId, Instant from, Instant to) {
        return jdbc.sql("""
                        select from_at, to_at, cause, detail from segment_gap
                        where camera_id = ? and from_at < ? and to_at > ? order by from_at limit 10000
                        """)
                .params(cameraId, utc(to), utc(from))
                .query((row, n) -> new Gap(
                        instant(row, "from_at"),
                        instant(row, "to_at"),
                        row.getString("cause"),
                        row.getString("detail")))
                .list();
    }

    /** Where its newest recording was made; for cameras that the registry has not told us of. */
    public Optional<String> districtOf(String cameraId) {
        return jdbc.sql("select district_code from segment where camera_id = ? order by started_at desc limit 1")
                .param(cameraId)
                .query(String.class)
                .optional();
    }

    /** Which of these paths are those of recordings that still live. */
    public Set<String> livingKeysAmong(Collection<String> keys) {
        return keysAmong(keys, "destruction_id is null");
    }

    public Set<String> keysAmong(Collection<String> keys) {
        return keysAmong(keys, "true");
    }

    private Set<String> keysAmong(Collection<String> keys, String condition) {
        return new HashSet<>(jdbc.sql("select object_key from segment where object_key = any(?) and " + condition)
                .param(keys.toArray(String[]::new))
                .query(String.class)
                .list());
    }

    /** Living recordings in order of their id, for a walk over all of them. */
    public List<Segment> livingAfter(UUID id, int limit) {
        return jdbc.sql("select " + COLUMNS
                        + " from segment where id > ? and destruction_id is null order by id limit ?")
                .params(id, limit)
                .query(SegmentStore::segment)
                .list();
    }

    /** Whether a living recording is sealed with this district's key of this day (UTC). */
    public boolean areSealedWith(String districtCode, LocalDate day) {
        return jdbc.sql("""
                        select exists (select from segment where destruction_id is null and key_id like ? || '/%')
                        """)
                .param(districtCode + "/" + day)
                .query(Boolean.class)
                .single();
    }

    public static Segment segment(ResultSet row, int n) throws SQLException {
        return new Segment(
                row.getObject("id", UUID.class),
                row.getString("camera_id"),
                row.getString("district_code"),
                row.getString("object_key"),
                instant(row, "started_at"),
                instant(row, "ended_at"),
                row.getLong("bytes"),
                row.getLong("media_bytes"),
                row.getInt("init_bytes"),
                row.getString("key_id"),
                row.getObject("destruction_id") != null);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** Missing time and its cause. */
    public record Gap(Instant from, Instant to, String cause, String detail) {}
}
