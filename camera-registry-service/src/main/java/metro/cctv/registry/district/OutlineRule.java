package metro.cctv.registry.district;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What a district's outline must be: GeoJSON Polygon or MultiPolygon, RFC 7946, WGS 84. Each refusal says where and what. */
final class OutlineRule {
    static final int MAX_VERTICES = 10_000;

    private OutlineRule() {}

    /**
     * @return every ring, outer ones and holes, as lon, lat, lon, lat …
     * @throws IllegalArgumentException in words for the person who sent it
     */
    static List<double[]> rings(JsonNode outline) {
        if (!outline.isObject()) throw wrong("a GeoJSON Polygon or MultiPolygon");
        String type = outline.path("type").asString("");
        JsonNode coordinates = outline.path("coordinates");
        if (!coordinates.isArray()) throw wrong("coordinates are missing");
        List<double[]> rings = new ArrayList<>();
        switch (type) {
            case "Polygon" -> polygon(coordinates, "", rings);
            case "MultiPolygon" -> {
                if (coordinates.isEmpty()) throw wrong("at least one polygon");
                for (int i = 0; i < coordinates.size(); i++) polygon(coordinates.get(i), "polygon " + i + ", ", rings);
            }
            default -> throw wrong("type Polygon or MultiPolygon, was \"" + shown(type) + "\"");
        }
        return rings;
    }

    private static void polygon(JsonNode polygon, String where, List<double[]> rings) {
        if (!polygon.isArray() || polygon.isEmpty()) throw wrong(where + "at least one ring");
        for (int i = 0; i < polygon.size(); i++) {
            rings.add(ring(polygon.get(i), where + "ring " + i));
            int vertices = rings.stream().mapToInt(r -> r.length / 2).sum();
            if (vertices > MAX_VERTICES) throw wrong("at most " + MAX_VERTICES + " vertices");
        }
    }

    private static double[] ring(JsonNode ring, String where) {
        if (!ring.isArray() || ring.size() < 4) throw wrong(where + ": at least 4 positions, the last as the first");
        if (ring.size() > MAX_VERTICES) throw wrong("at most " + MAX_VERTICES + " vertices");
        double[] flat = new double[ring.size() * 2];
        for (int i = 0; i < ring.size(); i++) {
            JsonNode position = ring.get(i);
            if (!position.isArray()
                    || position.size() < 2
                    || !position.get(0).isNumber()
                    || !position.get(1).isNumber()) throw wrong(where + ", position " + i + ": [longitude, latitude]");
            double lon = position.get(0).asDouble();
            double lat = position.get(1).asDouble();
            if (!(Math.abs(lon) <= 180 && Math.abs(lat) <= 85))
                throw wrong(where + ", position " + i + ": longitude -180 to 180, latitude -85 to 85");
            flat[2 * i] = lon;
            flat[2 * i + 1] = lat;
        }
        if (flat[0] != flat[flat.length - 2] || flat[1] != flat[flat.length - 1])
            throw wrong(where + ": not closed, the last position must be the first");
        return flat;
    }

    private static String shown(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= 32 ? plain : plain.substring(0, 32) + "…";
    }

    private static IllegalArgumentException wrong(String words) {
        return new IllegalArgumentException("outline: " + words);
    }
}
