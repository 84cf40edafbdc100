package metro.cctv.link.selection;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A plain area on the map: one ring without holes that does not cross itself, 3 to 100 corners, at most 30 km across.
 *
 * @param ring corners in WGS 84 degrees; the first is not repeated at the end
 */
public record Area(List<Corner> ring) {
    private static final int MAX_CORNERS = 100;
    /** A third of a degree is about 30 km. */
    private static final double MAX_DEG = 0.34;

    /** About a square metre; less is a line, however it is rounded. */
    private static final double MIN_DEG2 = 1e-10;

    public record Corner(double lon, double lat) {}

    public Area {
        ring = List.copyOf(ring);
        if (ring.size() > 1 && ring.getFirst().equals(ring.getLast())) ring = ring.subList(0, ring.size() - 1);
        if (ring.size() < 3 || ring.size() > MAX_CORNERS)
            throw new IllegalArgumentException("area: 3 to " + MAX_CORNERS + " corners, was " + ring.size());
        for (Corner corner : ring)
            if (!(Math.abs(corner.lon()) <= 180 && Math.abs(corner.lat()) <= 90))
                throw new IllegalArgumentException("area: corners as [lon, lat] in degrees");
        double wide = span(ring.stream().mapToDouble(Corner::lon).summaryStatistics());
        double high = span(ring.stream().mapToDouble(Corner::lat).summaryStatistics());
        if (wide > MAX_DEG || high > MAX_DEG) throw new IllegalArgumentException("area: at most 30 km across");
        if (crossesItself(ring)) throw new IllegalArgumentException("area: its border crosses itself");
        if (surface(ring) < MIN_DEG2) throw new IllegalArgumentException("area: it is a line");
    }

    /** @param pairs [lon, lat] each */
    public static Area of(List<List<Double>> pairs) {
        List<Corner> corners = new ArrayList<>(pairs.size());
        for (List<Double> pair : pairs) {
            if (pair.size() != 2) throw new IllegalArgumentException("area: corners as [lon, lat] in degrees");
            corners.add(new Corner(pair.get(0), pair.get(1)));
        }
        return new Area(corners);
    }

    public List<List<Double>> pairs() {
        return ring.stream().map(c -> List.of(c.lon(), c.lat())).toList();
    }

    /** Its centre of gravity, which may lie outside of a bent one. */
    public Corner middle() {
        // Around the first corner: products of whole degrees would cancel each other out badly.
        Corner o = ring.getFirst();
        double lon = 0;
        double lat = 0;
        double twice = 0;
        for (int i = 0; i < ring.size(); i++) {
            Corner a = ring.get(i);
            Corner b = ring.get((i + 1) % ring.size());
            double cross = (a.lon() - o.lon()) * (b.lat() - o.lat()) - (b.lon() - o.lon()) * (a.lat() - o.lat());
            twice += cross;
            lon += (a.lon() + b.lon() - 2 * o.lon()) * cross;
            lat += (a.lat() + b.lat() - 2 * o.lat()) * cross;
        }
        return new Corner(o.lon() + lon / (3 * twice), o.lat() + lat / (3 * twice));
    }

    public String wkt() {
        List<Corner> closed = new ArrayList<>(ring);
        closed.add(ring.getFirst());
        return closed.stream()
                .map(c -> String.format(Locale.ROOT, "%.7f %.7f", c.lon(), c.lat()))
                .collect(Collectors.joining(", ", "POLYGON((", "))"));
    }

    private static double span(java.util.DoubleSummaryStatistics values) {
        return values.getMax() - values.getMin();
    }

    private static double surface(List<Corner> ring) {
        double twice = 0;
        for (int i = 0; i < ring.size(); i++) twice += side(ring.getFirst(), ring.get(i), next(ring, i));
        return Math.abs(twice);
    }

    private static boolean crossesItself(List<Corner> ring) {
        for (int i = 0; i < ring.size(); i++)
            for (int j = i + 1; j < ring.size(); j++) {
                boolean neighbours = j == i + 1 || i == 0 && j == ring.size() - 1;
                if (!neighbours && cross(ring.get(i), next(ring, i), ring.get(j), next(ring, j))) return true;
            }
        return false;
    }

    private static Corner next(List<Corner> ring, int i) {
        return ring.get((i + 1) % ring.size());
    }

    private static boolean cross(Corner a, Corner b, Corner c, Corner d) {
        return side(a, b, c) * side(a, b, d) <= 0 && side(c, d, a) * side(c, d, b) <= 0 && touch(a, b, c, d);
    }

    /** Boxes that are apart cannot touch; keeps lines in one direction from counting as a crossing. */
    private static boolean touch(Corner a, Corner b, Corner c, Corner d) {
        return Math.max(a.lon(), b.lon()) >= Math.min(c.lon(), d.lon())
                && Math.max(c.lon(), d.lon()) >= Math.min(a.lon(), b.lon())
                && Math.max(a.lat(), b.lat()) >= Math.min(c.lat(), d.lat())
                && Math.max(c.lat(), d.lat()) >= Math.min(a.lat(), b.lat());
    }

    /** Positive when c lies left of the way from a to b. */
    private static double side(Corner a, Corner b, Corner c) {
        return (b.lon() - a.lon()) * (c.lat() - a.lat()) - (c.lon() - a.lon()) * (b.lat() - a.lat());
    }
}
