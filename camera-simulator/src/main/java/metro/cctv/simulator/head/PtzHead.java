package metro.cctv.simulator.head;

import java.time.Duration;
import java.time.Instant;

/** Where a simulated head looks; follows from its last command and the time. Thread-safe. */
public final class PtzHead {
    /** Degrees at the ends of ONVIF's generic spaces: pan −1 to 1 is a whole turn, tilt 1 is up. */
    public static final double PAN_RANGE_DEG = 180;

    public static final double TILT_RANGE_DEG = 20;
    /** Magnification at zoom 1. */
    public static final double MAX_ZOOM = 4;

    /** Full speed crosses the whole range of pan and tilt in this time: pan 36 degrees a second. */
    private static final double RANGE_CROSSED_IN_S = 10;

    private static final double ZOOM_CROSSED_IN_S = 4;

    private Position from = Position.FRONT;
    private Motion motion = new Motion.Turning(Velocity.NONE, Duration.ZERO);
    private Instant since;

    public PtzHead(Instant now) {
        since = now;
    }

    /** ONVIF's generic spaces: pan and tilt −1 to 1, zoom 0 to 1; outside is the nearest end. */
    public record Position(double pan, double tilt, double zoom) {
        /** Where the scene is drawn as the loop shows it. */
        public static final Position FRONT = new Position(0, 0, 0);

        public Position {
            pan = Math.clamp(pan, -1, 1);
            tilt = Math.clamp(tilt, -1, 1);
            zoom = Math.clamp(zoom, 0, 1);
        }
    }

    /** Each −1 to 1, 0 stands still. */
    public record Velocity(double pan, double tilt, double zoom) {
        public static final Velocity NONE = new Velocity(0, 0, 0);

        public Velocity {
            pan = Math.clamp(pan, -1, 1);
            tilt = Math.clamp(tilt, -1, 1);
            zoom = Math.clamp(zoom, -1, 1);
        }
    }

    private sealed interface Motion {
        record Turning(Velocity velocity, Duration timeout) implements Motion {}

        /** To a place at full speed, each axis for itself. */
        record Gliding(Position to) implements Motion {}
    }

    public synchronized Position position(Instant now) {
        double seconds = Math.max(0, seconds(Duration.between(since, now)));
        return switch (motion) {
            case Motion.Turning(Velocity v, Duration timeout) -> {
                double moved = Math.min(seconds, seconds(timeout));
                double turned = 2 * moved / RANGE_CROSSED_IN_S;
                yield new Position(
                        from.pan + v.pan * turned,
                        from.tilt + v.tilt * turned,
                        from.zoom + v.zoom * moved / ZOOM_CROSSED_IN_S);
            }
            case Motion.Gliding(Position to) -> {
                double reach = 2 * seconds / RANGE_CROSSED_IN_S;
                yield new Position(
                        towards(from.pan, to.pan, reach),
                        towards(from.tilt, to.tilt, reach),
                        towards(from.zoom, to.zoom, seconds / ZOOM_CROSSED_IN_S));
            }
        };
    }

    public synchronized boolean isMoving(Instant now) {
        return switch (motion) {
            case Motion.Turning(Velocity v, Duration timeout) ->
                !v.equals(Velocity.NONE) && Duration.between(since, now).compareTo(timeout) < 0;
            case Motion.Gliding(Position to) -> !position(now).equals(to);
        };
    }

    /** Stands where the loop was drawn: the loop itself is what it sees. */
    public synchronized boolean isAtFront(Instant now) {
        return position(now).equals(Position.FRONT);
    }

    /** @param timeout the head stops by itself after it, lest a lost Stop let it turn for ever */
    public synchronized void move(Velocity wanted, Duration timeout, Instant now) {
        from = position(now);
        motion = new Motion.Turning(wanted, timeout);
        since = now;
    }

    public synchronized void stop(boolean panTilt, boolean zoom, Instant now) {
        Velocity before = Velocity.NONE;
        Duration left = Duration.ZERO;
        if (motion instanceof Motion.Turning(Velocity velocity, Duration timeout)) {
            before = velocity;
            left = timeout.minus(Duration.between(since, now));
        }
        move(
                new Velocity(panTilt ? 0 : before.pan, panTilt ? 0 : before.tilt, zoom ? 0 : before.zoom),
                left.isNegative() ? Duration.ZERO : left,
                now);
    }

    public synchronized void glide(Position to, Instant now) {
        from = position(now);
        motion = new Motion.Gliding(to);
        since = now;
    }

    private static double towards(double from, double to, double atMost) {
        return Math.abs(to - from) <= atMost ? to : from + Math.signum(to - from) * atMost;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
