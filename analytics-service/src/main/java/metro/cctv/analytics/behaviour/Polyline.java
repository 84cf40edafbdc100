package metro.cctv.analytics.behaviour;

import java.util.List;
import metro.cctv.contracts.camera.Zone.Vertex;

/** A line that is not to be crossed, open at both ends. Fractions of the frame, y downwards. */
record Polyline(List<Vertex> vertices) {

    /**
     * How often a step passes the line from its left to its right, minus how often the other way, for somebody who walks it
     * from its first vertex to its last. A step that begins or ends on the line counts as on its right; so each passage is
     * counted in exactly one step, and through a vertex for exactly one of the two legs.
     */
    int passages(Foot from, Foot to) {
        int net = 0;
        // The same way round for both legs at a vertex and for a step back: what only touches a corner passes nothing.
        boolean forwards = from.x() < to.x() || from.x() == to.x() && from.y() <= to.y();
        Foot first = forwards ? from : to;
        Foot last = forwards ? to : from;
        for (int i = 0; i + 1 < vertices.size(); i++) {
            Vertex a = vertices.get(i);
            Vertex b = vertices.get(i + 1);
            boolean leftBefore = isLeft(a.x(), a.y(), b.x(), b.y(), from.x(), from.y());
            boolean leftAfter = isLeft(a.x(), a.y(), b.x(), b.y(), to.x(), to.y());
            if (leftBefore == leftAfter) continue;
            if (isLeft(first.x(), first.y(), last.x(), last.y(), a.x(), a.y())
                    == isLeft(first.x(), first.y(), last.x(), last.y(), b.x(), b.y())) continue; // past its end
            net += leftBefore ? 1 : -1;
        }
        return net;
    }

    /** @param aspect width of the frame by its height; the result is in frame heights */
    double distance(Foot foot, double aspect) {
        double nearest = Double.MAX_VALUE;
        for (int i = 0; i + 1 < vertices.size(); i++)
            nearest = Math.min(nearest, distance(vertices.get(i), vertices.get(i + 1), foot, aspect));
        return nearest;
    }

    private static double distance(Vertex a, Vertex b, Foot foot, double aspect) {
        double alongX = (b.x() - a.x()) * aspect;
        double alongY = b.y() - a.y();
        double toX = (foot.x() - a.x()) * aspect;
        double toY = foot.y() - a.y();
        double squared = alongX * alongX + alongY * alongY;
        double share = squared == 0 ? 0 : Math.clamp((toX * alongX + toY * alongY) / squared, 0.0, 1.0);
        return Math.hypot(toX - share * alongX, toY - share * alongY);
    }

    /** y grows downwards, so left of the walker is where the cross product is negative. */
    private static boolean isLeft(double ax, double ay, double bx, double by, double x, double y) {
        return (bx - ax) * (y - ay) - (by - ay) * (x - ax) < 0;
    }
}
