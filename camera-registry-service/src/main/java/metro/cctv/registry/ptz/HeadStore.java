package metro.cctv.registry.ptz;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import metro.cctv.contracts.access.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table of heads. */
@Repository
class HeadStore {
    private static final TypeReference<List<Arc>> ARCS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    HeadStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** As it is, without waiting for anybody. */
    HeadRow find(String cameraId) {
        return jdbc.sql("select * from ptz_head where camera_code = ?")
                .param(cameraId)
                .query(this::row)
                .optional()
                .orElse(HeadRow.blank(cameraId));
    }

    /** Holds the row until the transaction ends: of two hands one comes first. */
    HeadRow findForChange(String cameraId) {
        return jdbc.sql("select * from ptz_head where camera_code = ? for update")
                .param(cameraId)
                .query(this::row)
                .optional()
                .orElseGet(() -> {
                    jdbc.sql("insert into ptz_head (camera_code) values (?) on conflict do nothing")
                            .param(cameraId)
                            .update();
                    return jdbc.sql("select * from ptz_head where camera_code = ? for update")
                            .param(cameraId)
                            .query(this::row)
                            .single();
                });
    }

    /**
     * A person's command: the lease, and what falls due after it.
     *
     * @param stopDueAt null: it is no continuous move
     * @param homeDueAt null: it stays, or is on its way home
     * @param patrol null: none, which ends one that was
     * @return the command's number
     */
    long command(
            String cameraId,
            Lease lease,
            @Nullable Instant stopDueAt,
            @Nullable Instant homeDueAt,
            HeadRow.@Nullable Patrol patrol,
            @Nullable Instant patrolDueAt) {
        return jdbc.sql("""
                        update ptz_head set holder = :holder, holder_role = :role, rank = :rank, purpose = :purpose,
                          case_no = :caseNo, leased_since = :since, leased_until = :until, command_no = command_no + 1,
                          stop_due_at = :stopDue, home_due_at = :homeDue, tries = 0,
                          patrol_presets = :presets::text[], patrol_dwell_s = :dwell, patrol_at = :at, patrol_due_at = :patrolDue
                        where camera_code = :camera returning command_no
                        """)
                .param("camera", cameraId)
                .param("holder", lease.holder())
                .param("role", lease.role().name())
                .param("rank", lease.rank().name())
                .param("purpose", lease.purpose())
                .param("caseNo", lease.caseNo(), Types.VARCHAR)
                .param("since", utc(lease.since()))
                .param("until", utc(lease.until()))
                .param("stopDue", utcOrNull(stopDueAt), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("homeDue", utcOrNull(homeDueAt), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("presets", patrol == null ? null : patrol.presets().toArray(String[]::new), Types.ARRAY)
                .param("dwell", patrol == null ? null : patrol.dwellSeconds(), Types.INTEGER)
                .param("at", patrol == null ? null : patrol.at(), Types.INTEGER)
                .param("patrolDue", utcOrNull(patrolDueAt), Types.TIMESTAMP_WITH_TIMEZONE)
                .query(Long.class)
                .single();
    }

    void release(String cameraId) {
        jdbc.sql("""
                        update ptz_head set holder = null, holder_role = null, rank = null, purpose = null, case_no = null,
                          leased_since = null, leased_until = null, command_no = command_no + 1, stop_due_at = null,
                          patrol_presets = null, patrol_dwell_s = null, patrol_at = null, patrol_due_at = null
                        where camera_code = ?
                        """).param(cameraId).update();
    }

    void set(String cameraId, HeadSettings settings, @Nullable Instant homeDueAt) {
        jdbc.sql("""
                        update ptz_head set home_preset = :home, home_after_s = :after, arcs = :arcs::jsonb, home_due_at = :homeDue,
                          tries = 0
                        where camera_code = :camera
                        """)
                .param("camera", cameraId)
                .param("home", settings.homePreset(), Types.VARCHAR)
                .param("after", settings.homeAfterSeconds(), Types.INTEGER)
                .param("arcs", json.writeValueAsString(settings.arcs()))
                .param("homeDue", utcOrNull(homeDueAt), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    void presetsRead(String cameraId, Instant at) {
        jdbc.sql("""
                        insert into ptz_head (camera_code, presets_read_at) values (?, ?)
                        on conflict (camera_code) do update set presets_read_at = excluded.presets_read_at
                        """).params(cameraId, utc(at)).update();
    }

    long commandNo(String cameraId) {
        return jdbc.sql("select command_no from ptz_head where camera_code = ?")
                .param(cameraId)
                .query(Long.class)
                .single();
    }

    /** @return heads whose continuous move nobody ended; each to one caller only, and again later unless {@link #stopped} */
    List<HeadRow> claimStops(Instant now, Duration again, int maxTries, int limit) {
        return claim("stop_due_at", "true", now, again, maxTries, limit);
    }

    /** @return heads that nobody steers and that have waited long enough; as {@link #claimStops} */
    List<HeadRow> claimReturns(Instant now, Duration again, int maxTries, int limit) {
        return claim("home_due_at", "(leased_until is null or leased_until <= :now)", now, again, maxTries, limit);
    }

    private List<HeadRow> claim(String due, String condition, Instant now, Duration again, int maxTries, int limit) {
        return jdbc.sql("""
                        update ptz_head set %1$s = case when tries + 1 >= :maxTries then null else :again end, tries = tries + 1
                        where camera_code in (
                          select camera_code from ptz_head where %1$s <= :now and %2$s
                          order by %1$s limit :limit for update skip locked)
                        returning *
                        """.formatted(due, condition))
                .param("now", utc(now))
                .param("again", utc(now.plus(again)))
                .param("maxTries", maxTries)
                .param("limit", limit)
                .query(this::row)
                .list();
    }

    /** Moves due patrols on by one preset; one whose lease is over ends, and the way home begins to count. */
    List<HeadRow> claimPatrols(Instant now, int limit) {
        return jdbc.sql("""
                        update ptz_head set
                          patrol_at = case when leased_until > :now then (patrol_at + 1) % array_length(patrol_presets, 1) end,
                          patrol_due_at = case when leased_until > :now then :now + make_interval(secs => patrol_dwell_s) end,
                          patrol_presets = case when leased_until > :now then patrol_presets end,
                          patrol_dwell_s = case when leased_until > :now then patrol_dwell_s end,
                          home_due_at = case when home_after_s is not null then :now + make_interval(secs => home_after_s) end
                        where camera_code in (
                          select camera_code from ptz_head where patrol_due_at <= :now
                          order by patrol_due_at limit :limit for update skip locked)
                        returning *
                        """)
                .param("now", utc(now))
                .param("limit", limit)
                .query(this::row)
                .list();
    }

    /** Nothing newer came meanwhile: the move has ended. */
    void stopped(String cameraId, long commandNo) {
        done("stop_due_at", cameraId, commandNo);
    }

    void isHome(String cameraId, long commandNo) {
        done("home_due_at", cameraId, commandNo);
    }

    private void done(String due, String cameraId, long commandNo) {
        jdbc.sql("update ptz_head set " + due + " = null, tries = 0 where camera_code = ? and command_no = ?")
                .params(cameraId, commandNo)
                .update();
    }

    private HeadRow row(ResultSet row, int n) throws SQLException {
        String holder = row.getString("holder");
        HeadRow.Patrol patrol = patrol(row);
        Lease lease = holder == null
                ? null
                : new Lease(
                        holder,
                        Role.valueOf(row.getString("holder_role")),
                        Rank.valueOf(row.getString("rank")),
                        row.getString("purpose"),
                        row.getString("case_no"),
                        Objects.requireNonNull(instant(row, "leased_since")),
                        Objects.requireNonNull(instant(row, "leased_until")),
                        patrol != null);
        return new HeadRow(
                row.getString("camera_code"),
                lease,
                patrol,
                row.getLong("command_no"),
                new HeadSettings(
                        row.getString("home_preset"),
                        (Integer) row.getObject("home_after_s"),
                        json.readValue(row.getString("arcs"), ARCS)),
                instant(row, "presets_read_at"));
    }

    private static HeadRow.@Nullable Patrol patrol(ResultSet row) throws SQLException {
        Array presets = row.getArray("patrol_presets");
        if (presets == null) return null;
        return new HeadRow.Patrol(
                List.of((String[]) presets.getArray()), row.getInt("patrol_dwell_s"), row.getInt("patrol_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable OffsetDateTime utcOrNull(@Nullable Instant instant) {
        return instant == null ? null : utc(instant);
    }
}
