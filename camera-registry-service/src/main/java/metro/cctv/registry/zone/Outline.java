package metro.cctv.registry.zone;

import java.util.List;
import java.util.Optional;
import metro.cctv.contracts.camera.Zone.Vertex;

/** What somebody drew on a picture: an outline (closed) or a line (open). Fractions of the frame. */
record Outline(List<Vertex> vertices, boolean closed) {
    /** Closer than this two points are one: a hundredth of a per cent of the frame. */
    private static final double SAME = 1e-4;

    /** @return what is wrong with its form, in words; where: counted from 0 */
    Optional<String> objection() {
        int n = vertices.size();
        int legs = closed ? n : n - 1;
        for (int i = 0; i < legs; i++)
            if (distance(vertices.get(i), vertices.get((i + 1) % n)) < SAME)
                return Optional.of("vertex " + (i + 1) % n + " repeats vertex " + i);
        if (!closed && distance(vertices.getFirst(), vertices.getLast()) < SAME)
            return Optional.of("a line has two ends; draw an area instead");
        for (int i = closed ? 0 : 1; i < (closed ? n : n - 1); i++)
            if (foldsBack(vertices.get((i + n - 1) % n), vertices.get(i), vertices.get((i + 1) % n)))
                return Optional.of("it folds back on itself at vertex " + i);
        for (int i = 0; i < legs; i++)
            for (int j = i + 2; j < legs; j++) {
                if (closed && i == 0 && j == legs - 1) continue; // neighbours share a vertex
                if (meet(vertices.get(i), vertices.get(i + 1), vertices.get(j), vertices.get((j + 1) % n)))
                    return Optional.of("it crosses itself (leg " + i + " and leg " + j + ")");
            }
        return Optional.empty();
    }

    /** Of a closed one; fraction of the picture, by the shoelace formula. */
    double area() {
        double twice = 0;
        for (int i = 0; i < vertices.size(); i++) {
            Vertex a = vertices.get(i);
            Vertex b = vertices.get((i + 1) % vertices.size());
            twice += a.x() * b.y() - b.x() * a.y();
        }
        return Math.abs(twice) / 2;
    }

    double length() {
        double sum = 0;
        for (int i = 0; i + 1 < vertices.size(); i++) sum += distance(vertices.get(i), vertices.get(i + 1));
        return sum;
    }

    /** Whether two legs have a point in common: they cross, touch or lie on each other. */
    private static boolean meet(Vertex a, Vertex b, Vertex c, Vertex d) {
        int abc = side(a, b, c);
        int abd = side(a, b, d);
        int cda = side(c, d, a);
        int cdb = side(c, d, b);
        if (abc * abd < 0 && cda * cdb < 0) return true;
        return abc == 0 && within(a, b, c)
                || abd == 0 && within(a, b, d)
                || cda == 0 && within(c, d, a)
                || cdb == 0 && within(c, d, b);
    }

    private static boolean foldsBack(Vertex a, Vertex b, Vertex c) {
        return side(a, b, c) == 0 && (b.x() - a.x()) * (c.x() - b.x()) + (b.y() - a.y()) * (c.y() - b.y()) < 0;
    }

    private static int side(Vertex a, Vertex b, Vertex p) {
        double cross = (b.x() - a.x()) * (p.y() - a.y()) - (b.y() - a.y()) * (p.x() - a.x());
        return Math.abs(cross) < 1e-12 ? 0 : cross > 0 ? 1 : -1;
    }

    private static boolean within(Vertex a, Vertex b, Vertex p) {
        return Math.min(a.x(), b.x()) <= p.x()
                && p.x() <= Math.max(a.x(), b.x())
                && Math.min(a.y(), b.y()) <= p.y()
                && p.y() <= Math.max(a.y(), b.y());
    }

    private static double distance(Vertex a, Vertex b) {
        return Math.hypot(a.x() - b.x(), a.y() - b.y());
    }
}
