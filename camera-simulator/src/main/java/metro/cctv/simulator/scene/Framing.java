package metro.cctv.simulator.scene;

/**
 * What a turned and zoomed lens shows, in units of the picture that looks straight ahead (1280 × 720).
 *
 * @param centreX 640 looks straight ahead; a whole turn is {@link #TURN} units wide
 * @param centreY 360 looks straight ahead; less is up
 * @param zoom 1: the whole 1280 units; 4: a quarter of them
 */
public record Framing(double centreX, double centreY, double zoom) {
    /** Units of a whole turn: two mirrored copies of what is drawn, so that no seam shows. */
    static final double TURN = 6400;

    private static final double UNITS_PER_DEGREE = TURN / 360;

    public static final Framing AHEAD = new Framing(View.WIDTH / 2.0, View.HEIGHT / 2.0, 1);

    /** @param panDeg clockwise from straight ahead; {@code tiltDeg} up */
    public static Framing of(double panDeg, double tiltDeg, double zoom) {
        return new Framing(
                View.WIDTH / 2.0 + panDeg * UNITS_PER_DEGREE, View.HEIGHT / 2.0 - tiltDeg * UNITS_PER_DEGREE, zoom);
    }

    double left() {
        return centreX - View.WIDTH / 2.0 / zoom;
    }

    double top() {
        return centreY - View.HEIGHT / 2.0 / zoom;
    }

    double right() {
        return centreX + View.WIDTH / 2.0 / zoom;
    }
}
