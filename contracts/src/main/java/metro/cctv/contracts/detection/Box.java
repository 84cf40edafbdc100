package metro.cctv.contracts.detection;

import metro.cctv.contracts.Require;

/** Fractions of the frame, origin top left. {@code x} and {@code y} may be a little outside for a cut-off object. */
public record Box(double x, double y, double w, double h) {
    public Box {
        Require.within("box.x", x, -1, 1);
        Require.within("box.y", y, -1, 1);
        Require.within("box.w", w, 0, 2);
        Require.within("box.h", h, 0, 2);
    }
}
