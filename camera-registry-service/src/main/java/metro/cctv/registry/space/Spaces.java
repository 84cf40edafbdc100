package metro.cctv.registry.space;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.Require;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.registry.camera.WrittenBrief;
import metro.cctv.registry.geojson.Shape;
import metro.cctv.registry.geojson.Shape.Type;
import metro.cctv.registry.geojson.ShapeRule;
import metro.cctv.registry.space.SightRule.Between;
import metro.cctv.registry.space.SightRule.How;
import metro.cctv.registry.space.SightRule.Sight;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The questions, with their limits. */
@Component
class Spaces {
    static final double MAX_RADIUS_M = 20_000;
    static final double MAX_WIDTH_M = 500;
    static final double MAX_WAY_M = 50_000;
    /** A metropolis fits; the world does not. */
    static final double MAX_ACROSS_DEG = 2;

    static final int MAX_LIMIT = 500;
    /** More cameras than this beside one way are no answer that a person could use. */
    static final int MAX_BESIDE = 2_000;

    private static final ShapeRule.Limits AREA =
            new ShapeRule.Limits(Set.of(Type.POLYGON, Type.MULTI_POLYGON), 5_000, 100);
    private static final ShapeRule.Limits WAY = new ShapeRule.Limits(Set.of(Type.LINE_STRING), 1_000, 1);

    private final SpaceStore store;
    private final SpaceProperties space;

    Spaces(SpaceStore store, SpaceProperties space) {
        this.store = store;
        this.space = space;
    }

    List<Nearest> nearest(double lon, double lat, double radiusM, int limit) {
        place(lon, lat);
        Require.within("radiusM", radiusM, 1, MAX_RADIUS_M);
        return store.nearest(lon, lat, radiusM, limit(limit)).stream()
                .map(n -> new Nearest(n.camera(), tenth(n.distanceM())))
                .toList();
    }

    List<WrittenBrief> within(tools.jackson.databind.JsonNode area, @Nullable String afterCode, int limit) {
        Shape shape = ShapeRule.read(area, AREA);
        double[] box = shape.bounds();
        if (box[2] - box[0] > MAX_ACROSS_DEG || box[3] - box[1] > MAX_ACROSS_DEG)
            throw new IllegalArgumentException("coordinates: at most " + MAX_ACROSS_DEG + " degrees across, was "
                    + (box[2] - box[0]) + " by " + (box[3] - box[1]));
        List<WrittenBrief> cameras = store.within(shape, afterCode, limit);
        if (cameras.isEmpty())
            store.flaw(shape).ifPresent(flaw -> {
                throw new IllegalArgumentException("coordinates: the area is not sound: " + flaw);
            });
        return cameras;
    }

    /** In the order of the way, each camera once. */
    List<Beside> along(tools.jackson.databind.JsonNode way, double widthM, int limit) {
        Require.within("widthM", widthM, 1, MAX_WIDTH_M);
        int wanted = limit(limit);
        RouteRule route =
                new RouteRule(ShapeRule.read(way, WAY).members().getFirst().getFirst());
        if (!(route.lengthM() > 0 && route.lengthM() <= MAX_WAY_M))
            throw new IllegalArgumentException("coordinates: a way of up to " + Math.round(MAX_WAY_M) + " m, was "
                    + Math.round(route.lengthM()) + " m");
        // PostGIS only gathers, a little more widely; which camera counts is decided by the offset that is answered.
        List<WrittenBrief> around = store.beside(route.pieces(), widthM * 1.01 + 1, MAX_BESIDE + 1);
        if (around.size() > MAX_BESIDE)
            throw new ProblemException(
                    ProblemType.TOO_LARGE,
                    "More than " + MAX_BESIDE + " cameras stand along this way: ask for a shorter or a narrower one.");
        List<Beside> beside = new ArrayList<>();
        for (WrittenBrief camera : around) {
            RouteRule.Beside at = route.beside(camera.lon(), camera.lat());
            if (at.offsetM() <= widthM) beside.add(new Beside(camera, tenth(at.alongM()), tenth(at.offsetM())));
        }
        beside.sort(Comparator.comparingDouble(Beside::alongM)
                .thenComparing(b -> b.camera().cameraId()));
        return List.copyOf(beside.subList(0, Math.min(wanted, beside.size())));
    }

    Sees sees(double lon, double lat, double heightM, int limit) {
        place(lon, lat);
        Require.within("heightM", heightM, 0, 500);
        int wanted = limit(limit);
        Map<String, Looking> looking = new LinkedHashMap<>();
        store.eyesAround(lon, lat).stream()
                .flatMap(c -> SightRule.sees(c.eye(), lon, lat).map(sight -> looking(c, sight)).stream())
                .sorted(Comparator.comparing((Looking l) -> l.sight().how())
                        .thenComparingDouble(l -> l.sight().distanceM())
                        .thenComparing(Looking::code))
                .limit(MAX_LIMIT)
                .forEach(l -> looking.put(l.code(), l));
        List<Seer> items = new ArrayList<>();
        List<Hidden> hidden = new ArrayList<>();
        if (!looking.isEmpty())
            for (SpaceStore.Seen seen : store.seen(lon, lat, List.copyOf(looking.keySet()))) {
                Looking l = Objects.requireNonNull(looking.get(seen.camera().cameraId()));
                Between wall = seen.between().stream()
                        .filter(b -> SightRule.hides(b, l.lensM(), heightM))
                        .min(Comparator.comparingDouble(Between::enters))
                        .orElse(null);
                if (wall != null) hidden.add(new Hidden(l.code(), "OBSTRUCTION/" + wall.feature()));
                else if (items.size() < wanted) items.add(Seer.of(seen.camera(), l.sight(), l.preset()));
            }
        return new Sees(items, hidden);
    }

    private Looking looking(SpaceStore.Candidate camera, Sight sight) {
        String preset = SightRule.preset(
                        camera.presets(), sight.bearingDeg(), camera.eye().fieldOfViewDeg())
                .orElse(null);
        return new Looking(camera.code(), camera.lensM() == null ? space.usualLensM() : camera.lensM(), sight, preset);
    }

    static void place(double lon, double lat) {
        if (lat > 90 && lat <= 180 && Math.abs(lon) <= 90)
            throw new IllegalArgumentException("lat: -90.0 to 90.0, was " + lat + "; are lon and lat swapped?");
        Require.within("lon", lon, -180, 180);
        Require.within("lat", lat, -90, 90);
    }

    static int limit(int limit) {
        return (int) Require.within("limit", limit, 1, MAX_LIMIT);
    }

    static double tenth(double value) {
        return Math.round(value * 10) / 10.0;
    }

    record Nearest(WrittenBrief camera, double distanceM) {}

    /** @param alongM from the beginning of the way; {@code offsetM} from its middle line */
    record Beside(WrittenBrief camera, double alongM, double offsetM) {}

    /** Fixed cameras first, nearest first. */
    record Sees(List<Seer> items, List<Hidden> hidden) {}

    /** @param preset a stored position that shows the place; null: none does, or the camera does not turn */
    record Seer(
            WrittenBrief camera,
            double distanceM,
            double bearingDeg,
            double offAxisDeg,
            How how,
            @Nullable String preset) {

        static Seer of(WrittenBrief camera, Sight sight, @Nullable String preset) {
            return new Seer(
                    camera,
                    tenth(sight.distanceM()),
                    tenth(sight.bearingDeg()),
                    tenth(sight.offAxisDeg()),
                    sight.how(),
                    preset);
        }
    }

    /** @param behind layer and name of the nearest thing in between */
    record Hidden(String cameraId, String behind) {}

    private record Looking(
            String code,
            double lensM,
            Sight sight,
            @Nullable String preset) {}
}
