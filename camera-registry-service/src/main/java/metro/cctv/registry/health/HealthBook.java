package metro.cctv.registry.health;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import metro.cctv.contracts.health.StreamHealthChanged;
import metro.cctv.registry.RegistryProperties;
import metro.cctv.registry.camera.CameraHealth;
import metro.cctv.registry.camera.HealthSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps the latest report of every camera's streams. */
@Repository
public class HealthBook implements HealthSource {
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Duration silenceAfter;

    HealthBook(JdbcClient jdbc, Clock clock, RegistryProperties registry) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.silenceAfter = registry.silenceAfter();
    }

    public CameraHealth of(String cameraId) {
        return Objects.requireNonNull(of(List.of(cameraId)).get(cameraId));
    }

    @Override
    public Map<String, CameraHealth> of(Collection<String> cameraIds) {
        Map<String, HealthRule.Report> reports = new HashMap<>();
        jdbc.sql("""
                        select camera_code, state, cause, detail, since, at from stream_health
                        where stream = 'MAIN' and camera_code = any(?)
                        """).param(cameraIds.toArray(String[]::new)).query(row -> {
            reports.put(row.getString("camera_code"), report(row));
        });
        Instant now = clock.instant();
        Map<String, CameraHealth> health = new HashMap<>();
        for (String id : cameraIds)
            health.put(id, HealthRule.assess(Optional.ofNullable(reports.get(id)), silenceAfter, now));
        return health;
    }

    /** Idempotent, and deaf to an older word that comes late. A clock ahead of ours cannot postpone the silence. */
    void note(StreamHealthChanged report) {
        Instant now = clock.instant();
        jdbc.sql("""
                        insert into stream_health (camera_code, stream, state, cause, detail, since, at)
                        values (?, ?, ?, ?, left(?, 500), ?, ?)
                        on conflict (camera_code, stream) do update set
                          state = excluded.state, cause = excluded.cause, detail = excluded.detail,
                          since = excluded.since, at = excluded.at
                        where excluded.at >= stream_health.at
                        """)
                .params(
                        report.cameraId(),
                        report.stream().name(),
                        report.state().name(),
                        report.cause().name(),
                        report.detail().replaceAll("\\p{Cntrl}", " "),
                        utc(report.since()),
                        utc(report.at().isAfter(now) ? now : report.at()))
                .update();
    }

    private static HealthRule.Report report(ResultSet row) throws SQLException {
        return new HealthRule.Report(
                StreamHealthChanged.State.valueOf(row.getString("state")),
                row.getString("cause"),
                row.getString("detail"),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
