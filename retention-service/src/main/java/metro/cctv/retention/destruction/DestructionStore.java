package metro.cctv.retention.destruction;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import metro.cctv.contracts.audit.AccessAudited;
import metro.cctv.retention.key.RecordingKeys.DistrictDay;
import metro.cctv.retention.ledger.Ledger;
import metro.cctv.retention.segment.Segment;
import metro.cctv.retention.segment.SegmentStore;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Records of destruction, from the decision to the proof. */
@Repository
class DestructionStore {
    static final String BASIS = "Standard Guideline on Personal Information Protection, art. 41";

    private final JdbcClient jdbc;
    private final Ledger ledger;

    DestructionStore(JdbcClient jdbc, Ledger ledger) {
        this.jdbc = jdbc;
        this.ledger = ledger;
    }

    /** Empty before the very first run; then the end of the newest recording, if any, is what can be believed. */
    Optional<Instant> believed() {
        return jdbc.sql(
                        "select coalesce((select believed_at from destruction_clock), (select max(ended_at) from segment))")
                .query((row, n) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
                .single()
                .map(OffsetDateTime::toInstant);
    }

    void believe(Instant now) {
        jdbc.sql("""
                        insert into destruction_clock (believed_at) values (?)
                        on conflict (one) do update set believed_at = excluded.believed_at
                        """).param(utc(now)).update();
    }

    /**
     * Decides on the next recordings that are due, of one camera. From here on nobody sees them, whatever happens to this
     * process. Another instance's choice is left alone.
     */
    @Transactional
    public Optional<DestructionRecord> begin(Instant cutoff, int limit, String rule, String by, Instant now) {
        List<Segment> due = jdbc.sql("""
                        select * from segment
                        where destruction_id is null and ended_at < :cutoff and camera_id = (
                          select camera_id from segment where destruction_id is null and ended_at < :cutoff
                          order by ended_at limit 1)
                        order by ended_at limit :limit for update skip locked
                        """)
                .param("cutoff", utc(cutoff))
                .param("limit", limit)
                .query(SegmentStore::segment)
                .list();
        if (due.isEmpty()) return Optional.empty();
        Segment first = due.getFirst();
        Segment last = due.getLast();
        var record = new DestructionRecord(
                UUID.randomUUID(),
                first.cameraId(),
                first.districtCode(),
                name(first.objectKey(), last.objectKey(), due.size()),
                first.startedAt(),
                last.endedAt(),
                due.size(),
                due.stream().mapToLong(Segment::bytes).sum(),
                rule,
                by,
                now,
                null);
        insert(record);
        jdbc.sql("update segment set destruction_id = ? where id = any(?)")
                .params(record.destructionId(), due.stream().map(Segment::id).toArray(UUID[]::new))
                .update();
        return Optional.of(record);
    }

    void insert(DestructionRecord record) {
        jdbc.sql("insert into destruction values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, null)")
                .params(
                        record.destructionId(),
                        record.cameraId(),
                        record.districtCode(),
                        record.name(),
                        utc(record.periodFrom()),
                        utc(record.periodTo()),
                        record.segments(),
                        record.bytes(),
                        record.rule(),
                        record.by(),
                        utc(record.beganAt()))
                .update();
    }

    /** Begun before a crash, or by somebody who is still at it: doing it twice does no harm. */
    List<DestructionRecord> unfinished() {
        return jdbc.sql("select * from destruction where destroyed_at is null order by began_at")
                .query(DestructionStore::record)
                .list();
    }

    Set<String> keysOf(UUID destructionId) {
        return new TreeSet<>(jdbc.sql("select object_key from segment where destruction_id = ?")
                .param(destructionId)
                .query(String.class)
                .list());
    }

    /** The files are gone: rows, record and ledger say so together, once. */
    @Transactional
    public void finish(DestructionRecord record, Instant now) {
        int finished = jdbc.sql("update destruction set destroyed_at = ? where id = ? and destroyed_at is null")
                .params(utc(now), record.destructionId())
                .update();
        if (finished == 0) return;
        jdbc.sql("update segment set destroyed_at = ? where destruction_id = ? and destroyed_at is null")
                .params(utc(now), record.destructionId())
                .update();
        ledger.append(new AccessAudited(
                record.destructionId(),
                now,
                "retention",
                record.by(),
                "SERVICE",
                null,
                "recording.destroy",
                "camera",
                record.cameraId(),
                record.districtCode(),
                record.name() + ": " + record.rule(),
                null,
                BASIS,
                null,
                AccessAudited.Result.ALLOWED,
                null));
    }

    /** A day's key is gone, and with it whatever copies of its recordings there may be. Once, however often it is told. */
    void keyDestroyed(DistrictDay key, String rule, String by, Instant now) {
        ledger.append(new AccessAudited(
                UUID.nameUUIDFromBytes(("recording key " + key.keyId()).getBytes(StandardCharsets.UTF_8)),
                now,
                "retention",
                by,
                "SERVICE",
                null,
                "recording.key.destroy",
                "recording-key",
                key.keyId(),
                key.districtCode(),
                rule,
                null,
                BASIS,
                null,
                AccessAudited.Result.ALLOWED,
                null));
    }

    /** Newest first. */
    List<DestructionRecord> list(@Nullable Set<String> districts, @Nullable DestructionCursor before, int limit) {
        return jdbc.sql("""
                        select * from destruction
                        where (:everywhere or district_code = any(:districts))
                          and (:at::timestamptz is null or (began_at, id) < (:at, :id::uuid))
                        order by began_at desc, id desc limit :limit
                        """)
                .param("everywhere", districts == null)
                .param("districts", districts == null ? new String[0] : districts.toArray(String[]::new))
                .param("at", before == null ? null : utc(before.beganAt()), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .param("id", before == null ? null : before.id().toString(), java.sql.Types.VARCHAR)
                .param("limit", limit)
                .query(DestructionStore::record)
                .list();
    }

    static String name(String first, String last, int count) {
        return count == 1 ? first : first + " to " + last + " (" + count + " files)";
    }

    private static DestructionRecord record(ResultSet row, int n) throws SQLException {
        OffsetDateTime destroyed = row.getObject("destroyed_at", OffsetDateTime.class);
        return new DestructionRecord(
                row.getObject("id", UUID.class),
                row.getString("camera_id"),
                row.getString("district_code"),
                row.getString("name"),
                instant(row, "period_from"),
                instant(row, "period_to"),
                row.getInt("segments"),
                row.getLong("bytes"),
                row.getString("rule"),
                row.getString("by"),
                instant(row, "began_at"),
                destroyed == null ? null : destroyed.toInstant());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
