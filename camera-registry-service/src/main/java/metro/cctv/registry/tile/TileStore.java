package metro.cctv.registry.tile;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * Tiles cut by PostGIS. Cameras that would lie on top of each other are gathered on a grid: fewer and larger cells while
 * a tile covers a city, small ones in its streets, none where even cameras on one pole are wanted singly. Rows are in
 * order, so the same map gives the same bytes.
 */
@Repository
class TileStore {
    /** From here on every camera is a point of its own. */
    static final int SINGLE_FROM_ZOOM = 17;
    /** From here on cells are as small as a finger's tip. */
    static final int FINE_FROM_ZOOM = 13;

    static final int CELLS_ACROSS = 24;
    static final int FINE_CELLS_ACROSS = 64;
    /** A tile never holds more points: a city square's worth at the deepest zoom. */
    private static final int MAX_POINTS = 20_000;

    /** The worst last; DEGRADED shows pictures, UNKNOWN was never heard. */
    private static final String RANKS = "array['ONLINE', 'CONNECTING', 'UNKNOWN', 'DEGRADED', 'STALE', 'OFFLINE']";

    private static final String CAMERAS = """
            select c.code, c.name, c.district_code, c.purpose, c.state, coalesce(h.state, 'UNKNOWN') as health,
                   c.geom3857 as at, st_x(c.geom3857) as x, st_y(c.geom3857) as y,
                   floor((st_x(c.geom3857) - t.west) / t.cell) as across, floor((st_y(c.geom3857) - t.south) / t.cell) as up
            from tile t join camera c on c.geom3857 && t.reach
              left join camera_health h on h.camera_code = c.code
            where c.state <> 'RETIRED'""";

    /** A gathered camera belongs to one tile: {@code &&} compares in single precision, a metre or two beyond the edge. */
    private static final String INSIDE = """

              and st_x(c.geom3857) >= t.west and st_x(c.geom3857) < t.east
              and st_y(c.geom3857) >= t.south and st_y(c.geom3857) < t.north""";

    private static final String SINGLE = """
            select st_asmvtgeom(c.at, (select box from tile), 4096, 64, true) as geom, c.code as "cameraId", c.name,
                   c.district_code as district, c.purpose, c.state, c.health
            from seen c order by c.code limit %d""".formatted(MAX_POINTS);

    /**
     * A cell with one camera is that camera; a cell with more is their middle, their number, how many that should show
     * pictures show none, and the worst state among those.
     */
    private static final String GATHERED = """
            select st_asmvtgeom(st_setsrid(st_makepoint(avg(c.x), avg(c.y)), 3857), (select box from tile), 4096, 64, true)
                     as geom,
                   case when count(*) = 1 then min(c.code) end as "cameraId",
                   case when count(*) = 1 then min(c.name) end as name,
                   case when count(*) = 1 then min(c.district_code) end as district,
                   case when count(*) = 1 then min(c.purpose) end as purpose,
                   case when count(*) = 1 then min(c.state) end as state,
                   case when count(*) = 1 then min(c.health) end as health,
                   case when count(*) > 1 then count(*)::int end as count,
                   case when count(*) > 1 then
                     (count(*) filter (where c.state = 'ACTIVE' and c.health not in ('ONLINE', 'DEGRADED')))::int
                     end as "notOnline",
                   case when count(*) > 1 then
                     (%1$s)[max(array_position(%1$s, c.health)) filter (where c.state = 'ACTIVE')] end as worst
            from seen c
            group by c.across, c.up order by c.across, c.up""".formatted(RANKS);

    private static final String TILE = """
            with tile as (
              select e.*, st_expand(e.box, (e.east - e.west) * %1$s) as reach, (e.east - e.west) / %2$d as cell from (
                select b.box, st_xmin(b.box) as west, st_xmax(b.box) as east, st_ymin(b.box) as south, st_ymax(b.box) as north
                from (select st_tileenvelope(?, ?, ?) as box) b) e),
            seen as (%3$s),
            cameras as (%4$s),
            outlines as (
              select st_asmvtgeom(d.outline3857, t.box, 4096, 64, true) as geom, d.code as "districtCode", d.name,
                     d.name_en as "nameEn"
              from district d cross join tile t where d.outline3857 && t.box order by d.code)
            select coalesce((select st_asmvt(c.*, 'camera', 4096, 'geom') from cameras c where geom is not null), '')
                || coalesce((select st_asmvt(o.*, 'district', 4096, 'geom') from outlines o where geom is not null), '')
            """;

    private final JdbcTemplate jdbc;

    TileStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    byte[] cut(TileAddress tile, TileFilter filter) {
        List<Object> values = new ArrayList<>(List.of(tile.z(), tile.x(), tile.y()));
        String sql = sql(tile.z(), CAMERAS + narrowed(filter, values));
        byte[] bytes = jdbc.queryForObject(sql, byte[].class, values.toArray());
        return bytes == null ? new byte[0] : bytes;
    }

    private static String narrowed(TileFilter filter, List<Object> values) {
        StringBuilder where = new StringBuilder();
        if (filter.purpose() != null) {
            where.append(" and c.purpose = ?");
            values.add(filter.purpose().name());
        }
        if (filter.district() != null) {
            where.append(" and c.district_code = ?");
            values.add(filter.district());
        }
        if (filter.health() != null) {
            where.append(" and coalesce(h.state, 'UNKNOWN') = ?");
            values.add(filter.health().name());
        }
        if (filter.state() != null) {
            where.append(" and c.state = ?");
            values.add(filter.state().name());
        }
        if (filter.agency() != null) {
            where.append(" and (c.managing_agency = ? or c.owner_agency = ?)");
            values.add(filter.agency());
            values.add(filter.agency());
        }
        return where.toString();
    }

    private static String sql(int zoom, String cameras) {
        boolean single = zoom >= SINGLE_FROM_ZOOM;
        return TILE.formatted(
                single ? TileReachRule.MARGIN : 0,
                zoom >= FINE_FROM_ZOOM ? FINE_CELLS_ACROSS : CELLS_ACROSS,
                single ? cameras : cameras + INSIDE,
                single ? SINGLE : GATHERED);
    }
}
