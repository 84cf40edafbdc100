package metro.cctv.registry.district;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The districts this registry knows, and their outlines. */
@Repository
public class Districts {
    /** Another instance of this service may have entered one. */
    private static final Duration KNOWN_HOLDS = Duration.ofSeconds(10);

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;
    private volatile @Nullable Known known;

    Districts(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    public boolean exists(String code) {
        return known().names().containsKey(code);
    }

    public String nameOf(String code) {
        Name known = known().names().get(code);
        return known == null ? code : known.name();
    }

    /** How far outside its district's outline a place lies; 0: inside, also where there is no such district. */
    public double metresOutside(String code, double lon, double lat) {
        return atlas().byCode(code).map(area -> area.distanceM(lon, lat)).orElse(0.0);
    }

    /** The outlines as they were a few seconds ago at most. */
    public DistrictAtlas atlas() {
        return known().atlas();
    }

    /** As they were a few seconds ago at most. */
    public List<Name> names() {
        return List.copyOf(known().names().values());
    }

    private Known known() {
        Known read = known;
        Instant now = clock.instant();
        if (read != null && now.isBefore(read.readAt().plus(KNOWN_HOLDS))) return read;
        Map<String, Name> names = new HashMap<>();
        List<DistrictArea> areas = jdbc.sql("""
                        select code, name, name_en, standard_code, st_asgeojson(outline, 9) as outline from district
                        """)
                .query((row, n) -> {
                    names.put(
                            row.getString("code"),
                            new Name(row.getString("code"), row.getString("name"), row.getString("name_en")));
                    return new DistrictArea(
                            row.getString("code"),
                            row.getString("standard_code"),
                            OutlineRule.rings(json.readTree(row.getString("outline"))));
                })
                .list();
        read = new Known(Map.copyOf(names), new DistrictAtlas(areas), now);
        known = read;
        return read;
    }

    /** Retired cameras are not counted. */
    List<DistrictOutline> outlines() {
        return jdbc.sql("""
                        select d.code, d.name, d.name_en, d.standard_code, st_asgeojson(d.outline, 5) as geometry,
                               (select count(*) from camera c where c.district_code = d.code and c.state <> 'RETIRED') as cameras
                        from district d order by d.code
                        """)
                .query((row, n) -> new DistrictOutline(
                        row.getString("code"),
                        row.getString("name"),
                        row.getString("name_en"),
                        row.getString("standard_code"),
                        row.getLong("cameras"),
                        row.getString("geometry")))
                .list();
    }

    /** @return why PostGIS takes the geometry for no sound area; null when it is one */
    @Nullable
    String objection(String geoJson) {
        return jdbc.sql("""
                        select case when not st_isvalid(g) then st_isvalidreason(g) when st_area(g) = 0 then 'it has no area' end
                        from (select st_setsrid(st_geomfromgeojson(?), 4326) as g) given
                        """)
                .param(geoJson)
                .query((row, n) -> java.util.Optional.ofNullable(row.getString(1)))
                .single()
                .orElse(null);
    }

    /** The other district that has this standard code; null when it is free. */
    @Nullable
    String holderOf(String standardCode, String exceptCode) {
        return jdbc.sql("select code from district where standard_code = ? and code <> ?")
                .params(standardCode, exceptCode)
                .query(String.class)
                .optional()
                .orElse(null);
    }

    /** @return true when it is new */
    boolean put(String code, String name, String nameEn, @Nullable String standardCode, String geoJson) {
        boolean created = jdbc.sql("""
                        insert into district (code, name, name_en, standard_code, outline, changed_at)
                        values (:code, :name, :nameEn, :standardCode, st_multi(st_setsrid(st_geomfromgeojson(:outline), 4326)), now())
                        on conflict (code) do update set name = excluded.name, name_en = excluded.name_en,
                          standard_code = excluded.standard_code, outline = excluded.outline, changed_at = excluded.changed_at
                        returning xmax = 0
                        """)
                .param("code", code)
                .param("name", name)
                .param("nameEn", nameEn)
                .param("standardCode", standardCode)
                .param("outline", geoJson)
                .query(Boolean.class)
                .single();
        known = null;
        return created;
    }

    /** @param geometry GeoJSON, WGS 84 */
    record DistrictOutline(
            String code,
            String name,
            String nameEn,
            @Nullable String standardCode,
            long cameras,
            String geometry) {}

    /** What people call a district, in Korean and English. */
    public record Name(String code, String name, String nameEn) {}

    private record Known(Map<String, Name> names, DistrictAtlas atlas, Instant readAt) {}
}
