package metro.cctv.registry.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import metro.cctv.registry.RegistryTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Random cameras, random questions; every answer against plain formulae over all cameras. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SpaceIT extends RegistryTest {
    /** Where no other test puts anything. */
    private static final double LON = 128.60;

    private static final double LAT = 35.87;
    private static final int CAMERAS = 1_500;
    private static final int HOUSES = 120;

    private final Random random = new Random(20261122);
    private final List<Standing> cameras = new ArrayList<>();
    private final List<House> houses = new ArrayList<>();

    @Autowired
    JdbcClient jdbc;

    private record Standing(
            String code,
            double lon,
            double lat,
            @Nullable Double heading,
            double fov,
            @Nullable Double range,
            @Nullable Double height,
            boolean ptz,
            @Nullable Double panFrom,
            double panWidth,
            List<double[]> arcs,
            List<Double> presets,
            boolean active) {}

    private record House(
            String name,
            double west,
            double south,
            double east,
            double north,
            @Nullable Double height) {
        boolean holds(double lon, double lat) {
            return lon >= west && lon <= east && lat >= south && lat <= north;
        }

        /** The part of the line inside, as fractions; null: none (Liang–Barsky). */
        double @Nullable [] cut(double x0, double y0, double x1, double y1) {
            double from = 0;
            double to = 1;
            double[] p = {x0 - x1, x1 - x0, y0 - y1, y1 - y0};
            double[] q = {x0 - west, east - x0, y0 - south, north - y0};
            for (int i = 0; i < 4; i++) {
                if (p[i] == 0 && q[i] < 0) return null;
                if (p[i] < 0) from = Math.max(from, q[i] / p[i]);
                if (p[i] > 0) to = Math.min(to, q[i] / p[i]);
            }
            return from <= to ? new double[] {from, to} : null;
        }
    }

    @BeforeAll
    void build() {
        for (int i = 0; i < CAMERAS; i++) {
            double spread = i % 3 == 0 ? 0.03 : 0.004;
            boolean ptz = random.nextInt(6) == 0;
            double from = -180 + 360 * random.nextDouble();
            cameras.add(new Standing(
                    "SP-%05d".formatted(i),
                    LON + spread * random.nextGaussian(),
                    LAT + spread * random.nextGaussian(),
                    random.nextInt(10) == 0 ? null : (double) random.nextInt(361),
                    random.nextInt(12) == 0 ? 360 : 30 + random.nextInt(100),
                    random.nextBoolean() ? null : random.nextInt(40) == 0 ? 900.0 : 20.0 + random.nextInt(200),
                    random.nextBoolean() ? null : 3.0 + random.nextInt(12),
                    ptz,
                    ptz && random.nextBoolean() ? from : null,
                    random.nextInt(361),
                    arcs(),
                    IntStream.range(0, random.nextInt(5))
                            .mapToObj(n -> (double) Math.round(-180 + 360 * random.nextDouble()))
                            .toList(),
                    random.nextInt(15) > 0));
        }
        for (Standing c : cameras)
            jdbc.sql("""
                            insert into camera (code, name, district_code, purpose, managing_agency, position, heading_deg,
                              field_of_view_deg, range_m, height_m, ptz, ptz_range, main_url, main_transport, state, version,
                              changed_at)
                            values (?, ?, 'DJ-SEO', 'TRAFFIC_ENFORCEMENT', 'test',
                              st_setsrid(st_makepoint(?, ?), 4326)::geography, ?, ?, ?, ?, ?, ?::jsonb, 'rtsp://10.0.0.1/', 'TCP',
                              ?, 1, now())""")
                    .params(
                            c.code(),
                            "space " + c.code(),
                            c.lon(),
                            c.lat(),
                            c.heading(),
                            c.fov(),
                            c.range(),
                            c.height(),
                            c.ptz(),
                            c.panFrom() == null
                                    ? null
                                    : "{\"panFromDeg\": %s, \"panToDeg\": %s, \"tiltFromDeg\": -90, \"tiltToDeg\": 0, \"maxZoom\": 9}"
                                            .formatted(c.panFrom(), c.panFrom() + c.panWidth()),
                            c.active() ? "ACTIVE" : "SUSPENDED")
                    .update();
        for (Standing c : cameras) {
            if (!c.arcs().isEmpty())
                jdbc.sql("insert into ptz_head (camera_code, arcs) values (?, ?::jsonb)")
                        .params(
                                c.code(),
                                c.arcs().stream()
                                        .map(arc ->
                                                "{\"fromDeg\": %s, \"toDeg\": %s, \"tiltFromDeg\": -90, \"tiltToDeg\": 0}"
                                                        .formatted(arc[0], arc[1]))
                                        .collect(Collectors.joining(",", "[", "]")))
                        .update();
            for (int n = 0; n < c.presets().size(); n++)
                jdbc.sql("insert into ptz_preset (camera_code, token, name, pan_deg) values (?, ?, 'p', ?)")
                        .params(c.code(), String.valueOf(n), c.presets().get(n))
                        .update();
        }
        for (int i = 0; i < HOUSES; i++) {
            double west = LON + 0.006 * random.nextGaussian();
            double south = LAT + 0.006 * random.nextGaussian();
            houses.add(new House(
                    "house-" + i,
                    west,
                    south,
                    west + 0.0001 + 0.0004 * random.nextDouble(),
                    south + 0.0001 + 0.0003 * random.nextDouble(),
                    random.nextBoolean() ? null : 2.0 + random.nextInt(20)));
        }
        String features = houses.stream()
                .map(h -> """
                        {"type": "Feature", "properties": {"name": "%s", "heightM": %s}, "geometry": {"type": "Polygon",
                         "coordinates": [[[%s, %s], [%s, %s], [%s, %s], [%s, %s], [%s, %s]]]}}""".formatted(
                                h.name(),
                                h.height(),
                                h.west(),
                                h.south(),
                                h.east(),
                                h.south(),
                                h.east(),
                                h.north(),
                                h.west(),
                                h.north(),
                                h.west(),
                                h.south()))
                .collect(Collectors.joining(","));
        assertThat(call(
                                org.springframework.http.HttpMethod.PUT,
                                "/api/layers/OBSTRUCTION",
                                MANAGER,
                                "{\"type\": \"FeatureCollection\", \"features\": [" + features + "]}")
                        .status())
                .isEqualTo(200);
    }

    /** Mostly none; those of cameras that do not turn, or whose reach nobody knows, must not matter. */
    private List<double[]> arcs() {
        return IntStream.range(0, Math.max(0, random.nextInt(4) - 1))
                .mapToObj(n -> new double[] {random.nextInt(720) - 360, random.nextInt(720) - 360})
                .filter(arc -> arc[0] != arc[1])
                .toList();
    }

    @AfterAll
    void tearDown() {
        jdbc.sql("delete from ptz_head where camera_code like 'SP-%'").update();
        jdbc.sql("delete from ptz_preset where camera_code like 'SP-%'").update();
        jdbc.sql("delete from camera where code like 'SP-%'").update();
        jdbc.sql("delete from layer_feature where layer = 'OBSTRUCTION'").update();
        jdbc.sql("delete from layer where layer = 'OBSTRUCTION'").update();
    }

    @Test
    void nearest() {
        for (int i = 0; i < 40; i++) {
            double[] p = place();
            double radius = 30 + random.nextInt(3_000);
            int limit = 1 + random.nextInt(60);
            List<String> expected = cameras.stream()
                    .filter(c -> c.active() && Earth.distanceM(p[0], p[1], c.lon(), c.lat()) <= radius)
                    .sorted(Comparator.comparingDouble(c -> Earth.distanceM(p[0], p[1], c.lon(), c.lat())))
                    .limit(limit)
                    .map(Standing::code)
                    .toList();
            JsonNode items = get(
                            "/api/cameras/nearest?lon=" + p[0] + "&lat=" + p[1] + "&radiusM=" + radius + "&limit="
                                    + limit,
                            OPERATOR)
                    .json()
                    .get("items");
            assertThat(codes(items)).as("question %d", i).isEqualTo(expected);
            if (!items.isEmpty()) {
                Standing first = byCode(expected.getFirst());
                assertThat(items.get(0).get("distanceM").asDouble())
                        .isCloseTo(
                                Earth.distanceM(p[0], p[1], first.lon(), first.lat()),
                                org.assertj.core.api.Assertions.within(0.06));
            }
        }
    }

    @Test
    void within() {
        for (int i = 0; i < 25; i++) {
            double[] p = place();
            double size = 0.001 + 0.03 * random.nextDouble();
            double[][] outer = star(p, size, 5 + random.nextInt(30));
            double[][] hole = star(p, size * 0.2, 4 + random.nextInt(5));
            List<String> expected = cameras.stream()
                    .filter(c -> inside(outer, c.lon(), c.lat()) && !inside(hole, c.lon(), c.lat()))
                    .map(Standing::code)
                    .toList();
            String body = "{\"type\": \"Polygon\", \"coordinates\": [" + json(outer) + "," + json(hole) + "]}";
            List<String> found = new ArrayList<>();
            String cursor = "";
            do {
                JsonNode page = post("/api/cameras/within?limit=37" + cursor, OPERATOR, body)
                        .json();
                found.addAll(page.get("items")
                        .valueStream()
                        .map(c -> c.get("cameraId").asString())
                        .toList());
                cursor = page.get("next").isNull()
                        ? ""
                        : "&cursor=" + page.get("next").asString();
            } while (!cursor.isEmpty());
            assertThat(found).as("question %d", i).isEqualTo(expected);
        }
    }

    @Test
    void aPolygonInTheAddressIsTheSamePolygon() {
        String corners = "128.595%2035.865,128.605%2035.865,128.605%2035.875,128.595%2035.875";
        JsonNode page = get("/api/cameras/within?limit=500&polygon=" + corners, OPERATOR)
                .json();
        assertThat(page.get("items").size())
                .isEqualTo((int) cameras.stream()
                        .filter(c -> c.lon() > 128.595 && c.lon() < 128.605 && c.lat() > 35.865 && c.lat() < 35.875)
                        .limit(500)
                        .count())
                .isPositive();
    }

    @Test
    void route() {
        for (int i = 0; i < 25; i++) {
            double[][] way = way();
            double width = 5 + random.nextInt(80);
            var expected = cameras.stream()
                    .filter(Standing::active)
                    .map(c -> new Object() {
                        final String code = c.code();
                        final double[] at = beside(way, c.lon(), c.lat());
                    })
                    .filter(c -> c.at[1] <= width)
                    .sorted(Comparator.comparingDouble(c -> c.at[0]))
                    .toList();
            boolean close = cameras.stream().anyMatch(c -> Math.abs(beside(way, c.lon(), c.lat())[1] - width) < 0.01);
            JsonNode items = post(
                            "/api/cameras/route?limit=500&widthM=" + width,
                            OPERATOR,
                            "{\"type\": \"LineString\", \"coordinates\": " + json(way) + "}")
                    .json()
                    .get("items");
            if (close) continue;
            assertThat(codes(items))
                    .as("question %d", i)
                    .containsExactlyInAnyOrderElementsOf(
                            expected.stream().limit(500).map(e -> e.code).toList());
            double before = 0;
            for (int n = 0; n < items.size(); n++) {
                double along = items.get(n).get("alongM").asDouble();
                assertThat(along)
                        .isGreaterThanOrEqualTo(before)
                        .isCloseTo(expected.get(n).at[0], org.assertj.core.api.Assertions.within(0.5));
                before = along;
            }
        }
    }

    @Test
    void sees() {
        int hidden = 0;
        int seen = 0;
        int presets = 0;
        for (int i = 0; i < 80; i++) {
            double[] p = place();
            double height = random.nextInt(4) * 1.5;
            Answers expected = looking(p, height);
            if (expected.close) continue;
            JsonNode answer = get(
                            "/api/cameras/sees?limit=500&lon=" + p[0] + "&lat=" + p[1] + "&heightM=" + height, OPERATOR)
                    .json();
            assertThat(codes(answer.get("items"))).as("question %d", i).isEqualTo(expected.seen);
            assertThat(answer.get("items")
                            .valueStream()
                            .map(item -> item.get("preset").isNull()
                                    ? "none"
                                    : item.get("preset").asString())
                            .toList())
                    .as("question %d", i)
                    .isEqualTo(expected.presets);
            presets += (int) expected.presets.stream()
                    .filter(named -> !named.equals("none"))
                    .count();
            assertThat(answer.get("hidden")
                            .valueStream()
                            .map(h -> h.get("cameraId").asString() + " "
                                    + h.get("behind").asString())
                            .toList())
                    .as("question %d", i)
                    .isEqualTo(expected.hidden);
            hidden += expected.hidden.size();
            seen += expected.seen.size();
        }
        assertThat(hidden).isGreaterThan(20);
        assertThat(seen).isGreaterThan(50);
        assertThat(presets).isGreaterThan(10);
    }

    /** An index that is lost behind parameters is lost for a metropolis. */
    @Test
    void everyQuestionIsAnsweredFromAnIndex() {
        jdbc.sql("analyze camera").update();
        for (String[] question : List.<String[]>of(
                new String[] {SpaceStore.NEAREST, "camera_position_idx", "127.3, 36.3, 500, 9, 9"},
                new String[] {
                    SpaceStore.WITHIN, "camera_lonlat_idx", "'\\x0101000000000000000000000000000000'::bytea, '', 10"
                },
                new String[] {SpaceStore.BESIDE, "camera_position_idx", "'{}'::text[], 30, 10"})) {
            String name = "q" + Math.abs(question[0].hashCode());
            String sql = question[0];
            for (int n = 1; sql.contains("?"); n++) sql = sql.replaceFirst("\\?", "\\$" + n);
            String plan = explain(name, sql, question[2]);
            assertThat(plan).contains(question[1]);
        }
    }

    private String explain(String name, String sql, String values) {
        return jdbc.sql("select 1")
                .query((row, n) -> {
                    var connection = row.getStatement().getConnection();
                    try (var statement = connection.createStatement()) {
                        statement.execute("set enable_seqscan = off");
                        statement.execute("set plan_cache_mode = force_generic_plan");
                        statement.execute("prepare " + name + " as " + sql);
                        StringBuilder plan = new StringBuilder();
                        try (var rows = statement.executeQuery("explain execute " + name + "(" + values + ")")) {
                            while (rows.next()) plan.append(rows.getString(1)).append('\n');
                        }
                        statement.execute("deallocate " + name);
                        statement.execute("reset plan_cache_mode");
                        statement.execute("reset enable_seqscan");
                        return plan.toString();
                    }
                })
                .single();
    }

    private static final class Answers {
        final List<String> seen = new ArrayList<>();
        /** Of those that are seen, in their order. */
        final List<String> presets = new ArrayList<>();

        final List<String> hidden = new ArrayList<>();
        boolean close;
    }

    private Answers looking(double[] p, double height) {
        Answers answers = new Answers();
        var order = Comparator.comparing((Standing c) -> c.ptz())
                .thenComparingDouble(c -> Earth.distanceM(c.lon(), c.lat(), p[0], p[1]))
                .thenComparing(Standing::code);
        for (Standing c :
                cameras.stream().filter(Standing::active).sorted(order).toList()) {
            double range = c.range() == null ? 80 : c.range();
            double distance = Earth.distanceM(c.lon(), c.lat(), p[0], p[1]);
            if (distance > range + 1) continue;
            answers.close |= Math.abs(distance - range) < 0.01;
            if (distance > range) continue;
            double bearing = Earth.bearingDeg(c.lon(), c.lat(), p[0], p[1]);
            double margin = margin(c, bearing);
            answers.close |= Math.abs(margin) < 0.02;
            if (margin < 0) continue;
            double lens = c.height() == null ? 5 : c.height();
            House wall = houses.stream()
                    .filter(h -> !h.holds(c.lon(), c.lat()) && hides(h, c, p, lens, height))
                    .min(Comparator.comparingDouble(h -> h.cut(c.lon(), c.lat(), p[0], p[1])[0]))
                    .orElse(null);
            if (wall == null) {
                answers.seen.add(c.code());
                answers.presets.add(preset(c, bearing, answers));
            } else answers.hidden.add(c.code() + " OBSTRUCTION/" + wall.name());
        }
        return answers;
    }

    /** Degrees that the place lies within what the camera can see; negative: outside. */
    private static double margin(Standing c, double bearing) {
        if (c.ptz()) {
            if (c.panFrom() == null) return 360;
            List<double[]> ways =
                    c.arcs().isEmpty() ? List.of(new double[] {c.panFrom(), c.panWidth()}) : widths(c.arcs());
            return ways.stream()
                    .mapToDouble(way ->
                            way[1] == 360 ? 360 : way[1] / 2 + c.fov() / 2 - apart(bearing, way[0] + way[1] / 2))
                    .max()
                    .orElseThrow();
        }
        if (c.fov() == 360) return 360;
        if (c.heading() == null) return -360;
        return c.fov() / 2 - apart(bearing, c.heading());
    }

    /** From and width, clockwise. */
    private static List<double[]> widths(List<double[]> arcs) {
        return arcs.stream()
                .map(arc -> {
                    double width = ((arc[1] - arc[0]) % 360 + 360) % 360;
                    return new double[] {arc[0], width == 0 ? 360 : width};
                })
                .toList();
    }

    /** Of a camera whose range was entered: the stored position whose middle is nearest to the place, among those that show it. */
    private static String preset(Standing c, double bearing, Answers answers) {
        if (!c.ptz() || c.panFrom() == null) return "none";
        String best = "none";
        double nearest = Double.MAX_VALUE;
        for (int n = 0; n < c.presets().size(); n++) {
            double away = apart(bearing, c.presets().get(n));
            answers.close |= Math.abs(away - c.fov() / 2) < 0.02 || Math.abs(away - nearest) < 0.04;
            if (away > c.fov() / 2 || away >= nearest) continue;
            best = String.valueOf(n);
            nearest = away;
        }
        return best;
    }

    private static double apart(double a, double b) {
        double apart = Math.abs(a - b) % 360;
        return Math.min(apart, 360 - apart);
    }

    private static boolean hides(House house, Standing c, double[] p, double lens, double height) {
        double[] cut = house.cut(c.lon(), c.lat(), p[0], p[1]);
        if (cut == null) return false;
        if (house.height() == null) return true;
        return Math.min(lens + (height - lens) * cut[0], lens + (height - lens) * cut[1]) < house.height();
    }

    /** Along and offset, metres, in the plane of each leg's beginning. */
    private static double[] beside(double[][] way, double lon, double lat) {
        double[] best = {0, Double.MAX_VALUE};
        double begins = 0;
        for (int i = 1; i < way.length; i++) {
            double[] leg = Earth.eastNorth(way[i - 1][0], way[i - 1][1], way[i][0], way[i][1]);
            double[] at = Earth.eastNorth(way[i - 1][0], way[i - 1][1], lon, lat);
            double square = leg[0] * leg[0] + leg[1] * leg[1];
            double t = Math.clamp((leg[0] * at[0] + leg[1] * at[1]) / square, 0.0, 1.0);
            double offset = Math.hypot(at[0] - t * leg[0], at[1] - t * leg[1]);
            if (offset < best[1] - 1e-9) best = new double[] {begins + t * Math.sqrt(square), offset};
            begins += Math.sqrt(square);
        }
        return best;
    }

    private double[] place() {
        Standing near = cameras.get(random.nextInt(CAMERAS));
        return new double[] {near.lon() + 0.0006 * random.nextGaussian(), near.lat() + 0.0005 * random.nextGaussian()};
    }

    private double[][] way() {
        double[][] way = new double[2 + random.nextInt(20)][];
        way[0] = place();
        double heading = 2 * Math.PI * random.nextDouble();
        for (int i = 1; i < way.length; i++) {
            heading += random.nextDouble() - 0.5;
            double step = 0.0002 + 0.004 * random.nextDouble();
            way[i] = new double[] {way[i - 1][0] + step * Math.cos(heading), way[i - 1][1] + step * Math.sin(heading)};
        }
        return way;
    }

    /** A closed ring that does not cross itself. */
    private double[][] star(double[] middle, double size, int corners) {
        double[][] ring = IntStream.rangeClosed(0, corners)
                .mapToObj(i -> {
                    double angle = 2 * Math.PI * i / corners;
                    double r = size * (0.4 + 0.6 * random.nextDouble());
                    return new double[] {middle[0] + r * Math.cos(angle), middle[1] + r * Math.sin(angle)};
                })
                .toArray(double[][]::new);
        ring[corners] = ring[0];
        return ring;
    }

    private static boolean inside(double[][] ring, double x, double y) {
        boolean inside = false;
        for (int i = 0, j = ring.length - 1; i < ring.length; j = i++)
            if ((ring[i][1] > y) != (ring[j][1] > y)
                    && x < (ring[j][0] - ring[i][0]) * (y - ring[i][1]) / (ring[j][1] - ring[i][1]) + ring[i][0])
                inside = !inside;
        return inside;
    }

    private static String json(double[][] line) {
        return java.util.Arrays.stream(line)
                .map(at -> "[" + at[0] + "," + at[1] + "]")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static List<String> codes(JsonNode items) {
        return items.valueStream()
                .map(item -> item.get("camera").get("cameraId").asString())
                .toList();
    }

    private Standing byCode(String code) {
        return cameras.get(Integer.parseInt(code.substring(3)));
    }
}
