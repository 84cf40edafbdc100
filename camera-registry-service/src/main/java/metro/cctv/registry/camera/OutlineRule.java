package metro.cctv.registry.camera;

import java.util.List;
import metro.cctv.contracts.camera.Zone.Vertex;

/** Geometry of an outline in the picture. */
public final class OutlineRule {
    private OutlineRule() {}

    /** Fraction of the picture, by the shoelace formula. */
    public static double area(List<Vertex> polygon) {
        double twice = 0;
        for (int i = 0; i < polygon.size(); i++) {
            Vertex a = polygon.get(i);
            Vertex b = polygon.get((i + 1) % polygon.size());
            twice += a.x() * b.y() - b.x() * a.y();
        }
        return Math.abs(twice) / 2;
    }

    public static boolean crossesItself(List<Vertex> polygon) {
        int n = polygon.size();
        for (int i = 0; i < n; i++)
            for (int j = i + 2; j < n; j++) {
                if (i == 0 && j == n - 1) continue; // neighbours share a vertex
                if (cross(polygon.get(i), polygon.get(i + 1), polygon.get(j), polygon.get((j + 1) % n))) return true;
            }
        return false;
    }

    private static boolean cross(Vertex a, Vertex b, Vertex c, Vertex d) {
        return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
    }

    private static double side(Vertex a, Vertex b, Vertex p) {
        return Math.signum((b.x() - a.x()) * (p.y() - a.y()) - (b.y() - a.y()) * (p.x() - a.x()));
    }
}
