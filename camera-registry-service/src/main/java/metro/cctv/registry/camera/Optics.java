package metro.cctv.registry.camera;

import metro.cctv.contracts.Require;
import org.jspecify.annotations.Nullable;

/**
 * What the camera looks at.
 *
 * @param headingDeg clockwise from true north, 0 to 360; null: it turns, or nobody knows
 * @param tiltDeg above (+) or below (−) the horizon, −90 to 90; null: unknown
 * @param fieldOfViewDeg horizontal, 1 to 360
 * @param rangeM how far away a person can still be made out, 1 to 10000; null: unknown
 * @param ptzRange only with {@code ptz}; null: unknown
 */
public record Optics(
        @Nullable Double headingDeg,
        @Nullable Double tiltDeg,
        double fieldOfViewDeg,
        @Nullable Double rangeM,
        boolean ptz,
        @Nullable PtzRange ptzRange) {

    static final double USUAL_FIELD_OF_VIEW_DEG = 90;
    /** Nothing is known but that it is a camera. */
    public static final Optics UNKNOWN = new Optics(null, null, USUAL_FIELD_OF_VIEW_DEG, null, false, null);

    public Optics {
        if (headingDeg != null) Require.within("headingDeg", headingDeg, 0, 360);
        if (tiltDeg != null) Require.within("tiltDeg", tiltDeg, -90, 90);
        Require.within("fieldOfViewDeg", fieldOfViewDeg, 1, 360);
        if (rangeM != null) Require.within("rangeM", rangeM, 1, 10_000);
        if (ptzRange != null && !ptz) throw new IllegalArgumentException("ptzRange: only for a camera with ptz");
    }

    public Optics withHeading(@Nullable Double turnedToDeg) {
        return new Optics(turnedToDeg, tiltDeg, fieldOfViewDeg, rangeM, ptz, ptzRange);
    }
}
