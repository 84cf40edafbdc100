package metro.cctv.registry.health;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import metro.cctv.registry.camera.CameraHealth;
import org.jspecify.annotations.Nullable;

/** Columns to records, and lists to the arrays that {@code unnest} writes many rows from in one statement. */
final class SqlHealth {
    private SqlHealth() {}

    static CameraHealth read(ResultSet row) throws SQLException {
        return new CameraHealth(
                CameraHealth.State.valueOf(row.getString("state")),
                row.getString("cause"),
                row.getString("detail"),
                instant(row, "since"));
    }

    static String code(ResultSet row) throws SQLException {
        return row.getString("camera_code");
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    static List<Instant> instants(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return Stream.of((Timestamp[]) array.getArray())
                .map(Timestamp::toInstant)
                .toList();
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static <T> @Nullable String[] texts(Collection<T> rows, Function<T, @Nullable Object> column) {
        return rows.stream()
                .map(column)
                .map(value -> value == null ? null : value.toString())
                .toArray(String[]::new);
    }

    /** As PostgreSQL writes an array. */
    static String literal(List<Instant> instants) {
        return instants.stream().map(Instant::toString).collect(Collectors.joining(",", "{", "}"));
    }
}
