package metro.cctv.registry.camera;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import metro.cctv.chassis.door.Caller;
import metro.cctv.contracts.camera.CameraPurpose;
import metro.cctv.contracts.camera.CameraState;
import metro.cctv.contracts.camera.PrivacyMask;
import metro.cctv.contracts.camera.Zone;
import metro.cctv.registry.district.Districts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * For questions that are answered in one statement and by many cameras: what to select of a camera with its health, and
 * that row as a caller may see it. What the caller may not see is not even read, and JSON that thousands of cameras have
 * in common (a district's legal basis, no zones) is read once: this is the cost of a spatial answer.
 */
@Component
public class CameraShelf {
    /** The first columns of the statement, from {@code camera c} with {@link #HEALTH} joined. */
    public static final String COLUMNS = """
            c.code, c.name, c.district_code, c.purpose, c.purpose_subtype, c.owner_agency, c.managing_agency,
            st_x(c.position::geometry), st_y(c.position::geometry), c.height_m, c.heading_deg, c.tilt_deg,
            c.field_of_view_deg, c.range_m, c.ptz, c.ptz_range, c.has_credentials, c.state, c.state_since, c.zones, c.masks,
            c.law, c.mobility, c.recording_notice, c.site_id, c.version, h.state, h.cause, h.detail, h.since,
            c.credentials_changed_at, c.onvif_address, c.main_url, c.main_transport, c.main_picture, c.sub_url,
            c.sub_transport, c.sub_picture, c.security""";

    /** What the health feature keeps for such joins. */
    public static final String HEALTH = "left join camera_health h on h.camera_code = c.code";

    private static final int FIRST_RESTRICTED = 31;
    private static final int SECURITY = 39;

    private final Districts districts;
    private final CameraRows rows;
    private final LoadingCache<String, List<Zone>> zones;
    private final LoadingCache<String, List<PrivacyMask>> masks;
    private final LoadingCache<String, LawFacts> laws;
    private final LoadingCache<String, PtzRange> ranges;
    private final JsonMapper json;

    CameraShelf(Districts districts, CameraRows rows, JsonMapper json) {
        this.districts = districts;
        this.rows = rows;
        this.json = json;
        var zoneList = new TypeReference<List<Zone>>() {};
        var maskList = new TypeReference<List<PrivacyMask>>() {};
        zones = Caffeine.newBuilder().maximumSize(1_000).build(text -> json.readValue(text, zoneList));
        masks = Caffeine.newBuilder().maximumSize(1_000).build(text -> json.readValue(text, maskList));
        laws = Caffeine.newBuilder().maximumSize(4_000).build(text -> json.readValue(text, LawFacts.class));
        ranges = Caffeine.newBuilder().maximumSize(1_000).build(text -> json.readValue(text, PtzRange.class));
    }

    /** Reads the columns in their order: looking each up by its name costs as much as reading it. */
    public CameraView view(ResultSet row, Caller caller) throws SQLException {
        int i = 1;
        String code = row.getString(i++);
        String name = row.getString(i++);
        String district = row.getString(i++);
        CameraPurpose purpose = CameraPurpose.valueOf(row.getString(i++));
        String subtype = row.getString(i++);
        String owner = row.getString(i++);
        String managing = row.getString(i++);
        boolean runs = CameraRightsRule.maySeeStreams(caller.role(), caller.districts(), district);
        boolean posture = CameraRightsRule.maySeeSecurity(caller.role(), caller.districts(), district);
        return new CameraView(
                code,
                name,
                district,
                districts.nameOf(district),
                purpose,
                purpose.korean(),
                subtype,
                owner == null ? managing : owner,
                managing,
                row.getDouble(i++),
                row.getDouble(i++),
                number(row, i++),
                number(row, i++),
                number(row, i++),
                row.getDouble(i++),
                number(row, i++),
                runs ? rows.stream(row, FIRST_RESTRICTED + 2) : null,
                runs ? rows.stream(row, FIRST_RESTRICTED + 5) : null,
                row.getBoolean(i++),
                range(row.getString(i++)),
                runs ? row.getString(FIRST_RESTRICTED + 1) : null,
                row.getBoolean(i++),
                runs ? instant(row, FIRST_RESTRICTED) : null,
                CameraState.valueOf(row.getString(i++)),
                row.getObject(i++, OffsetDateTime.class).toInstant(),
                zones.get(row.getString(i++)),
                masks.get(row.getString(i++)),
                law(row.getString(i++), runs),
                posture ? json.readValue(row.getString(SECURITY), SecurityFacts.class) : null,
                Mobility.Kind.valueOf(row.getString(i++)),
                row.getString(i++),
                row.getString(i++),
                health(row, i + 1),
                row.getLong(i));
    }

    private LawFacts law(String text, boolean runs) {
        LawFacts law = laws.get(text);
        return runs ? law : new LawFacts(law.basis(), law.noticeBoard(), null);
    }

    private @Nullable PtzRange range(@Nullable String text) {
        return text == null ? null : ranges.get(text);
    }

    private static CameraHealth health(ResultSet row, int column) throws SQLException {
        String state = row.getString(column);
        if (state == null) return CameraHealth.NEVER;
        return new CameraHealth(
                CameraHealth.State.valueOf(state),
                row.getString(column + 1),
                row.getString(column + 2),
                instant(row, column + 3));
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
