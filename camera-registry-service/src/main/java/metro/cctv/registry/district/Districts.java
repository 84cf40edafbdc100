package metro.cctv.registry.district;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The districts this registry knows; they change by migration only. */
@Repository
public class Districts {
    private final JdbcClient jdbc;
    private volatile @Nullable Map<String, String> names;

    Districts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public boolean exists(String code) {
        return names().containsKey(code);
    }

    public String nameOf(String code) {
        return names().getOrDefault(code, code);
    }

    /** @return 0 inside the outline; how far away otherwise */
    public double metresOutside(String code, double lon, double lat) {
        return jdbc.sql("""
                        select st_distance(outline::geography, st_setsrid(st_makepoint(?, ?), 4326)::geography)
                        from district where code = ?
                        """).params(lon, lat, code).query(Double.class).single();
    }

    private Map<String, String> names() {
        Map<String, String> known = names;
        if (known != null) return known;
        Map<String, String> read = new HashMap<>();
        jdbc.sql("select code, name from district").query(row -> {
            read.put(row.getString(1), row.getString(2));
        });
        names = Map.copyOf(read);
        return read;
    }

    /** Retired cameras are not counted. */
    List<DistrictOutline> outlines() {
        return jdbc.sql("""
                        select d.code, d.name, d.name_en, st_asgeojson(d.outline, 5) as geometry,
                               (select count(*) from camera c where c.district_code = d.code and c.state <> 'RETIRED') as cameras
                        from district d order by d.code
                        """)
                .query((row, n) -> new DistrictOutline(
                        row.getString("code"),
                        row.getString("name"),
                        row.getString("name_en"),
                        row.getLong("cameras"),
                        row.getString("geometry")))
                .list();
    }

    /** @param geometry GeoJSON, WGS 84 */
    record DistrictOutline(String code, String name, String nameEn, long cameras, String geometry) {}
}
