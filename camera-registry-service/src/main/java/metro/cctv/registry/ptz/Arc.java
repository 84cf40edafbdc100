package metro.cctv.registry.ptz;

/**
 * Where the head may look: pan clockwise from {@code fromDeg} to {@code toDeg} (340 to 20 goes over north), tilt between
 * the two. It bounds the axis of the lens; whoever approves it takes half the field of view off each side.
 *
 * @param fromDeg −360 to 360, in the frame of {@link HeadPosition#panDeg}
 */
record Arc(double fromDeg, double toDeg, double tiltFromDeg, double tiltToDeg) {
    Arc {
        if (!(Math.abs(fromDeg) <= 360))
            throw new IllegalArgumentException("arcs.fromDeg: -360 to 360, was " + fromDeg);
        if (!(Math.abs(toDeg) <= 360)) throw new IllegalArgumentException("arcs.toDeg: -360 to 360, was " + toDeg);
        if (fromDeg == toDeg) throw new IllegalArgumentException("arcs: fromDeg and toDeg are the same");
        if (!(tiltFromDeg >= -90 && tiltToDeg <= 90 && tiltFromDeg < tiltToDeg))
            throw new IllegalArgumentException("arcs: tiltFromDeg below tiltToDeg, both -90 to 90");
    }

    /** Degrees of pan from one end to the other, above 0 to 360. */
    double widthDeg() {
        double width = turn(toDeg - fromDeg);
        return width == 0 ? 360 : width;
    }

    /** How far the pan lies outside; 0 within. */
    double panGapDeg(double panDeg) {
        double into = turn(panDeg - fromDeg);
        double width = widthDeg();
        return into <= width ? 0 : Math.min(into - width, 360 - into);
    }

    double tiltGapDeg(double tiltDeg) {
        return Math.max(0, Math.max(tiltFromDeg - tiltDeg, tiltDeg - tiltToDeg));
    }

    /** 0 to below 360. */
    static double turn(double degrees) {
        double turned = degrees % 360;
        return turned < 0 ? turned + 360 : turned;
    }
}
