package metro.cctv.registry.space;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Can this camera see that place? What stands between is asked afterwards, see {@link #hides}. */
final class SightRule {
    private SightRule() {}

    enum How {
        /** It looks there now. */
        FIXED,
        /** It can be turned there. */
        PTZ
    }

    /**
     * @param headingDeg null: unknown, or it turns
     * @param fieldOfViewDeg horizontal
     * @param rangeM how far it sees, the usual of its purpose where its own is unknown
     * @param arcs where it may turn; empty: nowhere if it does not turn, anywhere if it does
     */
    record Eye(
            double lon,
            double lat,
            @Nullable Double headingDeg,
            double fieldOfViewDeg,
            double rangeM,
            boolean turns,
            List<Arc> arcs) {}

    /** @param widthDeg clockwise from {@code fromDeg}, 0 to 360 */
    record Arc(double fromDeg, double widthDeg) {

        /** Degrees from the arc to a direction; 0 within. */
        double away(double bearingDeg) {
            double into = Ground.circle(bearingDeg - fromDeg);
            return into <= widthDeg ? 0 : Math.min(into - widthDeg, 360 - into);
        }
    }

    /** @param offAxisDeg of a fixed camera: from the middle of its picture; of a turning one: how far it has to turn */
    record Sight(double distanceM, double bearingDeg, double offAxisDeg, How how) {}

    static Optional<Sight> sees(Eye eye, double lon, double lat) {
        double distance = Ground.distanceM(eye.lon(), eye.lat(), lon, lat);
        if (distance > eye.rangeM()) return Optional.empty();
        double bearing = Ground.bearingDeg(eye.lon(), eye.lat(), lon, lat);
        double offAxis = eye.headingDeg() == null ? 0 : Math.abs(Ground.turn(bearing - eye.headingDeg()));
        double half = eye.fieldOfViewDeg() / 2;
        if (eye.turns()) {
            boolean reaches = eye.arcs().isEmpty() || eye.arcs().stream().anyMatch(arc -> arc.away(bearing) <= half);
            return reaches ? Optional.of(new Sight(distance, bearing, offAxis, How.PTZ)) : Optional.empty();
        }
        if (eye.fieldOfViewDeg() >= 360) return Optional.of(new Sight(distance, bearing, offAxis, How.FIXED));
        // Nobody knows where it looks: no promise.
        if (eye.headingDeg() == null) return Optional.empty();
        return offAxis <= half ? Optional.of(new Sight(distance, bearing, offAxis, How.FIXED)) : Optional.empty();
    }

    /**
     * Something between the lens (0) and the place (1).
     *
     * @param heightM of its top above the ground; null: unknown, and so it hides
     */
    record Between(String feature, @Nullable Double heightM, double enters, double leaves) {}

    /** The line of sight falls or rises evenly from the lens to the place; what reaches above its lowest part hides it. */
    static boolean hides(Between between, double lensM, double placeM) {
        if (between.heightM() == null) return true;
        double at = placeM < lensM ? between.leaves() : between.enters();
        return lensM + (placeM - lensM) * at < between.heightM();
    }
}
