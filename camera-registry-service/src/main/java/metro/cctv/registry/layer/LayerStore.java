package metro.cctv.registry.layer;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import metro.cctv.registry.tile.TileAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The tables of the layers. */
@Repository
class LayerStore {
    /** Points nearer to each other than a cell are one, with a count, below this zoom. */
    private static final int SINGLE_FROM_ZOOM = 15;

    private static final int CELLS_ACROSS = 32;
    private static final int MAX_SHAPES = 3_000;

    private static final String TILE = """
            with tile as (
              select e.box, e.width, e.width / %1$d as cell from (
                select b.box, st_xmax(b.box) - st_xmin(b.box) as width from (select st_tileenvelope(?, ?, ?) as box) b) e),
            points as (
              select f.layer, min(f.feature_id) as "featureId", min(f.name) as name, min(f.kind) as kind, count(*)::int as count,
                     null::float8 as "heightM",
                     st_asmvtgeom(st_centroid(st_collect(f.geom3857)), t.box, 4096, 64, true) as geom
              from tile t join layer_feature f on f.geom3857 && t.box
              where st_geometrytype(f.geom) = 'ST_Point'
              group by f.layer, t.box, %2$s),
            shapes as (
              select f.layer, f.feature_id as "featureId", f.name, f.kind, 1 as count, f.height_m as "heightM",
                     st_asmvtgeom(f.geom3857, t.box, 4096, 64, true) as geom
              from tile t join layer_feature f on f.geom3857 && st_expand(t.box, t.width * 0.015625)
              where st_geometrytype(f.geom) <> 'ST_Point'
                and greatest(st_xmax(f.geom3857) - st_xmin(f.geom3857), st_ymax(f.geom3857) - st_ymin(f.geom3857)) > t.width / 512
              order by st_area(f.geom3857) desc, f.feature_id limit %3$d),
            every as (
              select * from points where geom is not null union all select * from shapes where geom is not null
              order by layer, "featureId")
            select coalesce(string_agg(mvt, '' order by layer), '') from (
              select layer, st_asmvt(every, lower(layer), 4096, 'geom') as mvt from every group by layer) layers""";

    private final JdbcTemplate jdbc;

    LayerStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    List<State> states() {
        Map<String, State> known = jdbc
                .query(
                        "select layer, features, changed_at from layer",
                        (row, n) -> new State(
                                Layer.valueOf(row.getString(1)),
                                row.getInt(2),
                                row.getObject(3, OffsetDateTime.class).toInstant()))
                .stream()
                .collect(Collectors.toMap(s -> s.layer().name(), Function.identity()));
        return Arrays.stream(Layer.values())
                .map(layer -> known.getOrDefault(layer.name(), new State(layer, 0, null)))
                .toList();
    }

    /** Grows with every replacement of any layer. */
    long edition() {
        Long edition = jdbc.queryForObject("select coalesce(max(edition), 0) from layer", Long.class);
        return edition == null ? 0 : edition;
    }

    /** Replacements of one layer come one after the other. */
    void empty(Layer layer) {
        jdbc.queryForList("select pg_advisory_xact_lock(hashtext('layer'), hashtext(?))::text", layer.name());
        jdbc.update("delete from layer_feature where layer = ?", layer.name());
        jdbc.update("delete from layer where layer = ?", layer.name());
    }

    void filled(Layer layer, int features, Instant now) {
        jdbc.update(
                "insert into layer (layer, features, changed_at) values (?, ?, ?)",
                layer.name(),
                features,
                now.atOffset(ZoneOffset.UTC));
    }

    /** Where each unsound shape of the batch is unsound; the number counts from 0. */
    List<Flaw> flaws(List<Feature> batch) {
        return jdbc.query(
                """
                select f.n - 1, d.reason, st_x(d.location), st_y(d.location)
                from unnest(?::text[]) with ordinality as f(shape, n), st_isvaliddetail(f.shape::geometry) d
                where not d.valid order by f.n""",
                (row, n) ->
                        new Flaw(row.getInt(1), row.getString(2) + " at " + row.getDouble(3) + " " + row.getDouble(4)),
                (Object) texts(batch, f -> hex(f)));
    }

    /** @return how many were new; fewer than the batch holds when an id comes twice */
    int add(Layer layer, List<Feature> batch) {
        return jdbc.update(
                """
                insert into layer_feature (layer, feature_id, geom, name, kind, capacity, free, phone, height_m, note)
                select ?, f.id, st_setsrid(f.shape::geometry, 4326), f.name, f.kind, f.capacity, f.free, f.phone, f.height,
                       f.note
                from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::int[], ?::int[], ?::text[], ?::float8[], ?::text[])
                  as f(id, shape, name, kind, capacity, free, phone, height, note)
                on conflict do nothing""",
                layer.name(),
                texts(batch, Feature::featureId),
                texts(batch, LayerStore::hex),
                texts(batch, Feature::name),
                texts(batch, Feature::kind),
                batch.stream().map(Feature::capacity).toArray(Integer[]::new),
                batch.stream().map(Feature::free).toArray(Integer[]::new),
                texts(batch, Feature::phone),
                batch.stream().map(Feature::heightM).toArray(Double[]::new),
                texts(batch, Feature::note));
    }

    /** Nearest first; the place is the feature's nearest point. */
    List<Near> near(Layer layer, double lon, double lat, double radiusM, int limit) {
        return jdbc.query(
                """
                with here as materialized (select st_setsrid(st_makepoint(?, ?), 4326) as p)
                select f.feature_id, f.name, f.kind, f.capacity, f.free, f.phone, f.height_m, f.note,
                       st_x(n.at) as lon, st_y(n.at) as lat, st_geometrytype(f.geom) as type,
                       st_distance(f.geom::geography, here.p::geography) as distance_m
                from here join layer_feature f on st_dwithin(f.geom::geography, here.p::geography, ?),
                     lateral (select st_closestpoint(f.geom, here.p) as at) n
                where f.layer = ? order by distance_m, f.feature_id limit ?""",
                (row, n) -> new Near(
                        row.getString("feature_id"),
                        row.getString("name"),
                        row.getString("kind"),
                        (Integer) row.getObject("capacity"),
                        (Integer) row.getObject("free"),
                        row.getString("phone"),
                        (Double) row.getObject("height_m"),
                        row.getString("note"),
                        row.getDouble("lon"),
                        row.getDouble("lat"),
                        Math.round(row.getDouble("distance_m") * 10) / 10.0),
                lon,
                lat,
                radiusM,
                layer.name(),
                limit);
    }

    byte[] cut(TileAddress tile) {
        String group = tile.z() >= SINGLE_FROM_ZOOM
                ? "f.feature_id"
                : "floor(st_x(f.geom3857) / t.cell), floor(st_y(f.geom3857) / t.cell)";
        byte[] bytes = jdbc.queryForObject(
                TILE.formatted(CELLS_ACROSS, group, MAX_SHAPES), byte[].class, tile.z(), tile.x(), tile.y());
        return bytes == null ? new byte[0] : bytes;
    }

    private static String hex(Feature feature) {
        return HexFormat.of().formatHex(feature.shape().wkb());
    }

    private static @Nullable String[] texts(List<Feature> batch, Function<Feature, @Nullable String> column) {
        return batch.stream().map(column).toArray(String[]::new);
    }

    /** @param changedAt null: never filled */
    record State(Layer layer, int features, @Nullable Instant changedAt) {}

    record Flaw(int index, String reason) {}

    /** @param lon of the feature's point that is nearest, as {@code lat} */
    record Near(
            String featureId,
            @Nullable String name,
            @Nullable String kind,
            @Nullable Integer capacity,
            @Nullable Integer free,
            @Nullable String phone,
            @Nullable Double heightM,
            @Nullable String note,
            double lon,
            double lat,
            double distanceM) {}
}
