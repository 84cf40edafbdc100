package metro.cctv.registry.site;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import metro.cctv.registry.site.ImportJob.State;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Jobs and their reports. */
@Repository
class ImportJobStore {
    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    ImportJobStore(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    void insert(ImportJob job, UUID instance) {
        jdbc.sql("""
                        insert into import_job (id, format, dry_run, state, encoding, columns, bytes, started_by, districts, started_at,
                          instance, heartbeat_at)
                        values (:id, :format, :dryRun, :state, :encoding, :columns, :bytes, :startedBy, :districts, :startedAt, :instance,
                          :startedAt)
                        """)
                .param("id", job.id())
                .param("format", job.format().name())
                .param("dryRun", job.dryRun())
                .param("state", job.state().name())
                .param("encoding", job.encoding().name())
                .param("columns", job.columns(), Types.SMALLINT)
                .param("bytes", job.bytes())
                .param("startedBy", job.startedBy())
                .param("districts", job.districts().toArray(String[]::new))
                .param("startedAt", utc(job.startedAt()))
                .param("instance", instance)
                .update();
    }

    Optional<ImportJob> find(UUID id) {
        return jdbc.sql("select * from import_job where id = ?")
                .param(id)
                .query(ImportJobStore::job)
                .optional();
    }

    /** Newest first. @param startedBy null: everybody's */
    List<ImportJob> list(@Nullable String startedBy, int limit) {
        return jdbc.sql("""
                        select * from import_job where (:by::text is null or started_by = :by)
                        order by started_at desc, id limit :limit
                        """)
                .param("by", startedBy)
                .param("limit", limit)
                .query(ImportJobStore::job)
                .list();
    }

    int waiting() {
        return jdbc.sql("select count(*) from import_job where state in ('WAITING', 'RUNNING')")
                .query(Integer.class)
                .single();
    }

    /**
     * One job at a time, whatever instance of this service works on it.
     *
     * @return true when it is this one's turn; a job that was cancelled meanwhile never gets it
     */
    boolean begin(UUID id, Instant now) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext(current_schema() || '.import'))")
                .query(rs -> {});
        return jdbc.sql("""
                        update import_job set state = 'RUNNING', heartbeat_at = :now where id = :id and state = 'WAITING'
                          and not exists (select from import_job where state = 'RUNNING')
                        """).param("id", id).param("now", utc(now)).update() == 1;
    }

    void counted(UUID id, int rows, @Nullable Integer columns) {
        jdbc.sql("update import_job set rows = :rows, columns = :columns where id = :id")
                .param("rows", rows)
                .param("columns", columns, Types.SMALLINT)
                .param("id", id)
                .update();
    }

    /** @return false when somebody wants it to stop */
    boolean progress(UUID id, ImportTally tally, long bytesDone, Instant now) {
        return !jdbc.sql("""
                        update import_job set rows_done = :rows, bytes_done = :bytes, created = :created, updated = :updated,
                          unchanged = :unchanged, refused = :refused, warnings = :warnings, cameras = :cameras,
                          heartbeat_at = :now
                        where id = :id returning cancel_wanted
                        """)
                .param("rows", tally.rowsDone())
                .param("bytes", bytesDone)
                .param("created", tally.created())
                .param("updated", tally.updated())
                .param("unchanged", tally.unchanged())
                .param("refused", tally.refused())
                .param("warnings", tally.warnings())
                .param("cameras", tally.cameras())
                .param("now", utc(now))
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    /** A job that is over stays as it is. */
    void finish(UUID id, State state, @Nullable String problem, Instant now) {
        jdbc.sql("""
                        update import_job set state = :state, problem = :problem, finished_at = :now,
                          bytes_done = case when :state = 'DONE' then bytes else bytes_done end
                        where id = :id and state in ('WAITING', 'RUNNING')
                        """)
                .param("state", state.name())
                .param("problem", problem, Types.VARCHAR)
                .param("now", utc(now))
                .param("id", id)
                .update();
    }

    /** At once when it waits, else at its next step. */
    void cancel(UUID id, Instant now) {
        jdbc.sql("""
                        update import_job set cancel_wanted = true,
                          state = case when state = 'WAITING' then 'CANCELLED' else state end,
                          finished_at = case when state = 'WAITING' then ? else finished_at end
                        where id = ? and state in ('WAITING', 'RUNNING')
                        """).params(utc(now), id).update();
    }

    void beat(UUID instance, Instant now) {
        jdbc.sql("update import_job set heartbeat_at = ? where instance = ? and state in ('WAITING', 'RUNNING')")
                .params(utc(now), instance)
                .update();
    }

    /** Jobs of processes that are gone. @return their ids */
    List<UUID> failSilent(Instant silentSince, String problem, Instant now) {
        return jdbc.sql("""
                        update import_job set state = 'FAILED', problem = ?, finished_at = ?
                        where state in ('WAITING', 'RUNNING') and heartbeat_at < ? returning id
                        """)
                .params(problem, utc(now), utc(silentSince))
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    List<UUID> failOf(UUID instance, String problem, Instant now) {
        return jdbc.sql("""
                        update import_job set state = 'FAILED', problem = ?, finished_at = ?
                        where state in ('WAITING', 'RUNNING') and instance = ? returning id
                        """)
                .params(problem, utc(now), instance)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    void deleteOld(int kept) {
        jdbc.sql("""
                        delete from import_job where finished_at is not null
                          and id not in (select id from import_job order by started_at desc limit ?)
                        """).param(kept).update();
    }

    /** @param from number of the first one in the report */
    void addFindings(UUID id, int from, List<Finding> findings) {
        if (findings.isEmpty()) return;
        List<Object[]> rows = new java.util.ArrayList<>(findings.size());
        int n = from;
        for (Finding f : findings)
            rows.add(new Object[] {
                id,
                n++,
                f.row(),
                f.column(),
                f.value(),
                f.code().slug(),
                f.code().refuses(),
                f.reason()
            });
        batches.batchUpdate("""
                insert into import_finding (job_id, n, row, "column", value, code, refused, reason)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                """, rows, new int[] {
            Types.OTHER,
            Types.INTEGER,
            Types.INTEGER,
            Types.VARCHAR,
            Types.VARCHAR,
            Types.VARCHAR,
            Types.BOOLEAN,
            Types.VARCHAR
        });
    }

    /** In the order of the file. */
    List<Line> findings(UUID id, int afterN, int limit) {
        return jdbc.sql("""
                        select n, row, "column", value, code, refused, reason from import_finding
                        where job_id = ? and n > ? order by n limit ?
                        """)
                .params(id, afterN, limit)
                .query((row, n) -> new Line(
                        row.getInt("n"),
                        row.getObject("row", Integer.class),
                        row.getString("column"),
                        row.getString("value"),
                        row.getString("code"),
                        row.getBoolean("refused"),
                        row.getString("reason")))
                .list();
    }

    /** @param n its place in the report, from 1 */
    record Line(
            int n,
            @Nullable Integer row,
            @Nullable String column,
            @Nullable String value,
            String code,
            boolean refused,
            String reason) {}

    private static ImportJob job(ResultSet row, int n) throws SQLException {
        OffsetDateTime finished = row.getObject("finished_at", OffsetDateTime.class);
        return new ImportJob(
                row.getObject("id", UUID.class),
                FileFormat.valueOf(row.getString("format")),
                row.getBoolean("dry_run"),
                State.valueOf(row.getString("state")),
                TextEncoding.valueOf(row.getString("encoding")),
                row.getObject("columns", Integer.class),
                row.getLong("bytes"),
                row.getLong("bytes_done"),
                row.getObject("rows", Integer.class),
                row.getInt("rows_done"),
                row.getInt("created"),
                row.getInt("updated"),
                row.getInt("unchanged"),
                row.getInt("refused"),
                row.getInt("warnings"),
                row.getInt("cameras"),
                row.getString("started_by"),
                Arrays.asList((String[]) row.getArray("districts").getArray()),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                finished == null ? null : finished.toInstant(),
                row.getString("problem"));
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
