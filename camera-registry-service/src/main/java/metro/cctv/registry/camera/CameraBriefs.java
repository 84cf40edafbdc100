package metro.cctv.registry.camera;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.Collectors;
import metro.cctv.contracts.camera.CameraPurpose;

/**
 * For questions that are answered in one statement and by many cameras: what to select of a camera with its health, and how
 * such a row reads. PostgreSQL writes the answer's JSON itself: to read 22 columns a camera and to write them again costs the
 * registry three times as much.
 */
public final class CameraBriefs {
    /** The first columns of the statement, from {@code camera c} with {@link #JOINS} joined. */
    public static final String COLUMNS =
            """
            c.code, st_x(c.position::geometry), st_y(c.position::geometry), json_build_object(
              'cameraId', c.code, 'name', c.name, 'districtCode', c.district_code,
              'districtName', coalesce(d.name, c.district_code), 'purpose', c.purpose, 'purposeKorean', %s,
              'purposeSubtype', c.purpose_subtype, 'ownerAgency', coalesce(c.owner_agency, c.managing_agency),
              'managingAgency', c.managing_agency, 'lon', st_x(c.position::geometry), 'lat', st_y(c.position::geometry),
              'heightM', c.height_m, 'headingDeg', c.heading_deg, 'tiltDeg', c.tilt_deg,
              'fieldOfViewDeg', c.field_of_view_deg, 'rangeM', c.range_m, 'ptz', c.ptz, 'state', c.state,
              'mobility', c.mobility, 'health', json_build_object(
                'state', coalesce(h.state, 'UNKNOWN'), 'cause', coalesce(h.cause, '%s'), 'detail', coalesce(h.detail, '%s'),
                'since', replace((h.since at time zone 'UTC')::text, ' ', 'T') || 'Z'),
              'version', c.version)::text""".formatted(korean(), CameraHealth.NEVER.cause(), CameraHealth.NEVER.detail());

    /** The district's name, and what the health feature keeps for such joins. */
    public static final String JOINS = """
            left join district d on d.code = c.district_code left join camera_health h on h.camera_code = c.code""";

    private CameraBriefs() {}

    public static WrittenBrief read(ResultSet row) throws SQLException {
        return new WrittenBrief(row.getString(1), row.getDouble(2), row.getDouble(3), row.getString(4));
    }

    private static String korean() {
        return Arrays.stream(CameraPurpose.values())
                .map(p -> "when '" + p.name() + "' then '" + p.korean() + "'")
                .collect(Collectors.joining(" ", "case c.purpose ", " end"));
    }
}
