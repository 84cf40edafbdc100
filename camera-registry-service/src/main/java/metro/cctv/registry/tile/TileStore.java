package metro.cctv.registry.tile;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import metro.cctv.registry.RegistryProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tiles cut by PostGIS. From far away cameras are gathered on a grid of {@link #CELLS_ACROSS} cells a tile. */
@Repository
class TileStore {
    /** Below this zoom single cameras would lie on top of each other. */
    static final int SINGLE_FROM_ZOOM = 13;

    static final int CELLS_ACROSS = 24;
    /** A tile never holds more points: a city square's worth at the deepest zoom. */
    private static final int MAX_POINTS = 20_000;

    private static final String HEALTH = """
            case when h.at is null or h.at < :heardAfter then 'UNKNOWN' else h.state end""";
    private static final String SINGLE = """
            select st_asmvtgeom(c.geom3857, t.box, 4096, 64, true) as geom, c.code as "cameraId", c.name,
                   c.district_code as district, c.state, %s as health, 1 as count
            from camera c cross join tile t
              left join stream_health h on h.camera_code = c.code and h.stream = 'MAIN'
            where c.geom3857 && st_expand(t.box, t.cell) and c.state <> 'RETIRED'
            order by c.code limit %d""".formatted(HEALTH, MAX_POINTS);
    /** A cell with one camera is that camera; a cell with more is their centre, their number and how many are not well. */
    private static final String GATHERED = """
            select st_asmvtgeom(st_centroid(st_collect(c.geom3857)), t.box, 4096, 64, true) as geom,
                   case when count(*) = 1 then min(c.code) end as "cameraId",
                   case when count(*) = 1 then min(c.name) end as name,
                   case when count(*) = 1 then min(c.district_code) end as district,
                   case when count(*) = 1 then min(c.state) end as state,
                   case when count(*) = 1 then min(%s) end as health,
                   count(*)::int as count,
                   (count(*) filter (where %s <> 'ONLINE'))::int as "notOnline"
            from camera c cross join tile t
              left join stream_health h on h.camera_code = c.code and h.stream = 'MAIN'
            where c.geom3857 && t.box and c.state <> 'RETIRED'
            group by t.box, t.cell, floor(st_x(c.geom3857) / t.cell), floor(st_y(c.geom3857) / t.cell)""".formatted(HEALTH, HEALTH);

    private static final String TILE = """
            with tile as (
              select st_tileenvelope(:z, :x, :y) as box,
                     (st_xmax(st_tileenvelope(:z, :x, :y)) - st_xmin(st_tileenvelope(:z, :x, :y))) / %d as cell),
            cameras as (%s),
            outlines as (
              select st_asmvtgeom(d.outline3857, t.box, 4096, 64, true) as geom, d.code as "districtCode", d.name,
                     d.name_en as "nameEn"
              from district d cross join tile t where d.outline3857 && t.box)
            select coalesce((select st_asmvt(c.*, 'camera', 4096, 'geom') from cameras c where geom is not null), '')
                || coalesce((select st_asmvt(o.*, 'district', 4096, 'geom') from outlines o where geom is not null), '')
            """;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final RegistryProperties registry;

    TileStore(JdbcClient jdbc, Clock clock, RegistryProperties registry) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.registry = registry;
    }

    byte[] cut(TileAddress tile) {
        Instant heardAfter = clock.instant().minus(registry.silenceAfter());
        return jdbc.sql(TILE.formatted(CELLS_ACROSS, tile.z() >= SINGLE_FROM_ZOOM ? SINGLE : GATHERED))
                .param("z", tile.z())
                .param("x", tile.x())
                .param("y", tile.y())
                .param("heardAfter", heardAfter.atOffset(ZoneOffset.UTC))
                .query((row, n) -> row.getBytes(1))
                .single();
    }
}
