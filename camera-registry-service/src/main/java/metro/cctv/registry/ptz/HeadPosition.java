package metro.cctv.registry.ptz;

/**
 * Where a head looks.
 *
 * @param panDeg clockwise from the camera's {@code headingDeg}, or from true north where it has none
 * @param tiltDeg up is positive, the horizon 0
 * @param zoom magnification, 1 is the widest picture
 */
public record HeadPosition(double panDeg, double tiltDeg, double zoom) {}
