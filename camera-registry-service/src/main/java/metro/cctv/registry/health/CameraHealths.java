package metro.cctv.registry.health;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import metro.cctv.registry.camera.CameraHealth;
import metro.cctv.registry.camera.HealthSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The one state of each camera. SQL of other features may read it too: {@code left join camera_health h on h.camera_code =
 * c.code}, no row meaning UNKNOWN; {@code h.changed_at} says when it last changed.
 */
@Component
public class CameraHealths implements HealthSource {
    private final JdbcClient jdbc;

    CameraHealths(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public CameraHealth of(String cameraId) {
        return Objects.requireNonNull(of(List.of(cameraId)).get(cameraId));
    }

    /** An entry for each id. */
    @Override
    public Map<String, CameraHealth> of(Collection<String> cameraIds) {
        Map<String, CameraHealth> health = new HashMap<>();
        for (String id : cameraIds) health.put(id, CameraHealth.NEVER);
        jdbc.sql("select camera_code, state, cause, detail, since from camera_health where camera_code = any(?)")
                .param(cameraIds.toArray(String[]::new))
                .query(row -> {
                    health.put(row.getString("camera_code"), SqlHealth.read(row));
                });
        return health;
    }
}
