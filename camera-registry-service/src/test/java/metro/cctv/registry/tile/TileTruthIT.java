package metro.cctv.registry.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import metro.cctv.registry.RegistryTest;
import metro.cctv.registry.tile.VectorTile.Point;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Random cameras, many of them at the edges of tiles; every tile, decoded, against plain arithmetic over all cameras. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TileTruthIT extends RegistryTest {
    private static final String AGENCY = "tile-truth";
    private static final double LON = 126.55;
    private static final double LAT = 33.45;
    private static final double HALF_WORLD_M = 20_037_508.342_789_244;

    private static final List<String> RANKS =
            List.of("ONLINE", "CONNECTING", "UNKNOWN", "DEGRADED", "STALE", "OFFLINE");
    private static final int MOST_TILES = 48;
    /** Of 4096: rounding, and the middle of many doubles. */
    private static final int TOLERANCE = 1;

    private final Random random = new Random(20261122);
    private final Map<String, Standing> cameras = new TreeMap<>();

    @Autowired
    JdbcTemplate jdbc;

    /** @param x metres of web mercator, as the database has them */
    private record Standing(String code, String state, String health, double x, double y) {}

    private record Cell(long x, long y) {}

    private record Box(double west, double south, double east, double north) {}

    private record Found(String what, double x, double y) {}

    @BeforeAll
    void build() {
        List<double[]> places = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            double spread = i % 4 == 0 ? 0.2 : i % 4 == 1 ? 0.02 : 0.001;
            places.add(new double[] {LON + spread * random.nextGaussian(), LAT + spread * random.nextGaussian()});
        }
        // On a corner where tiles of a zoom meet, a hair and some metres beside it.
        for (int zoom : new int[] {3, 6, 9, 12, 13, 16, 17, 18})
            for (double aside : new double[] {0, 1e-9, -1e-9, 4e-6, -4e-6, 2e-5, -2e-5})
                places.add(new double[] {
                    edgeLon(zoom, column(zoom, LON) + 1) + aside, edgeLat(zoom, row(zoom, LAT)) - aside
                });
        List<Object[]> rows = new ArrayList<>();
        List<Object[]> healths = new ArrayList<>();
        String district = freshDistrict();
        for (int i = 0; i < places.size(); i++) {
            String code = "TT-%05d".formatted(i);
            String state = List.of("ACTIVE", "ACTIVE", "ACTIVE", "SUSPENDED", "PLANNED", "RETIRED")
                    .get(random.nextInt(6));
            rows.add(new Object[] {code, code, district, AGENCY, places.get(i)[0], places.get(i)[1], state});
            if (random.nextInt(4) > 0)
                healths.add(new Object[] {
                    code,
                    district,
                    List.of("ONLINE", "DEGRADED", "OFFLINE", "STALE").get(random.nextInt(4))
                });
        }
        jdbc.batchUpdate("""
                insert into camera (code, name, district_code, purpose, managing_agency, position, field_of_view_deg, main_url,
                  main_transport, ptz, state, version, changed_at)
                values (?, ?, ?, 'OTHER', ?, st_setsrid(st_makepoint(?, ?), 4326)::geography, 90, 'rtsp://10.0.0.1/',
                  'TCP', false, ?, 1, now())""", rows);
        jdbc.batchUpdate("""
                insert into camera_health (camera_code, district_code, state, cause, detail, since, changed_at)
                values (?, ?, ?, 'UNREACHABLE', '', now() + interval '1 day', now())""", healths);
        jdbc.query(
                """
                select c.code, c.state, coalesce(h.state, 'UNKNOWN') as health, st_x(c.geom3857) as x, st_y(c.geom3857) as y
                from camera c left join camera_health h on h.camera_code = c.code where c.code like 'TT-%'""",
                row -> {
                    double[] place =
                            places.get(Integer.parseInt(row.getString("code").substring(3)));
                    assertThat(row.getDouble("x")).isCloseTo(mercatorX(place[0]), within(1e-3));
                    assertThat(row.getDouble("y")).isCloseTo(mercatorY(place[1]), within(1e-3));
                    if (!row.getString("state").equals("RETIRED"))
                        cameras.put(
                                row.getString("code"),
                                new Standing(
                                        row.getString("code"),
                                        row.getString("state"),
                                        row.getString("health"),
                                        row.getDouble("x"),
                                        row.getDouble("y")));
                });
    }

    @AfterAll
    void tearDown() {
        for (String table : List.of("outage", "posture", "camera_health"))
            jdbc.update("delete from " + table + " where camera_code like 'TT-%'");
        jdbc.update("delete from camera where code like 'TT-%'");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 6, 9, 12, 13, 15, 16})
    void gathered(int zoom) {
        int clusters = 0;
        for (TileAddress tile : tiles(zoom)) {
            List<Found> expected = gathered(tile);
            List<Point> points = points(tile);
            assertThat(points.stream().map(p -> words(p.properties())).toList())
                    .as(tile.toString())
                    .isEqualTo(expected.stream().map(Found::what).toList());
            for (int i = 0; i < points.size(); i++) near(points.get(i), expected.get(i), tile);
            clusters += (int) points.stream()
                    .filter(p -> p.properties().containsKey("count"))
                    .count();
        }
        assertThat(clusters).isPositive();
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 18})
    void single(int zoom) {
        int shown = 0;
        for (TileAddress tile : tiles(zoom)) {
            Map<String, Found> expected = new HashMap<>();
            Set<String> atTheBrink = new LinkedHashSet<>();
            for (Standing c : cameras.values()) {
                Found found = new Found(one(c), across(tile, c.x()), down(tile, c.y()));
                double out = Math.max(Math.max(-found.x(), found.x() - 4096), Math.max(-found.y(), found.y() - 4096));
                if (Math.abs(out - 64) < 1.5) atTheBrink.add(c.code());
                else if (out < 64) expected.put(c.code(), found);
            }
            Map<Object, Point> points = points(tile).stream()
                    .filter(p -> !atTheBrink.contains(p.properties().get("cameraId")))
                    .collect(Collectors.toMap(p -> p.properties().get("cameraId"), p -> p));
            assertThat(points.keySet()).as(tile.toString()).isEqualTo(expected.keySet());
            points.forEach((code, point) -> {
                Found found = Objects.requireNonNull(expected.get(code));
                assertThat(words(point.properties())).isEqualTo(found.what());
                near(point, found, tile);
            });
            shown += points.size();
        }
        assertThat(shown).isGreaterThan(50);
    }

    private List<Found> gathered(TileAddress tile) {
        Box box = box(tile);
        double cell = (box.east() - box.west()) / (tile.z() >= 13 ? 64 : 24);
        Map<Cell, List<Standing>> cells =
                new TreeMap<>(Comparator.comparingLong(Cell::x).thenComparingLong(Cell::y));
        for (Standing c : cameras.values())
            if (c.x() >= box.west() && c.x() < box.east() && c.y() >= box.south() && c.y() < box.north())
                cells.computeIfAbsent(
                                new Cell((long) Math.floor((c.x() - box.west()) / cell), (long)
                                        Math.floor((c.y() - box.south()) / cell)),
                                k -> new ArrayList<>())
                        .add(c);
        return cells.values().stream()
                .map(group -> new Found(
                        group.size() == 1 ? one(group.getFirst()) : many(group),
                        across(tile, mean(group.stream().map(Standing::x).toList())),
                        down(tile, mean(group.stream().map(Standing::y).toList()))))
                .toList();
    }

    /** To the last bit as the database cuts the world, for cameras on the very edge; each edge is that of the next tile. */
    private Box box(TileAddress tile) {
        Box box = envelope(tile.z(), tile.x(), tile.y());
        assertThat(box.west()).isCloseTo(-HALF_WORLD_M + width(tile.z()) * tile.x(), within(1e-3));
        assertThat(box.north()).isCloseTo(HALF_WORLD_M - width(tile.z()) * tile.y(), within(1e-3));
        if (tile.x() > 0)
            assertThat(envelope(tile.z(), tile.x() - 1, tile.y()).east()).isEqualTo(box.west());
        if (tile.y() > 0)
            assertThat(envelope(tile.z(), tile.x(), tile.y() - 1).south()).isEqualTo(box.north());
        return box;
    }

    private Box envelope(int z, int x, int y) {
        return jdbc.query(
                        "select st_xmin(e), st_ymin(e), st_xmax(e), st_ymax(e) from st_tileenvelope(?, ?, ?) e",
                        (row, n) -> new Box(row.getDouble(1), row.getDouble(2), row.getDouble(3), row.getDouble(4)),
                        z,
                        x,
                        y)
                .getFirst();
    }

    private static String many(List<Standing> group) {
        List<Standing> active =
                group.stream().filter(c -> c.state().equals("ACTIVE")).toList();
        long notOnline = active.stream()
                .filter(c -> !c.health().equals("ONLINE") && !c.health().equals("DEGRADED"))
                .count();
        String worst = active.stream()
                .map(Standing::health)
                .max(Comparator.comparingInt(RANKS::indexOf))
                .orElse(null);
        return group.size() + " cameras, " + notOnline + " dark, " + worst;
    }

    private static String one(Standing c) {
        return c.code() + " " + c.state() + " " + c.health();
    }

    private static String words(Map<String, Object> of) {
        if (of.containsKey("count"))
            return of.get("count") + " cameras, " + of.get("notOnline") + " dark, " + of.get("worst");
        return of.get("cameraId") + " " + of.get("state") + " " + of.get("health");
    }

    private static void near(Point point, Found expected, TileAddress tile) {
        assertThat(Math.abs(point.x() - expected.x())).as(tile + " " + expected).isLessThanOrEqualTo(TOLERANCE);
        assertThat(Math.abs(point.y() - expected.y())).as(tile + " " + expected).isLessThanOrEqualTo(TOLERANCE);
    }

    private List<Point> points(TileAddress tile) {
        Answer answer = get(
                "/api/cameras/tiles/" + tile.z() + "/" + tile.x() + "/" + tile.y() + ".mvt?agency=" + AGENCY, OPERATOR);
        assertThat(answer.status()).isEqualTo(200);
        return VectorTile.points(answer.bytes(), "camera");
    }

    /** Those that meet nearest to cameras, and others. */
    private List<TileAddress> tiles(int zoom) {
        List<Standing> edgesFirst = new ArrayList<>(cameras.values());
        edgesFirst.sort(
                Comparator.comparingDouble(c -> Math.hypot(toEdge(c.x() / width(zoom)), toEdge(c.y() / width(zoom)))));
        Set<TileAddress> tiles = new LinkedHashSet<>();
        int across = 1 << zoom;
        for (Standing c : edgesFirst)
            for (int dx = -1; dx <= 1; dx++)
                for (int dy = -1; dy <= 1; dy++) {
                    int x = (int) ((c.x() + HALF_WORLD_M) / width(zoom)) + dx;
                    int y = (int) ((HALF_WORLD_M - c.y()) / width(zoom)) + dy;
                    if (x >= 0 && y >= 0 && x < across && y < across && tiles.size() < MOST_TILES)
                        tiles.add(new TileAddress(zoom, x, y));
                }
        for (int i = 0; i < MOST_TILES; i++) {
            Standing c = edgesFirst.get(random.nextInt(edgesFirst.size()));
            tiles.add(new TileAddress(
                    zoom, (int) ((c.x() + HALF_WORLD_M) / width(zoom)), (int) ((HALF_WORLD_M - c.y()) / width(zoom))));
        }
        return List.copyOf(tiles);
    }

    private static double toEdge(double tiles) {
        return tiles - Math.rint(tiles);
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(v -> v).average().orElseThrow();
    }

    private static double across(TileAddress tile, double x) {
        return (x + HALF_WORLD_M - width(tile.z()) * tile.x()) / width(tile.z()) * 4096;
    }

    private static double down(TileAddress tile, double y) {
        return (HALF_WORLD_M - width(tile.z()) * tile.y() - y) / width(tile.z()) * 4096;
    }

    private static double width(int zoom) {
        return 2 * HALF_WORLD_M / (1 << zoom);
    }

    private static int column(int zoom, double lon) {
        return (int) ((mercatorX(lon) + HALF_WORLD_M) / width(zoom));
    }

    private static int row(int zoom, double lat) {
        return (int) ((HALF_WORLD_M - mercatorY(lat)) / width(zoom));
    }

    private static double edgeLon(int zoom, int column) {
        return 360.0 * column / (1 << zoom) - 180;
    }

    private static double edgeLat(int zoom, int row) {
        return Math.toDegrees(Math.atan(Math.sinh(Math.PI * (1 - 2.0 * row / (1 << zoom)))));
    }

    private static double mercatorX(double lon) {
        return lon / 180 * HALF_WORLD_M;
    }

    private static double mercatorY(double lat) {
        return Math.log(Math.tan(Math.PI / 4 + Math.toRadians(lat) / 2)) / Math.PI * HALF_WORLD_M;
    }
}
