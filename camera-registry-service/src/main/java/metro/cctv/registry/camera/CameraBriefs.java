package metro.cctv.registry.camera;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import metro.cctv.contracts.camera.CameraPurpose;
import metro.cctv.contracts.camera.CameraState;
import metro.cctv.registry.district.Districts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * For questions that are answered in one statement and by many cameras: what to select of a camera with its health, and how
 * such a row reads.
 */
@Component
public class CameraBriefs {
    /** The first columns of the statement, from {@code camera c} with {@link #HEALTH} joined. */
    public static final String COLUMNS = """
            c.code, c.name, c.district_code, c.purpose, c.purpose_subtype, c.owner_agency, c.managing_agency,
            st_x(c.position::geometry), st_y(c.position::geometry), c.height_m, c.heading_deg, c.tilt_deg,
            c.field_of_view_deg, c.range_m, c.ptz, c.state, c.mobility, h.state, h.cause, h.detail, h.since, c.version""";

    /** What the health feature keeps for such joins. */
    public static final String HEALTH = "left join camera_health h on h.camera_code = c.code";

    private final Districts districts;

    CameraBriefs(Districts districts) {
        this.districts = districts;
    }

    /** Reads the columns in their order: looking each up by its name costs as much as reading it. */
    public CameraBrief read(ResultSet row) throws SQLException {
        String district = row.getString(3);
        CameraPurpose purpose = CameraPurpose.valueOf(row.getString(4));
        String owner = row.getString(6);
        String managing = row.getString(7);
        return new CameraBrief(
                row.getString(1),
                row.getString(2),
                district,
                districts.nameOf(district),
                purpose,
                purpose.korean(),
                row.getString(5),
                owner == null ? managing : owner,
                managing,
                row.getDouble(8),
                row.getDouble(9),
                number(row, 10),
                number(row, 11),
                number(row, 12),
                row.getDouble(13),
                number(row, 14),
                row.getBoolean(15),
                CameraState.valueOf(row.getString(16)),
                Mobility.Kind.valueOf(row.getString(17)),
                health(row),
                row.getLong(22));
    }

    private static CameraHealth health(ResultSet row) throws SQLException {
        String state = row.getString(18);
        if (state == null) return CameraHealth.NEVER;
        return new CameraHealth(
                CameraHealth.State.valueOf(state), row.getString(19), row.getString(20), instant(row, 21));
    }

    private static @Nullable Double number(ResultSet row, int column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : value;
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
