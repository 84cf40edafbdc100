package metro.cctv.registry.space;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import metro.cctv.contracts.camera.CameraPurpose;
import metro.cctv.registry.camera.CameraBriefs;
import metro.cctv.registry.camera.WrittenBrief;
import metro.cctv.registry.geojson.Shape;
import metro.cctv.registry.space.SightRule.Arc;
import metro.cctv.registry.space.SightRule.Between;
import metro.cctv.registry.space.SightRule.Eye;
import metro.cctv.registry.space.SightRule.Preset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Questions of place to PostGIS; each is one statement, prepared once per connection and answered from an index. */
@Repository
class SpaceStore {
    /** Up to here every camera is asked; beyond, only those known to see farther (a partial index). */
    static final int NEAR_SIGHT_M = 300;

    private static final int FAR_SIGHT_M = 10_000;

    private static final String BRIEF = CameraBriefs.COLUMNS;
    /**
     * {@code <->} walks the index outwards, but by distances on a sphere: its last one only bounds the search, the order
     * is the ellipsoid's.
     */
    static final String NEAREST = """
            with here as materialized (select st_setsrid(st_makepoint(?, ?), 4326)::geography as p),
            reach as materialized (
              select least(max(knn.d) + 0.01, ?) as m from here, lateral (
                select st_distance(c.position, here.p) as d from camera c
                where c.state = 'ACTIVE' order by c.position <-> here.p limit ?) knn),
            near as materialized (
              select c.code, st_distance(c.position, here.p) as distance_m from here, reach, camera c
              where c.state = 'ACTIVE' and st_dwithin(c.position, here.p, reach.m)
              order by distance_m, c.code limit ?)
            select %s, near.distance_m from near join camera c on c.code = near.code %s
            order by near.distance_m, c.code""".formatted(BRIEF, CameraBriefs.JOINS);

    static final String WITHIN = """
            with area as materialized (select st_geomfromwkb(?, 4326) as g),
            hit as materialized (
              select c.code from area, camera c
              where st_isvalid(area.g) and c.position::geometry && area.g and st_intersects(c.position::geometry, area.g)
                and c.state <> 'RETIRED' and c.code > ?
              order by c.code limit ?)
            select %s from hit join camera c on c.code = hit.code %s order by c.code""".formatted(BRIEF, CameraBriefs.JOINS);

    static final String BESIDE = """
            with piece as materialized (
              select st_setsrid(hex::geometry, 4326)::geography as way from unnest(?::text[]) as hex),
            hit as materialized (
              select distinct c.code from piece, camera c
              where c.state = 'ACTIVE' and st_dwithin(c.position, piece.way, ?) limit ?)
            select %s from hit join camera c on c.code = hit.code %s""".formatted(BRIEF, CameraBriefs.JOINS);

    static final String SEEN = """
            with here as materialized (select st_setsrid(st_makepoint(?, ?), 4326) as g)
            select %s, o.features, o.heights, o.enters, o.leaves
            from here, unnest(?::text[]) with ordinality as seen(code, n) join camera c on c.code = seen.code %s
              left join lateral (
                select array_agg(b.feature) as features, array_agg(b.height_m) as heights,
                       array_agg(1 - st_distance(b.part, here.g) / nullif(st_length(b.line), 0)) as leaves,
                       array_agg(st_distance(b.part, c.position::geometry) / nullif(st_length(b.line), 0)) as enters
                from (
                  select coalesce(f.name, f.feature_id) as feature, f.height_m, l.line, st_intersection(f.geom, l.line) as part
                  from (select st_makeline(c.position::geometry, here.g) as line) l
                  join layer_feature f on f.layer = 'OBSTRUCTION' and f.geom && l.line and st_intersects(f.geom, l.line)
                  where not st_covers(f.geom, c.position::geometry)) b) o on true
            order by seen.n""".formatted(BRIEF, CameraBriefs.JOINS);

    private final JdbcTemplate jdbc;
    private final String eyes;
    private final JsonMapper json;

    SpaceStore(JdbcTemplate jdbc, SpaceProperties space, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
        this.eyes = eyes(space);
    }

    List<Near> nearest(double lon, double lat, double radiusM, int limit) {
        return jdbc.query(
                NEAREST,
                (row, n) -> new Near(CameraBriefs.read(row), row.getDouble("distance_m")),
                lon,
                lat,
                radiusM,
                limit,
                limit);
    }

    /** In order of code. */
    List<WrittenBrief> within(Shape area, @Nullable String afterCode, int limit) {
        return jdbc.query(
                WITHIN, (row, n) -> CameraBriefs.read(row), area.wkb(), afterCode == null ? "" : afterCode, limit);
    }

    /** What is unsound about an area, with the place; empty when it is sound. */
    Optional<String> flaw(Shape area) {
        return jdbc
                .query("""
                        select d.reason, st_x(d.location) as lon, st_y(d.location) as lat
                        from st_isvaliddetail(st_geomfromwkb(?, 4326)) d where not d.valid""", (row, n) -> row.getString(1) + " at " + row.getDouble(2) + " " + row.getDouble(3), (Object)
                        area.wkb())
                .stream()
                .findAny();
    }

    /** In no order. */
    List<WrittenBrief> beside(List<double[][]> pieces, double widthM, int limit) {
        String[] ways = pieces.stream()
                .map(p -> new Shape(Shape.Type.LINE_STRING, List.of(List.<double[][]>of(p))))
                .map(way -> HexFormat.of().formatHex(way.wkb()))
                .toArray(String[]::new);
        return jdbc.query(BESIDE, (row, n) -> CameraBriefs.read(row), ways, widthM, limit);
    }

    /** Active cameras so near that they might see the place; positions only of those whose degrees are north's. */
    List<Candidate> eyesAround(double lon, double lat) {
        return jdbc.query(eyes, (row, n) -> candidate(row), lon, lat);
    }

    /** With what stands on the straight line to the place, in the order of the codes. */
    List<Seen> seen(double lon, double lat, List<String> codes) {
        return jdbc.query(
                SEEN,
                (row, n) -> new Seen(CameraBriefs.read(row), between(row)),
                lon,
                lat,
                codes.toArray(String[]::new));
    }

    private static String eyes(SpaceProperties space) {
        String usual = java.util.Arrays.stream(CameraPurpose.values())
                .map(p -> "when '" + p.name() + "' then " + space.usualRangeM(p))
                .collect(Collectors.joining(" ", "case c.purpose ", " end"));
        String asked = """
                select c.code, st_x(c.position::geometry) as lon, st_y(c.position::geometry) as lat, c.heading_deg,
                       c.field_of_view_deg, c.ptz, (c.ptz_range ->> 'panFromDeg')::float8 as pan_from,
                       (c.ptz_range ->> 'panToDeg')::float8 as pan_to, coalesce(c.range_m, %1$s) as range_m, c.height_m,
                       case when c.ptz then ph.arcs end as arcs,
                       case when c.ptz and c.ptz_range ->> 'panFromDeg' is not null then (select jsonb_object_agg(p.token, p.pan_deg) from ptz_preset p
                         where p.camera_code = c.code and p.pan_deg is not null) end as presets
                from here, camera c left join ptz_head ph on ph.camera_code = c.code and c.ptz
                where c.state = 'ACTIVE' and st_distance(c.position, here.p, false) <= coalesce(c.range_m, %1$s) * 1.01 + 1
                  and st_dwithin(c.position, here.p, """.formatted(usual);
        return """
                with here as materialized (select st_setsrid(st_makepoint(?, ?), 4326)::geography as p)
                %1$s %2$s) union %1$s %3$s) and c.range_m > %2$s""".formatted(asked, NEAR_SIGHT_M, FAR_SIGHT_M);
    }

    private Candidate candidate(ResultSet row) throws SQLException {
        return new Candidate(
                row.getString("code"),
                (Double) row.getObject("height_m"),
                new Eye(
                        row.getDouble("lon"),
                        row.getDouble("lat"),
                        (Double) row.getObject("heading_deg"),
                        row.getDouble("field_of_view_deg"),
                        row.getDouble("range_m"),
                        row.getBoolean("ptz"),
                        arcs(row)),
                presets(row.getString("presets")));
    }

    /** What was approved, else what it can; degrees mean something only where its range was entered. */
    private List<Arc> arcs(ResultSet row) throws SQLException {
        double from = row.getDouble("pan_from");
        if (row.wasNull()) return List.of();
        String approved = row.getString("arcs");
        List<Arc> arcs = new ArrayList<>();
        if (approved != null)
            for (JsonNode arc : json.readTree(approved))
                arcs.add(Arc.between(
                        arc.path("fromDeg").asDouble(), arc.path("toDeg").asDouble()));
        return arcs.isEmpty() ? List.of(new Arc(from, Math.min(360, row.getDouble("pan_to") - from))) : arcs;
    }

    private List<Preset> presets(@Nullable String text) {
        if (text == null) return List.of();
        return json.readTree(text).properties().stream()
                .map(p -> new Preset(p.getKey(), p.getValue().asDouble()))
                .toList();
    }

    private static List<Between> between(ResultSet row) throws SQLException {
        Array features = row.getArray("features");
        if (features == null) return List.of();
        String[] names = (String[]) features.getArray();
        Double[] heights = (Double[]) row.getArray("heights").getArray();
        Double[] enters = (Double[]) row.getArray("enters").getArray();
        Double[] leaves = (Double[]) row.getArray("leaves").getArray();
        List<Between> between = new ArrayList<>();
        for (int i = 0; i < names.length; i++)
            if (enters[i] != null && leaves[i] != null)
                between.add(new Between(names[i], heights[i], enters[i], leaves[i]));
        return between;
    }

    record Near(WrittenBrief camera, double distanceM) {}

    /** @param lensM null: unknown */
    record Candidate(String code, @Nullable Double lensM, Eye eye, List<Preset> presets) {}

    record Seen(WrittenBrief camera, List<Between> between) {}
}
