package metro.cctv.analytics.behaviour;

import java.util.List;
import metro.cctv.contracts.camera.Zone.Vertex;

/** A zone's outline; its edge counts as inside. Fractions of the frame. */
record Polygon(List<Vertex> vertices) {
    private static final double EDGE = 1e-9;

    boolean contains(double x, double y) {
        boolean inside = false;
        for (int i = 0, j = vertices.size() - 1; i < vertices.size(); j = i++) {
            Vertex a = vertices.get(i);
            Vertex b = vertices.get(j);
            if (onEdge(a, b, x, y)) return true;
            if (a.y() > y != b.y() > y && x < (b.x() - a.x()) * (y - a.y()) / (b.y() - a.y()) + a.x()) inside = !inside;
        }
        return inside;
    }

    private static boolean onEdge(Vertex a, Vertex b, double x, double y) {
        double cross = (b.x() - a.x()) * (y - a.y()) - (b.y() - a.y()) * (x - a.x());
        return Math.abs(cross) < EDGE
                && x >= Math.min(a.x(), b.x()) - EDGE
                && x <= Math.max(a.x(), b.x()) + EDGE
                && y >= Math.min(a.y(), b.y()) - EDGE
                && y <= Math.max(a.y(), b.y()) + EDGE;
    }
}
