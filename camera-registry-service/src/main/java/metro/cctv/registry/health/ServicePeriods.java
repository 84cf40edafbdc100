package metro.cctv.registry.health;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metro.cctv.contracts.camera.CameraConfigured;
import metro.cctv.contracts.camera.CameraState;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Since when, and formerly when, each camera was ACTIVE. Idempotent: an older version of a camera changes nothing. */
@Service
class ServicePeriods {
    private final JdbcClient jdbc;
    private final HealthIntake intake;
    private final Clock clock;

    ServicePeriods(JdbcClient jdbc, HealthIntake intake, Clock clock) {
        this.jdbc = jdbc;
        this.intake = intake;
        this.clock = clock;
    }

    @Transactional
    public void take(List<CameraConfigured> news) {
        if (news.isEmpty()) return;
        Map<String, Service> before =
                locked(news.stream().map(CameraConfigured::cameraId).distinct().toList());
        Map<String, Service> known = new TreeMap<>(before);
        List<Closed> closed = new ArrayList<>();
        for (CameraConfigured camera : news) next(known, camera, closed);
        List<Service> changed = known.values().stream()
                .filter(service -> !service.equals(before.get(service.cameraId())))
                .toList();
        store(changed);
        close(closed);
        List<String> outOfService = changed.stream()
                .filter(service -> !service.active())
                .map(Service::cameraId)
                .toList();
        if (!outOfService.isEmpty()) intake.recheck(outOfService, clock.instant());
    }

    private static void next(Map<String, Service> known, CameraConfigured camera, List<Closed> closed) {
        boolean active = camera.state() == CameraState.ACTIVE;
        Service last = known.get(camera.cameraId());
        if (last == null) {
            known.put(camera.cameraId(), new Service(camera.cameraId(), camera.version(), active, camera.at()));
            return;
        }
        if (camera.version() <= last.version()) return;
        Instant since = active == last.active() ? last.since() : camera.at();
        if (last.active() && !active && camera.at().isAfter(last.since()))
            closed.add(new Closed(camera.cameraId(), last.since(), camera.at()));
        known.put(camera.cameraId(), new Service(camera.cameraId(), camera.version(), active, since));
    }

    private Map<String, Service> locked(Collection<String> codes) {
        Map<String, Service> known = new HashMap<>();
        jdbc.sql("""
                        select camera_code, version, active, since from camera_service where camera_code = any(?)
                        order by camera_code for update
                        """).param(codes.toArray(String[]::new)).query(row -> {
            String code = row.getString("camera_code");
            known.put(
                    code,
                    new Service(
                            code, row.getLong("version"), row.getBoolean("active"), SqlHealth.instant(row, "since")));
        });
        return known;
    }

    private void store(List<Service> changed) {
        if (changed.isEmpty()) return;
        jdbc.sql("""
                        insert into camera_service as s (camera_code, version, active, since)
                        select code, version::bigint, active::boolean, since::timestamptz
                        from unnest(?::text[], ?::text[], ?::text[], ?::text[]) as r (code, version, active, since)
                        order by code
                        on conflict (camera_code) do update set version = excluded.version, active = excluded.active,
                          since = excluded.since
                        where excluded.version > s.version
                        """)
                .params(
                        SqlHealth.texts(changed, Service::cameraId),
                        SqlHealth.texts(changed, Service::version),
                        SqlHealth.texts(changed, Service::active),
                        SqlHealth.texts(changed, Service::since))
                .update();
    }

    private void close(List<Closed> closed) {
        if (closed.isEmpty()) return;
        jdbc.sql("""
                        insert into service_interval (camera_code, from_at, to_at)
                        select code, from_at::timestamptz, to_at::timestamptz
                        from unnest(?::text[], ?::text[], ?::text[]) as r (code, from_at, to_at)
                        on conflict (camera_code, from_at) do nothing
                        """)
                .params(
                        SqlHealth.texts(closed, Closed::cameraId),
                        SqlHealth.texts(closed, Closed::from),
                        SqlHealth.texts(closed, Closed::to))
                .update();
    }

    private record Service(String cameraId, long version, boolean active, Instant since) {}

    private record Closed(String cameraId, Instant from, Instant to) {}
}
