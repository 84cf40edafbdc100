package metro.cctv.registry.ptz;

import org.jspecify.annotations.Nullable;

/**
 * What a head can do, as its PTZ node says. A space that is null is not offered.
 *
 * @param place absolute pan and tilt; where the node has several, ONVIF's generic one or else degrees
 */
record HeadNode(
        @Nullable Plane place,
        @Nullable Line zoomPlace,
        @Nullable Plane translation,
        @Nullable Line zoomTranslation,
        @Nullable Plane velocity,
        @Nullable Line zoomVelocity,
        boolean homeSupported) {
    /** ONVIF PTZ service specification, annex: spaces of degrees. */
    private static final String DEGREES = "SphericalPositionSpaceDegrees";

    /** ONVIF's generic position space: −1 to 1 whatever the head's range. */
    private static final Plane GENERIC = new Plane("PositionGenericSpace", new Line("", -1, 1), new Line("", -1, 1));

    /** What GetStatus counts in; null: nobody knows. A head with generic relative moves only still tells its place. */
    @Nullable
    Plane coordinates() {
        if (place != null) return place;
        return translation != null && translation.uri().contains("Generic") ? GENERIC : null;
    }

    /** @param uri of the coordinate space */
    record Plane(String uri, Line x, Line y) {
        boolean isDegrees() {
            return uri.endsWith(DEGREES);
        }
    }

    /** From {@code min} to {@code max}, {@code min} below {@code max}. */
    record Line(String uri, double min, double max) {
        Line {
            if (!(min < max) || Double.isInfinite(min) || Double.isInfinite(max))
                throw new IllegalArgumentException("range of a space: " + min + " to " + max);
        }

        boolean contains(double value) {
            double slack = (max - min) / 1000;
            return value >= min - slack && value <= max + slack;
        }

        double clamp(double value) {
            return Math.clamp(value, min, max);
        }
    }
}
