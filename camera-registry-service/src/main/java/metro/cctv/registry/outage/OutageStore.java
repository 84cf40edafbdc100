package metro.cctv.registry.outage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The outage tables. Health is read where it stands: hundreds of cameras may fail in one second. */
@Repository
class OutageStore {
    private static final String SELECT = """
            select o.*, c.name as camera_name from %s o left join camera c on c.code = o.camera_code
            """;
    private static final int BATCH = 1_000;

    private final JdbcClient jdbc;

    OutageStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Cameras that have been off since before {@code limit}, are in service and not being worked on. */
    List<Outage> openCameras(Instant limit, Instant now) {
        return changed("""
                insert into outage (outage_id, camera_code, district_code, owner_agency, managing_agency, cause, detail,
                  cameras, since, opened_at)
                select gen_random_uuid(), h.camera_code, c.district_code, coalesce(c.owner_agency, c.managing_agency),
                  c.managing_agency, h.cause, h.detail, 1, h.since, :now
                from camera_health h join camera c on c.code = h.camera_code and c.state = 'ACTIVE'
                where h.state = 'OFFLINE' and h.since < :limit
                  and not exists (select 1 from outage o where o.camera_code = h.camera_code and o.ended_at is null)
                  and not exists (select 1 from maintenance m
                                  where m.camera_code = h.camera_code and m.from_at <= :now and m.to_at > :now)
                order by h.since limit %d
                on conflict do nothing
                """.formatted(BATCH), limit, now);
    }

    List<Outage> openDistricts(Instant now) {
        return changed("""
                insert into outage (outage_id, district_code, cause, detail, cameras, since, opened_at)
                select gen_random_uuid(), d.district_code, 'DISTRICT_SILENT', 'The whole district is silent.', n.cameras,
                  d.heard_at, :now
                from district_link d
                  cross join lateral (select count(*)::int as cameras from camera_health h
                                      where h.district_code = d.district_code and h.state = 'STALE') n
                where d.stale and n.cameras > 0 and not exists (
                  select 1 from outage o
                  where o.district_code = d.district_code and o.camera_code is null and o.ended_at is null)
                on conflict do nothing
                """, now, now);
    }

    /** Pictures have come since before {@code limit} and stay. */
    List<Outage> closeCameras(Instant limit, Instant now) {
        return changed("""
                update outage o set ended_at = greatest(o.since, p.shown_since), ended_by = 'PICTURES'
                from (select u.outage_id, case when s.since > u.since then s.since else h.since end as shown_since
                      from outage u
                        join camera_health h on h.camera_code = u.camera_code
                        join stream_health s on s.camera_code = u.camera_code and s.stream = 'MAIN'
                      where u.ended_at is null and h.state in ('ONLINE', 'DEGRADED') and h.cause <> 'FLAPPING'
                        and s.state = 'ONLINE') p
                where p.outage_id = o.outage_id and o.ended_at is null and p.shown_since < :limit
                """, limit, now);
    }

    List<Outage> closeOutOfService(Instant now) {
        return changed("""
                update outage o set ended_at = greatest(o.since, :now), ended_by = 'OUT_OF_SERVICE'
                from camera c where c.code = o.camera_code and c.state <> 'ACTIVE' and o.ended_at is null
                """, now, now);
    }

    List<Outage> closeDistricts(Instant now) {
        return changed("""
                update outage o set ended_at = greatest(o.since, d.back_at), ended_by = 'PICTURES'
                from district_link d
                where d.district_code = o.district_code and not d.stale and o.camera_code is null and o.ended_at is null
                """, now, now);
    }

    Optional<Outage> find(UUID outageId) {
        return jdbc.sql(SELECT.formatted("outage") + " where o.outage_id = ?")
                .param(outageId)
                .query((row, n) -> outage(row))
                .optional();
    }

    /** @return false when somebody was first */
    boolean acknowledge(UUID outageId, String who, @Nullable String note, Instant now) {
        return jdbc.sql("""
                        update outage set acknowledged_at = :now, acknowledged_by = :who, note = coalesce(:note, note)
                        where outage_id = :id and acknowledged_at is null
                        """)
                        .param("now", utc(now))
                        .param("who", who)
                        .param("note", note)
                        .param("id", outageId)
                        .update()
                == 1;
    }

    /** @return false when the same event told it before */
    boolean tell(UUID outageId, Notice notice) {
        int told = jdbc.sql("""
                        insert into outage_notice (outage_id, at, told, how, who) values (?, ?, ?, ?, ?)
                        on conflict do nothing
                        """)
                .params(outageId, utc(notice.at()), notice.to(), notice.by().name(), notice.who())
                .update();
        if (told == 0) return false;
        jdbc.sql("""
                        update outage set notified_at = n.at, notified_to = n.told
                        from (select at, told from outage_notice where outage_id = :id order by at limit 1) n
                        where outage_id = :id
                        """).param("id", outageId).update();
        return true;
    }

    List<Notice> notices(UUID outageId) {
        return jdbc.sql("select at, told, how, who from outage_notice where outage_id = ? order by at")
                .param(outageId)
                .query((row, n) -> new Notice(
                        instant(row, "at"),
                        row.getString("told"),
                        Notice.How.valueOf(row.getString("how")),
                        row.getString("who")))
                .list();
    }

    List<Outage> list(OutageFilter filter, @Nullable OutageCursor after, int limit) {
        return jdbc.sql(SELECT.formatted("outage") + " where " + filter.where() + """
                         and (:afterSince::timestamptz is null or (o.since, o.outage_id) < (:afterSince, :afterId::uuid))
                        order by o.since desc, o.outage_id desc limit :limit
                        """)
                .params(filter.params())
                .param("afterSince", after == null ? null : utc(after.since()))
                .param("afterId", after == null ? null : after.outageId().toString())
                .param("limit", limit)
                .query((row, n) -> outage(row))
                .list();
    }

    long open(OutageFilter filter) {
        return jdbc.sql("select count(*) from outage o where o.ended_at is null and " + filter.where())
                .params(filter.params())
                .query((row, n) -> row.getLong(1))
                .single();
    }

    int forget(Instant before) {
        return jdbc.sql("delete from outage where ended_at < ?")
                .param(utc(before))
                .update();
    }

    private List<Outage> changed(String statement, Instant limit, Instant now) {
        String own = statement.startsWith("update") ? "o.*" : "*";
        var query =
                jdbc.sql("with changed as (" + statement + " returning " + own + ") " + SELECT.formatted("changed"));
        if (statement.contains(":limit")) query = query.param("limit", utc(limit));
        if (statement.contains(":now")) query = query.param("now", utc(now));
        return query.query((row, n) -> outage(row)).list();
    }

    private static Outage outage(ResultSet row) throws SQLException {
        Instant endedAt = instantOrNull(row, "ended_at");
        return new Outage(
                row.getObject("outage_id", UUID.class),
                row.getString("camera_code"),
                row.getString("camera_name"),
                row.getString("district_code"),
                row.getString("owner_agency"),
                row.getString("managing_agency"),
                endedAt == null ? Outage.State.OPEN : Outage.State.CLOSED,
                row.getString("cause"),
                row.getString("detail"),
                row.getInt("cameras"),
                instant(row, "since"),
                endedAt,
                row.getString("ended_by"),
                instantOrNull(row, "notified_at"),
                row.getString("notified_to"),
                instantOrNull(row, "acknowledged_at"),
                row.getString("acknowledged_by"),
                row.getString("note"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
