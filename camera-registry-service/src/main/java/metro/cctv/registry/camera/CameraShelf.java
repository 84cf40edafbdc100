package metro.cctv.registry.camera;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import metro.cctv.chassis.door.Caller;
import metro.cctv.registry.district.Districts;
import org.springframework.stereotype.Component;

/**
 * For questions that are answered in one statement: what to select of a camera with its health, and that row as a caller
 * may see it.
 */
@Component
public class CameraShelf {
    /** From {@code camera c}, with {@link #HEALTH} joined. */
    public static final String COLUMNS = CameraRows.COLUMNS
            + ", h.state as health_state, h.cause as health_cause, h.detail as health_detail, h.since as health_since";

    /** What the health feature keeps for such joins. */
    public static final String HEALTH = "left join camera_health h on h.camera_code = c.code";

    private final CameraRows rows;
    private final Districts districts;

    CameraShelf(CameraRows rows, Districts districts) {
        this.rows = rows;
        this.districts = districts;
    }

    public CameraView view(ResultSet row, Caller caller) throws SQLException {
        Camera camera = rows.mapRow(row, 0);
        return CameraView.of(camera, districts.nameOf(camera.districtCode()), health(row), caller);
    }

    private static CameraHealth health(ResultSet row) throws SQLException {
        String state = row.getString("health_state");
        if (state == null) return CameraHealth.NEVER;
        return new CameraHealth(
                CameraHealth.State.valueOf(state),
                row.getString("health_cause"),
                row.getString("health_detail"),
                row.getObject("health_since", OffsetDateTime.class).toInstant());
    }
}
