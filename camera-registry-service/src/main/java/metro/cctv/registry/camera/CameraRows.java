package metro.cctv.registry.camera;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import metro.cctv.contracts.camera.CameraPurpose;
import metro.cctv.contracts.camera.CameraState;
import metro.cctv.contracts.camera.PrivacyMask;
import metro.cctv.contracts.camera.StreamAddress.Transport;
import metro.cctv.contracts.camera.Zone;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A camera as a row (for other features' joins, too), and back. What is always read as a whole is a JSON column. The log-in's own column is not ours. */
@Component
public class CameraRows implements RowMapper<Camera> {
    /** Of {@code camera c}. */
    public static final String COLUMNS = """
            c.code, c.name, c.district_code, c.site_id, c.purpose, c.purpose_subtype,
            coalesce(c.owner_agency, c.managing_agency) as owner_agency, c.managing_agency, st_x(c.position::geometry) as lon,
            st_y(c.position::geometry) as lat, c.height_m, c.heading_deg, c.tilt_deg, c.field_of_view_deg, c.range_m, c.ptz,
            c.ptz_range, c.main_url, c.main_transport, c.main_picture, c.sub_url, c.sub_transport, c.sub_picture,
            c.onvif_address, c.law, c.security, c.mobility, c.recording_notice, c.zones, c.masks, c.has_credentials,
            c.credentials_changed_at, c.state, c.state_since, c.state_reason, c.version, c.changed_at""";

    static final String WRITTEN = """
            code, name, district_code, site_id, purpose, purpose_subtype, owner_agency, managing_agency, position, height_m,
            heading_deg, tilt_deg, field_of_view_deg, range_m, ptz, ptz_range, main_url, main_transport, main_picture, sub_url,
            sub_transport, sub_picture, onvif_address, law, security, mobility, recording_notice, zones, masks, has_credentials,
            credentials_changed_at, state, state_since, state_reason, version, changed_at""";
    /** Each with its type, so that {@link ManyRows} can send texts. */
    static final String VALUES = """
            :code, :name, :district, :site, :purpose, :subtype, :owner, :managing,
            st_setsrid(st_makepoint(:lon::float8, :lat::float8), 4326)::geography, :height::float8, :heading::float8,
            :tilt::float8, :fov::float8, :range::float8, :ptz::boolean, :ptzRange::jsonb, :mainUrl, :mainTransport,
            :mainPicture::jsonb, :subUrl, :subTransport, :subPicture::jsonb, :onvif, :law::jsonb, :security::jsonb, :mobility,
            :notice, :zones::jsonb, :masks::jsonb, :hasLogin::boolean, :loginChangedAt::timestamptz, :state,
            :stateSince::timestamptz, :stateReason, :version::bigint, :changedAt::timestamptz""";

    private static final TypeReference<List<Zone>> ZONES = new TypeReference<>() {};
    private static final TypeReference<List<PrivacyMask>> MASKS = new TypeReference<>() {};

    private final JsonMapper json;

    CameraRows(JsonMapper json) {
        this.json = json;
    }

    MapSqlParameterSource params(Camera c) {
        Facts f = c.facts();
        var params = new MapSqlParameterSource()
                .addValue("code", c.cameraId())
                .addValue("name", f.name())
                .addValue("district", f.districtCode())
                .addValue("site", f.siteId(), Types.VARCHAR)
                .addValue("purpose", f.purpose().value().name())
                .addValue("subtype", f.purpose().subtype(), Types.VARCHAR)
                .addValue("owner", f.agencies().owner())
                .addValue("managing", f.agencies().managing())
                .addValue("lon", f.place().lon())
                .addValue("lat", f.place().lat())
                .addValue("height", f.place().heightM(), Types.DOUBLE)
                .addValue("law", json.writeValueAsString(f.law()))
                .addValue("security", json.writeValueAsString(f.security()))
                .addValue("mobility", f.mobility().kind().name())
                .addValue("notice", f.mobility().recordingNotice(), Types.VARCHAR)
                .addValue("zones", json.writeValueAsString(c.picture().zones()))
                .addValue("masks", json.writeValueAsString(c.picture().masks()))
                .addValue("hasLogin", c.login().known())
                .addValue("loginChangedAt", utc(c.login().changedAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .addValue("state", c.state().name())
                .addValue("stateSince", utc(c.lifecycle().since()))
                .addValue("stateReason", c.lifecycle().reason(), Types.VARCHAR)
                .addValue("version", c.version())
                .addValue("changedAt", utc(c.changedAt()));
        optics(f.optics(), params);
        stream("main", f.streams().main(), params);
        stream("sub", f.streams().sub(), params);
        return params.addValue("onvif", f.streams().onvifAddress(), Types.VARCHAR);
    }

    private void optics(Optics o, MapSqlParameterSource params) {
        params.addValue("heading", o.headingDeg(), Types.DOUBLE)
                .addValue("tilt", o.tiltDeg(), Types.DOUBLE)
                .addValue("fov", o.fieldOfViewDeg())
                .addValue("range", o.rangeM(), Types.DOUBLE)
                .addValue("ptz", o.ptz())
                .addValue(
                        "ptzRange", o.ptzRange() == null ? null : json.writeValueAsString(o.ptzRange()), Types.VARCHAR);
    }

    private void stream(String which, @Nullable Stream s, MapSqlParameterSource params) {
        params.addValue(which + "Url", s == null ? null : s.url(), Types.VARCHAR)
                .addValue(which + "Transport", s == null ? null : s.transport().name(), Types.VARCHAR)
                .addValue(which + "Picture", s == null ? null : json.writeValueAsString(Shape.of(s)), Types.VARCHAR);
    }

    @Override
    public Camera mapRow(ResultSet row, int n) throws SQLException {
        return new Camera(
                row.getString("code"),
                facts(row),
                new Picture(
                        json.readValue(row.getString("zones"), ZONES), json.readValue(row.getString("masks"), MASKS)),
                new Login(row.getBoolean("has_credentials"), instant(row, "credentials_changed_at")),
                Lifecycle.of(
                        CameraState.valueOf(row.getString("state")),
                        row.getObject("state_since", OffsetDateTime.class).toInstant(),
                        row.getString("state_reason")),
                row.getLong("version"),
                row.getObject("changed_at", OffsetDateTime.class).toInstant());
    }

    private Facts facts(ResultSet row) throws SQLException {
        return new Facts(
                row.getString("name"),
                row.getString("district_code"),
                row.getString("site_id"),
                new Agencies(row.getString("owner_agency"), row.getString("managing_agency")),
                new Purpose(CameraPurpose.valueOf(row.getString("purpose")), row.getString("purpose_subtype")),
                new Place(row.getDouble("lon"), row.getDouble("lat"), (Double) row.getObject("height_m")),
                optics(row),
                new Streams(stream(row, "main"), stream(row, "sub"), row.getString("onvif_address")),
                json.readValue(row.getString("law"), LawFacts.class),
                json.readValue(row.getString("security"), SecurityFacts.class),
                new Mobility(Mobility.Kind.valueOf(row.getString("mobility")), row.getString("recording_notice")));
    }

    private Optics optics(ResultSet row) throws SQLException {
        String range = row.getString("ptz_range");
        return new Optics(
                (Double) row.getObject("heading_deg"),
                (Double) row.getObject("tilt_deg"),
                row.getDouble("field_of_view_deg"),
                (Double) row.getObject("range_m"),
                row.getBoolean("ptz"),
                range == null ? null : json.readValue(range, PtzRange.class));
    }

    private @Nullable Stream stream(ResultSet row, String which) throws SQLException {
        String url = row.getString(which + "_url");
        String over = row.getString(which + "_transport");
        String shape = row.getString(which + "_picture");
        if (url == null || over == null) return null;
        Transport transport = Transport.valueOf(over);
        if (shape == null) return Stream.at(url, transport);
        Shape s = json.readValue(shape, Shape.class);
        return new Stream(url, transport, s.codec, s.width, s.height, s.fps);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    /** A stream without its address. */
    private record Shape(
            Stream.@Nullable Codec codec,
            @Nullable Integer width,
            @Nullable Integer height,
            @Nullable Double fps) {
        static Shape of(Stream s) {
            return new Shape(s.codec(), s.width(), s.height(), s.fps());
        }
    }
}
