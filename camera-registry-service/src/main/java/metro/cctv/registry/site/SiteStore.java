package metro.cctv.registry.site;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import metro.cctv.contracts.camera.CameraPurpose;
import metro.cctv.registry.camera.Purpose;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.stereotype.Repository;

/** The sites' table, and the cameras that stand at them. */
@Repository
class SiteStore {
    private static final String SITE = """
            s.site_id, s.publisher, s.district_code, s.standard_code, s.management_no, s.agency, s.road_address,
            s.lot_address, s.purpose, s.purpose_subtype, s.cameras, s.pixels_10k, s.view, s.retention_days, s.installed,
            s.phone, s.lat, s.lon, s.data_date, s.update_kind, s.updated_at, s.modified_at""";

    private static final String CAMERA = """
            c.code, c.site_id, c.name, c.district_code, c.purpose, c.purpose_subtype, c.managing_agency,
            st_x(c.position::geometry) as lon, st_y(c.position::geometry) as lat, c.state = 'RETIRED' as retired""";

    private static final String PUT = """
            insert into site (site_id, publisher, district_code, standard_code, management_no, agency, road_address,
              lot_address, purpose, purpose_subtype, cameras, pixels_10k, view, retention_days, installed, phone, lat, lon,
              data_date, update_kind, updated_at, modified_at, changed_at)
            values (:siteId, :publisher, :district, :standardCode, :managementNo, :agency, :road, :lot, :purpose, :subtype,
              :cameras, :pixels, :view, :retention, :installed, :phone, :lat, :lon, :dataDate, :updateKind, :updatedAt,
              :modifiedAt, :changedAt)
            on conflict (site_id) do update set publisher = excluded.publisher, district_code = excluded.district_code,
              standard_code = excluded.standard_code, management_no = excluded.management_no, agency = excluded.agency,
              road_address = excluded.road_address, lot_address = excluded.lot_address, purpose = excluded.purpose,
              purpose_subtype = excluded.purpose_subtype, cameras = excluded.cameras, pixels_10k = excluded.pixels_10k,
              view = excluded.view, retention_days = excluded.retention_days, installed = excluded.installed,
              phone = excluded.phone, lat = excluded.lat, lon = excluded.lon, data_date = excluded.data_date,
              update_kind = excluded.update_kind, updated_at = excluded.updated_at, modified_at = excluded.modified_at,
              changed_at = excluded.changed_at""";

    private final NamedParameterJdbcTemplate jdbc;
    private final Clock clock;

    SiteStore(NamedParameterJdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** By id, without those that do not exist. */
    Map<String, Site> sites(Collection<String> siteIds) {
        Map<String, Site> found = new HashMap<>();
        jdbc.query("select " + SITE + " from site s where s.site_id = any(:ids)", ids(siteIds), row -> {
            Site site = site(row);
            found.put(site.siteId(), site);
        });
        return found;
    }

    /** By site, each in order of the cameras' codes; also of sites that we know from cameras only. */
    Map<String, List<SiteCamera>> camerasOf(Collection<String> siteIds) {
        Map<String, List<SiteCamera>> found = new HashMap<>();
        jdbc.query(
                "select " + CAMERA + " from camera c where c.site_id = any(:ids) order by length(c.code), c.code",
                ids(siteIds),
                row -> {
                    SiteCamera camera = camera(row);
                    found.computeIfAbsent(String.valueOf(camera.siteId()), id -> new ArrayList<>())
                            .add(camera);
                });
        return found;
    }

    /** Cameras with these codes that stand at no site we know. */
    Map<String, SiteCamera> loose(Collection<String> cameraIds) {
        Map<String, SiteCamera> found = new HashMap<>();
        jdbc.query("select " + CAMERA + " " + """
                         from camera c where c.code = any(:ids) and c.state <> 'RETIRED'
                         and not exists (select from site s where s.site_id = c.site_id)""", ids(cameraIds), row -> {
            found.put(row.getString("code"), camera(row));
        });
        return found;
    }

    /** What stands exactly at each of the places, in order of code; by the places' index. */
    Map<Integer, List<SiteCamera>> at(List<SiteFacts> places) {
        Map<Integer, List<SiteCamera>> found = new HashMap<>();
        var params = new MapSqlParameterSource()
                .addValue("lon", places.stream().map(SiteFacts::lon).toArray(Double[]::new))
                .addValue("lat", places.stream().map(SiteFacts::lat).toArray(Double[]::new));
        jdbc.query("select p.n, " + CAMERA + " " + """
                         from unnest(:lon::float8[], :lat::float8[]) with ordinality as p(lon, lat, n)
                         join camera c on st_dwithin(c.position, st_setsrid(st_makepoint(p.lon, p.lat), 4326)::geography, 0.05)
                         where c.state <> 'RETIRED' order by p.n, c.site_id, length(c.code), c.code""", params, row -> {
            found.computeIfAbsent(row.getInt("n") - 1, n -> new ArrayList<>()).add(camera(row));
        });
        return found;
    }

    void put(List<Site> sites) {
        jdbc.batchUpdate(PUT, sites.stream().map(this::params).toArray(SqlParameterSource[]::new));
    }

    /** Sites of these publishers and agencies at which a camera stands, after one id, in order of it. */
    List<Site> page(Collection<String> publishers, Collection<String> agencies, String afterId, int limit) {
        var params = new MapSqlParameterSource("publishers", publishers.toArray(String[]::new))
                .addValue("agencies", agencies.toArray(String[]::new))
                .addValue("after", afterId)
                .addValue("limit", limit);
        return jdbc.query("select " + SITE + " " + """
                         from site s where s.publisher = any(:publishers) and s.agency = any(:agencies) and s.site_id > :after
                         and exists (select from camera c where c.site_id = s.site_id and c.state <> 'RETIRED')
                         order by s.site_id limit :limit""", params, (row, n) -> site(row));
    }

    /** For the export: sites in order of id. @param districts null: all */
    List<Site> exported(@Nullable Collection<String> districts, String afterId, int limit) {
        return jdbc.query("select " + SITE + " " + """
                         from site s where (:all or s.district_code = any(:districts)) and s.site_id > :after
                         order by s.site_id limit :limit""", scope(districts, afterId, limit), (row, n) -> site(row));
    }

    /** For the export: cameras of no site that we know, not retired, in order of code. */
    List<SiteCamera> exportedLoose(@Nullable Collection<String> districts, String afterId, int limit) {
        return jdbc.query("select " + CAMERA + " " + """
                         from camera c where (:all or c.district_code = any(:districts)) and c.code > :after
                         and c.state <> 'RETIRED' and not exists (select from site s where s.site_id = c.site_id)
                         order by c.code limit :limit""", scope(districts, afterId, limit), (row, n) -> camera(row));
    }

    private static MapSqlParameterSource scope(@Nullable Collection<String> districts, String afterId, int limit) {
        return new MapSqlParameterSource("all", districts == null)
                .addValue("districts", districts == null ? new String[0] : districts.toArray(String[]::new))
                .addValue("after", afterId)
                .addValue("limit", limit);
    }

    private static MapSqlParameterSource ids(Collection<String> ids) {
        return new MapSqlParameterSource("ids", ids.toArray(String[]::new));
    }

    private MapSqlParameterSource params(Site site) {
        SiteFacts f = site.facts();
        YearMonth installed = f.installed();
        LocalDate dataDate = f.dataDate();
        return new MapSqlParameterSource("siteId", site.siteId())
                .addValue("publisher", site.publisher())
                .addValue("district", site.districtCode())
                .addValue("standardCode", f.portal().standardCode(), Types.VARCHAR)
                .addValue("managementNo", f.portal().managementNo(), Types.VARCHAR)
                .addValue("agency", f.agency())
                .addValue("road", f.roadAddress(), Types.VARCHAR)
                .addValue("lot", f.lotAddress(), Types.VARCHAR)
                .addValue("purpose", f.purpose().value().name())
                .addValue("subtype", f.purpose().subtype(), Types.VARCHAR)
                .addValue("cameras", f.cameras())
                .addValue("pixels", f.pixels10k(), Types.INTEGER)
                .addValue("view", f.view(), Types.VARCHAR)
                .addValue("retention", f.retentionDays(), Types.SMALLINT)
                .addValue("installed", installed == null ? null : Date.valueOf(installed.atDay(1)), Types.DATE)
                .addValue("phone", f.phone(), Types.VARCHAR)
                .addValue("lat", f.lat())
                .addValue("lon", f.lon())
                .addValue("dataDate", dataDate == null ? null : Date.valueOf(dataDate), Types.DATE)
                .addValue("updateKind", f.portal().updateKind(), Types.VARCHAR)
                .addValue("updatedAt", f.portal().updatedAt(), Types.VARCHAR)
                .addValue("modifiedAt", f.portal().modifiedAt(), Types.VARCHAR)
                .addValue("changedAt", clock.instant().atOffset(ZoneOffset.UTC));
    }

    private static Site site(ResultSet row) throws SQLException {
        LocalDate installed = row.getObject("installed", LocalDate.class);
        return new Site(
                row.getString("site_id"),
                row.getString("publisher"),
                row.getString("district_code"),
                new SiteFacts(
                        new SiteFacts.Portal(
                                row.getString("standard_code"),
                                row.getString("management_no"),
                                row.getString("update_kind"),
                                row.getString("updated_at"),
                                row.getString("modified_at")),
                        row.getString("agency"),
                        row.getString("road_address"),
                        row.getString("lot_address"),
                        purpose(row),
                        row.getInt("cameras"),
                        row.getObject("pixels_10k", Integer.class),
                        row.getString("view"),
                        row.getObject("retention_days", Integer.class),
                        installed == null ? null : YearMonth.from(installed),
                        row.getString("phone"),
                        row.getDouble("lat"),
                        row.getDouble("lon"),
                        row.getObject("data_date", LocalDate.class)));
    }

    private static SiteCamera camera(ResultSet row) throws SQLException {
        return new SiteCamera(
                row.getString("code"),
                row.getString("site_id"),
                row.getString("name"),
                row.getString("district_code"),
                purpose(row),
                row.getString("managing_agency"),
                row.getDouble("lon"),
                row.getDouble("lat"),
                row.getBoolean("retired"));
    }

    private static Purpose purpose(ResultSet row) throws SQLException {
        return new Purpose(CameraPurpose.valueOf(row.getString("purpose")), row.getString("purpose_subtype"));
    }
}
