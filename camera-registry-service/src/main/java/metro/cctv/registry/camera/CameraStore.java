package metro.cctv.registry.camera;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import metro.cctv.contracts.camera.CameraPurpose;
import metro.cctv.contracts.camera.CameraState;
import metro.cctv.contracts.camera.StreamAddress;
import metro.cctv.contracts.camera.StreamAddress.Transport;
import metro.cctv.contracts.camera.Zone;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The camera table. Plain SQL: places, tiles and JSON columns are what this service is about. */
@Repository
class CameraStore {
    private static final TypeReference<List<Zone>> ZONES = new TypeReference<>() {};
    static final String COLUMNS = """
            c.code, c.name, c.district_code, c.purpose, c.managing_agency, st_x(c.position::geometry) as lon,
            st_y(c.position::geometry) as lat, c.heading_deg, c.field_of_view_deg, c.main_url, c.main_transport, c.sub_url,
            c.sub_transport, c.ptz, c.credentials, c.state, c.zones, c.version, c.changed_at""";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    CameraStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    Optional<Camera> find(String cameraId) {
        return jdbc.sql("select " + COLUMNS + " from camera c where code = ?")
                .param(cameraId)
                .query(this::camera)
                .optional();
    }

    /** Holds the row until the transaction ends, so that two changes come one after the other. */
    Optional<Camera> findForChange(String cameraId) {
        return jdbc.sql("select " + COLUMNS + " from camera c where code = ? for update")
                .param(cameraId)
                .query(this::camera)
                .optional();
    }

    /** In order of code. */
    List<Camera> list(CameraFilter filter, @Nullable String afterCode, int limit) {
        return jdbc.sql("select " + COLUMNS + """
                         from camera c
                        where (:district::text is null or district_code = :district)
                          and case when :state::text is null then state <> 'RETIRED' else state = :state end
                          and (:pattern::text is null or name ilike :pattern or code ilike :pattern)
                          and (:after::text is null or code > :after)
                        order by code limit :limit
                        """)
                .param("district", filter.district())
                .param("state", filter.state() == null ? null : filter.state().name())
                .param("pattern", filter.pattern())
                .param("after", afterCode)
                .param("limit", limit)
                .query(this::camera)
                .list();
    }

    /** @return false when the code is taken */
    boolean insert(Camera c) {
        return write("""
                        insert into camera (code, name, district_code, purpose, managing_agency, position, heading_deg,
                          field_of_view_deg, main_url, main_transport, sub_url, sub_transport, ptz, credentials, state, zones,
                          version, changed_at)
                        values (:code, :name, :district, :purpose, :agency,
                          st_setsrid(st_makepoint(:lon, :lat), 4326)::geography, :heading, :fov, :mainUrl, :mainTransport,
                          :subUrl, :subTransport, :ptz, :credentials, :state, :zones::jsonb, :version, :changedAt)
                        on conflict (code) do nothing
                        """, c) == 1;
    }

    void update(Camera c) {
        write("""
                update camera set name = :name, district_code = :district, purpose = :purpose, managing_agency = :agency,
                  position = st_setsrid(st_makepoint(:lon, :lat), 4326)::geography, heading_deg = :heading,
                  field_of_view_deg = :fov, main_url = :mainUrl, main_transport = :mainTransport, sub_url = :subUrl,
                  sub_transport = :subTransport, ptz = :ptz, credentials = :credentials, state = :state,
                  zones = :zones::jsonb, version = :version, changed_at = :changedAt
                where code = :code
                """, c);
    }

    private int write(String sql, Camera c) {
        StreamAddress sub = c.subStream();
        return jdbc.sql(sql)
                .param("code", c.cameraId())
                .param("name", c.name())
                .param("district", c.districtCode())
                .param("purpose", c.purpose().name())
                .param("agency", c.managingAgency())
                .param("lon", c.lon())
                .param("lat", c.lat())
                .param("heading", c.headingDeg(), java.sql.Types.DOUBLE)
                .param("fov", c.fieldOfViewDeg())
                .param("mainUrl", c.mainStream().url())
                .param("mainTransport", c.mainStream().transport().name())
                .param("subUrl", sub == null ? null : sub.url(), java.sql.Types.VARCHAR)
                .param("subTransport", sub == null ? null : sub.transport().name(), java.sql.Types.VARCHAR)
                .param("ptz", c.ptz())
                .param("credentials", c.sealedCredentials(), java.sql.Types.BINARY)
                .param("state", c.state().name())
                .param("zones", json.writeValueAsString(c.zones()))
                .param("version", c.version())
                .param("changedAt", c.changedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    Camera camera(ResultSet row, int n) throws SQLException {
        String subUrl = row.getString("sub_url");
        return new Camera(
                row.getString("code"),
                row.getString("name"),
                row.getString("district_code"),
                CameraPurpose.valueOf(row.getString("purpose")),
                row.getString("managing_agency"),
                row.getDouble("lon"),
                row.getDouble("lat"),
                (Double) row.getObject("heading_deg"),
                row.getDouble("field_of_view_deg"),
                new StreamAddress(row.getString("main_url"), Transport.valueOf(row.getString("main_transport"))),
                subUrl == null ? null : new StreamAddress(subUrl, Transport.valueOf(row.getString("sub_transport"))),
                row.getBoolean("ptz"),
                row.getBytes("credentials"),
                CameraState.valueOf(row.getString("state")),
                json.readValue(row.getString("zones"), ZONES),
                row.getLong("version"),
                row.getObject("changed_at", OffsetDateTime.class).toInstant());
    }
}
