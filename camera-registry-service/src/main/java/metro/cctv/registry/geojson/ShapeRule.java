package metro.cctv.registry.geojson;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import metro.cctv.registry.geojson.Shape.Type;
import tools.jackson.databind.JsonNode;

/**
 * Reads a geometry and refuses what PostGIS should not even see. What it cannot know without geometry (rings that cross
 * themselves, holes outside) PostGIS finds. Each refusal names the place.
 */
public final class ShapeRule {
    private ShapeRule() {}

    /** @param maxVertices of the whole geometry */
    public record Limits(Set<Type> types, int maxVertices, int maxMembers) {}

    /** @param geometry a GeoJSON geometry, or a Feature whose geometry is taken */
    public static Shape read(JsonNode geometry, Limits limits) {
        if (!geometry.isObject()) throw wrong("geometry", "a GeoJSON geometry object, was " + kind(geometry));
        String name = text(geometry.path("type"));
        if (name.equals("Feature")) return read(geometry.path("geometry"), limits);
        Type type = Arrays.stream(Type.values())
                .filter(t -> t.geoJson().equals(name) && limits.types().contains(t))
                .findAny()
                .orElseThrow(() -> wrong("type", "one of " + names(limits) + ", was " + shown(name)));
        JsonNode coordinates = geometry.path("coordinates");
        if (!coordinates.isArray()) throw wrong("coordinates", "an array, was " + kind(coordinates));
        return new Reader(limits).shape(type, coordinates);
    }

    private static final class Reader {
        private final Limits limits;
        private int vertices;

        Reader(Limits limits) {
            this.limits = limits;
        }

        Shape shape(Type type, JsonNode coordinates) {
            if (!type.isMulti()) return new Shape(type, List.of(member(type, coordinates, "coordinates")));
            if (coordinates.isEmpty() || coordinates.size() > limits.maxMembers())
                throw wrong(
                        "coordinates",
                        "1 to " + limits.maxMembers() + " " + type.member().geoJson() + " parts, was "
                                + coordinates.size());
            List<List<double[][]>> members = new ArrayList<>();
            for (int i = 0; i < coordinates.size(); i++)
                members.add(member(type.member(), coordinates.get(i), "coordinates[" + i + "]"));
            return new Shape(type, members);
        }

        private List<double[][]> member(Type type, JsonNode node, String at) {
            return switch (type) {
                case POINT -> List.<double[][]>of(new double[][] {position(node, at)});
                case LINE_STRING -> List.<double[][]>of(line(node, at, 2));
                default -> rings(node, at);
            };
        }

        private List<double[][]> rings(JsonNode node, String at) {
            if (!node.isArray() || node.isEmpty()) throw wrong(at, "an array of rings, was " + kind(node));
            List<double[][]> rings = new ArrayList<>();
            for (int i = 0; i < node.size(); i++) {
                String here = at + "[" + i + "]";
                double[][] ring = line(node.get(i), here, 4);
                if (!Arrays.equals(ring[0], ring[ring.length - 1]))
                    throw wrong(here, "the ring is not closed: its last position must repeat the first");
                rings.add(ring);
            }
            return rings;
        }

        private double[][] line(JsonNode node, String at, int least) {
            if (!node.isArray()) throw wrong(at, "an array of positions, was " + kind(node));
            if (node.size() < least) throw wrong(at, "at least " + least + " positions, was " + node.size());
            if (node.size() > limits.maxVertices()) throw tooMany(node.size());
            double[][] line = new double[node.size()][];
            for (int i = 0; i < line.length; i++) line[i] = position(node.get(i), at + "[" + i + "]");
            return line;
        }

        private double[] position(JsonNode node, String at) {
            if (++vertices > limits.maxVertices()) throw tooMany(vertices);
            if (!node.isArray() || node.size() < 2 || node.size() > 3)
                throw wrong(at, "a position of longitude and latitude, was " + kind(node));
            if (!node.get(0).isNumber() || !node.get(1).isNumber())
                throw wrong(at, "two numbers, was " + kind(node.get(0)) + " and " + kind(node.get(1)));
            double lon = node.get(0).asDouble();
            double lat = node.get(1).asDouble();
            if (!(lat >= -90 && lat <= 90) && lon >= -90 && lon <= 90 && lat >= -180 && lat <= 180)
                throw wrong(
                        at,
                        "latitude -90 to 90, was " + lat + "; GeoJSON gives the longitude first: are the two swapped?");
            if (!(lon >= -180 && lon <= 180)) throw wrong(at, "longitude -180 to 180, was " + lon);
            if (!(lat >= -90 && lat <= 90)) throw wrong(at, "latitude -90 to 90, was " + lat);
            return new double[] {lon, lat};
        }

        private IllegalArgumentException tooMany(int seen) {
            return wrong("coordinates", "at most " + limits.maxVertices() + " positions, was " + seen + " or more");
        }
    }

    private static String names(Limits limits) {
        return String.join(
                ", ", limits.types().stream().sorted().map(Type::geoJson).toList());
    }

    private static String text(JsonNode node) {
        return node.isString() ? node.asString() : "";
    }

    private static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case MISSING -> "missing";
            case ARRAY -> "an array of " + node.size();
            case OBJECT -> "an object";
            case NULL -> "null";
            default -> shown(node.asString());
        };
    }

    private static String shown(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", "?");
        return "\"" + (plain.length() <= 40 ? plain : plain.substring(0, 40) + "…") + "\"";
    }

    private static IllegalArgumentException wrong(String at, String words) {
        return new IllegalArgumentException(at + ": " + words);
    }
}
