package metro.cctv.registry.ptz;

/**
 * Where a head looks.
 *
 * @param panDeg clockwise from true north, like the camera's {@code ptzRange}; where none was entered, from the camera's own zero
 * @param tiltDeg up is positive, the horizon 0
 * @param zoom magnification, 1 is the widest picture
 */
public record HeadPosition(double panDeg, double tiltDeg, double zoom) {}
