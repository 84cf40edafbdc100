package metro.cctv.registry.camera;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import metro.cctv.chassis.door.Caller;
import metro.cctv.registry.district.Districts;
import metro.cctv.registry.health.CameraHealth;
import org.springframework.stereotype.Component;

/** Cameras for other features' questions: what to select of a row {@code c}, and that row as a caller may see it. */
@Component
public class CameraShelf {
    /** From {@code camera c}, with {@link #HEALTH} joined. */
    public static final String COLUMNS = CameraStore.COLUMNS
            + ", h.state as health_state, h.cause as health_cause, h.detail as health_detail, h.since as health_since";

    public static final String HEALTH = "left join camera_health h on h.camera_code = c.code";

    private final CameraStore store;
    private final Districts districts;

    CameraShelf(CameraStore store, Districts districts) {
        this.store = store;
        this.districts = districts;
    }

    public CameraView view(ResultSet row, Caller caller) throws SQLException {
        Camera camera = store.camera(row, 0);
        return CameraView.of(camera, districts.nameOf(camera.districtCode()), health(row), caller);
    }

    private static CameraHealth health(ResultSet row) throws SQLException {
        String state = row.getString("health_state");
        if (state == null)
            return new CameraHealth(
                    CameraHealth.State.UNKNOWN, "NEVER_SEEN", "Ingest has not spoken of this camera yet.", null);
        return new CameraHealth(
                CameraHealth.State.valueOf(state),
                row.getString("health_cause"),
                row.getString("health_detail"),
                row.getObject("health_since", OffsetDateTime.class).toInstant());
    }
}
