package metro.cctv.registry.ptz;

import java.util.List;

/** The approved arcs of a camera; an empty list leaves it free. */
final class ArcRule {
    /** Cameras round their angles. */
    private static final double TOLERANCE_DEG = 0.05;

    private static final int SAMPLES = 16;

    private ArcRule() {}

    static boolean isInside(List<Arc> arcs, HeadPosition position) {
        return gapDeg(arcs, position.panDeg(), position.tiltDeg()) <= TOLERANCE_DEG;
    }

    /** Degrees to the nearest place where the head may look. */
    static double gapDeg(List<Arc> arcs, double panDeg, double tiltDeg) {
        double nearest = arcs.isEmpty() ? 0 : Double.MAX_VALUE;
        for (Arc arc : arcs) nearest = Math.min(nearest, Math.hypot(arc.panGapDeg(panDeg), arc.tiltGapDeg(tiltDeg)));
        return nearest;
    }

    /**
     * Whether a turn from here by these degrees goes out, or, where the head stands outside already, farther out.
     * Looked at in steps: a fast head could be through a narrow gap by its end.
     */
    static boolean leads(List<Arc> arcs, HeadPosition from, double panByDeg, double tiltByDeg) {
        double allowed = gapDeg(arcs, from.panDeg(), from.tiltDeg()) + TOLERANCE_DEG;
        for (int i = 1; i <= SAMPLES; i++) {
            double share = (double) i / SAMPLES;
            if (gapDeg(arcs, from.panDeg() + panByDeg * share, from.tiltDeg() + tiltByDeg * share) > allowed)
                return true;
        }
        return false;
    }

    /** The nearest place inside, at the same magnification. */
    static HeadPosition nearestInside(List<Arc> arcs, HeadPosition outside) {
        HeadPosition best = outside;
        double bestGap = Double.MAX_VALUE;
        for (Arc arc : arcs) {
            double gap = Math.hypot(arc.panGapDeg(outside.panDeg()), arc.tiltGapDeg(outside.tiltDeg()));
            if (gap >= bestGap) continue;
            bestGap = gap;
            double pan = outside.panDeg();
            if (arc.panGapDeg(pan) > 0) {
                double into = Arc.turn(pan - arc.fromDeg());
                boolean pastTheEnd = into - arc.widthDeg() <= 360 - into;
                pan += pastTheEnd ? arc.widthDeg() - into : 360 - into;
            }
            best = new HeadPosition(
                    pan, Math.clamp(outside.tiltDeg(), arc.tiltFromDeg(), arc.tiltToDeg()), outside.zoom());
        }
        return best;
    }

    /** The signed way from one pan to another by the short side, −180 to 180. */
    static double panWayDeg(double fromDeg, double toDeg) {
        double way = Arc.turn(toDeg - fromDeg);
        return way > 180 ? way - 360 : way;
    }
}
