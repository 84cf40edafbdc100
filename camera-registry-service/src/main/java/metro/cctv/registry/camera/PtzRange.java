package metro.cctv.registry.camera;

import metro.cctv.contracts.Require;

/**
 * How far the camera can turn.
 *
 * @param panFromDeg clockwise from true north, −180 to 360
 * @param panToDeg after {@code panFromDeg}, at most a full turn further
 * @param tiltFromDeg the lower end, −90 to 90
 * @param tiltToDeg the upper end, not below {@code tiltFromDeg}
 * @param maxZoom times the widest picture, 1 to 200
 */
public record PtzRange(double panFromDeg, double panToDeg, double tiltFromDeg, double tiltToDeg, double maxZoom) {
    public PtzRange {
        Require.within("ptzRange.panFromDeg", panFromDeg, -180, 360);
        Require.within("ptzRange.panToDeg", panToDeg, -180, 540);
        if (panToDeg < panFromDeg || panToDeg - panFromDeg > 360)
            throw new IllegalArgumentException("ptzRange.panToDeg: panFromDeg to panFromDeg + 360, was " + panToDeg);
        Require.within("ptzRange.tiltFromDeg", tiltFromDeg, -90, 90);
        Require.within("ptzRange.tiltToDeg", tiltToDeg, -90, 90);
        if (tiltToDeg < tiltFromDeg)
            throw new IllegalArgumentException("ptzRange.tiltToDeg: not below tiltFromDeg, was " + tiltToDeg);
        Require.within("ptzRange.maxZoom", maxZoom, 1, 200);
    }
}
