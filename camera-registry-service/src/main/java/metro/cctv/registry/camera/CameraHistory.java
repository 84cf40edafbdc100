package metro.cctv.registry.camera;

import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import metro.cctv.registry.camera.CamerasChanged.Change;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every change of every camera: who, what, from, to. Rows are only ever added, in the transaction of the change. */
@Repository
public class CameraHistory {
    private static final String INTO =
            "insert into camera_history (code, version, at, who, what, fields, before, after, reason) ";
    private static final String VALUES = """
            :code, :version::bigint, :at::timestamptz, :who, :what, string_to_array(:fields, ','), :before::jsonb, :after::jsonb,
            :reason""";
    private static final String INSERT = INTO + "values (" + VALUES + ")";
    private static final ManyRows MANY = new ManyRows(VALUES);
    private static final String INSERT_ALL = INTO + "select " + ManyRows.overRows(VALUES) + " from " + MANY.from();

    private final NamedParameterJdbcTemplate jdbc;
    private final JsonMapper json;
    private final Clock clock;

    CameraHistory(NamedParameterJdbcTemplate jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    void add(@Nullable Camera before, Camera after, By by) {
        jdbc.update(INSERT, row(before, after, by));
    }

    void addAll(List<Change> changes, By by) {
        List<MapSqlParameterSource> rows =
                changes.stream().map(c -> row(c.before(), c.after(), by)).toList();
        MANY.write(jdbc.getJdbcOperations(), INSERT_ALL, rows);
    }

    /** @param field what it is about */
    public record Warning(Camera camera, String field, String words) {}

    /** Nothing changed, but whoever reads the history should know. */
    public void warn(Camera camera, String who, String field, String words) {
        warn(List.of(new Warning(camera, field, words)), who);
    }

    /** As {@link #warn(Camera, String, String, String)}, in one statement. */
    public void warn(List<Warning> warnings, String who) {
        Instant at = clock.instant();
        List<MapSqlParameterSource> rows = warnings.stream()
                .map(w -> common(w.camera(), at, new By(who, By.What.WARNING, w.words()))
                        .addValue("fields", w.field())
                        .addValue("before", null, Types.VARCHAR)
                        .addValue("after", null, Types.VARCHAR))
                .toList();
        MANY.write(jdbc.getJdbcOperations(), INSERT_ALL, rows);
    }

    /** Newest first. */
    List<Entry> list(String cameraId, @Nullable Long beforeId, int limit) {
        var params = new MapSqlParameterSource("code", cameraId)
                .addValue("before", beforeId, Types.BIGINT)
                .addValue("limit", limit);
        return jdbc.query(
                """
                select id, version, at, who, what, fields, before, after, reason from camera_history
                where code = :code and (:before::bigint is null or id < :before) order by id desc limit :limit
                """,
                params,
                (row, n) -> new Entry(
                        row.getLong("id"),
                        row.getLong("version"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("who"),
                        By.What.valueOf(row.getString("what")),
                        Arrays.asList((String[]) row.getArray("fields").getArray()),
                        tree(row.getString("before")),
                        tree(row.getString("after")),
                        row.getString("reason")));
    }

    private MapSqlParameterSource row(@Nullable Camera before, Camera after, By by) {
        CameraDiff diff = CameraDiff.between(before, after, json);
        return common(after, after.changedAt(), by)
                .addValue("fields", String.join(",", diff.fields()))
                .addValue("before", diff.from() == null ? null : diff.from().toString(), Types.VARCHAR)
                .addValue("after", diff.to().toString(), Types.VARCHAR);
    }

    private static MapSqlParameterSource common(Camera camera, Instant at, By by) {
        return new MapSqlParameterSource("code", camera.cameraId())
                .addValue("version", camera.version())
                .addValue("at", at.atOffset(ZoneOffset.UTC))
                .addValue("who", by.who())
                .addValue("what", by.what().name())
                .addValue("reason", by.reason(), Types.VARCHAR);
    }

    private @Nullable JsonNode tree(@Nullable String text) {
        return text == null ? null : json.readTree(text);
    }

    /**
     * @param from the fields before; null: there was no camera, or nothing changed
     * @param to the fields after; null: nothing changed
     */
    record Entry(
            long id,
            long version,
            Instant at,
            String who,
            By.What what,
            List<String> fields,
            @Nullable JsonNode from,
            @Nullable JsonNode to,
            @Nullable String reason) {}
}
