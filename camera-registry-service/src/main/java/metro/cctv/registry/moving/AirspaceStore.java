package metro.cctv.registry.moving;

import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import metro.cctv.registry.moving.EntryRule.Inside;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Restricted airspaces; PostGIS says who is in them. */
@Repository
class AirspaceStore {
    private static final String COLUMNS =
            "code, name, st_asgeojson(polygon, 7) as geometry, floor_m, ceiling_m, from_at, to_at";

    private final JdbcClient jdbc;

    AirspaceStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Airspace> list() {
        return jdbc.sql("select " + COLUMNS + " from airspace order by code")
                .query((row, n) -> new Airspace(
                        row.getString("code"),
                        row.getString("name"),
                        row.getString("geometry"),
                        row.getDouble("floor_m"),
                        (Double) row.getObject("ceiling_m"),
                        instant(row.getObject("from_at", OffsetDateTime.class)),
                        instant(row.getObject("to_at", OffsetDateTime.class))))
                .list();
    }

    int countOthers(String code) {
        return jdbc.sql("select count(*) from airspace where code <> ?")
                .param(code)
                .query(Integer.class)
                .single();
    }

    /** @return why PostGIS takes it for no area; empty when it is one */
    Optional<String> objection(byte[] wkb) {
        return Optional.of(jdbc.sql("""
                        select case when st_isvalid(g) then '' else st_isvalidreason(g) end
                        from (select st_geomfromwkb(?, 4326) as g) given
                        """).param(wkb).query(String.class).single())
                .filter(words -> !words.isEmpty());
    }

    /** @return true when it is new */
    boolean put(String code, AirspaceInput input, byte[] wkb) {
        return jdbc.sql("""
                        insert into airspace (code, name, polygon, floor_m, ceiling_m, from_at, to_at, changed_at)
                        values (:code, :name, st_geomfromwkb(:wkb, 4326), :floor, :ceiling, :from, :to, now())
                        on conflict (code) do update set name = excluded.name, polygon = excluded.polygon,
                          floor_m = excluded.floor_m, ceiling_m = excluded.ceiling_m, from_at = excluded.from_at,
                          to_at = excluded.to_at, changed_at = excluded.changed_at
                        returning xmax = 0
                        """)
                .param("code", code)
                .param("name", input.name())
                .param("wkb", wkb)
                .param("floor", input.floorM() == null ? 0 : input.floorM())
                .param("ceiling", input.ceilingM(), Types.DOUBLE)
                .param("from", utc(input.from()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("to", utc(input.to()), Types.TIMESTAMP_WITH_TIMEZONE)
                .query(Boolean.class)
                .single();
    }

    boolean delete(String code) {
        return jdbc.sql("delete from airspace where code = ?").param(code).update() == 1;
    }

    /** For each pose, in its order, the airspaces that hold it. A pose of unknown height is taken to be at every height. */
    List<Inside> holding(List<Pose> poses) {
        Map<Integer, Set<String>> found = new HashMap<>();
        jdbc.sql("""
                        select p.n, a.code
                        from unnest(?::timestamptz[], ?::float8[], ?::float8[], ?::float8[]) with ordinality
                          as p(at, lon, lat, height, n)
                        join airspace a on st_intersects(a.polygon, st_setsrid(st_makepoint(p.lon, p.lat), 4326))
                          and (p.height is null or p.height >= a.floor_m and (a.ceiling_m is null or p.height <= a.ceiling_m))
                          and (a.from_at is null or p.at >= a.from_at) and (a.to_at is null or p.at <= a.to_at)
                        """)
                .params(
                        poses.stream().map(p -> p.at().toString()).toArray(String[]::new),
                        poses.stream().map(Pose::lon).toArray(Double[]::new),
                        poses.stream().map(Pose::lat).toArray(Double[]::new),
                        poses.stream().map(Pose::heightM).toArray(Double[]::new))
                .query(row -> {
                    found.computeIfAbsent(row.getInt("n") - 1, n -> new TreeSet<>())
                            .add(row.getString("code"));
                });
        List<Inside> inside = new ArrayList<>();
        for (int i = 0; i < poses.size(); i++)
            inside.add(new Inside(poses.get(i).at(), found.getOrDefault(i, Set.of())));
        return inside;
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    record Crossing(String code, String name) {}
}
