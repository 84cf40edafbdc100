package metro.cctv.registry.space;

import java.util.ArrayList;
import java.util.List;

/** A way across the city and where things stand beside it. */
final class RouteRule {
    /** Long legs are cut so that a leg is straight on the ground and the pieces' boxes stay small. */
    static final double PIECE_M = 400;

    private final List<Leg> legs = new ArrayList<>();
    private double lengthM;

    /** @param way positions, longitude first */
    RouteRule(double[][] way) {
        for (int i = 1; i < way.length; i++) {
            double length = Ground.distanceM(way[i - 1][0], way[i - 1][1], way[i][0], way[i][1]);
            int parts = (int) Math.max(1, Math.ceil(length / PIECE_M));
            for (int p = 0; p < parts; p++)
                add(between(way[i - 1], way[i], p, parts), between(way[i - 1], way[i], p + 1, parts));
        }
    }

    double lengthM() {
        return lengthM;
    }

    /** Where the camera stands beside the way: at its closest point, at the first if the way comes by twice. */
    Beside beside(double lon, double lat) {
        Beside best = new Beside(0, Double.POSITIVE_INFINITY);
        for (Leg leg : legs) {
            Beside here = leg.beside(lon, lat);
            if (here.offsetM() < best.offsetM()) best = here;
        }
        return best;
    }

    /** Consecutive legs of about {@link #PIECE_M} each. */
    List<double[][]> pieces() {
        List<double[][]> pieces = new ArrayList<>();
        List<double[]> piece = new ArrayList<>();
        double length = 0;
        for (Leg leg : legs) {
            if (piece.isEmpty()) piece.add(leg.from());
            piece.add(leg.to());
            length += leg.lengthM();
            if (length < PIECE_M) continue;
            pieces.add(piece.toArray(double[][]::new));
            piece.clear();
            length = 0;
        }
        if (!piece.isEmpty()) pieces.add(piece.toArray(double[][]::new));
        return pieces;
    }

    private void add(double[] from, double[] to) {
        var scale = Ground.Scale.at((from[1] + to[1]) / 2);
        double east = (to[0] - from[0]) * scale.eastM();
        double north = (to[1] - from[1]) * scale.northM();
        Leg leg = new Leg(from, to, scale, east, north, Math.hypot(east, north), lengthM);
        legs.add(leg);
        lengthM += leg.lengthM();
    }

    private static double[] between(double[] a, double[] b, int part, int parts) {
        if (part == 0) return a;
        if (part == parts) return b;
        double t = (double) part / parts;
        return new double[] {a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t};
    }

    /** @param alongM from the beginning of the way */
    record Beside(double alongM, double offsetM) {}

    private record Leg(
            double[] from,
            double[] to,
            Ground.Scale scale,
            double eastM,
            double northM,
            double lengthM,
            double beginsM) {

        Beside beside(double lon, double lat) {
            double east = (lon - from[0]) * scale.eastM();
            double north = (lat - from[1]) * scale.northM();
            double square = lengthM * lengthM;
            double t = square == 0 ? 0 : Math.clamp((east * eastM + north * northM) / square, 0.0, 1.0);
            return new Beside(beginsM + t * lengthM, Math.hypot(east - t * eastM, north - t * northM));
        }
    }
}
