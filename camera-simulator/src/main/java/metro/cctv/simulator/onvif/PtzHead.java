package metro.cctv.simulator.onvif;

import java.time.Duration;
import java.time.Instant;

/**
 * Where a simulated head looks; follows from its last command and the time. It does not move the picture. Not thread-safe.
 */
final class PtzHead {
    /** Full speed crosses the whole range in this time. */
    private static final double RANGE_CROSSED_IN_S = 10;

    private Position from = new Position(0, 0, 0);
    private Velocity velocity = Velocity.NONE;
    private Instant since;
    private Duration timeout = Duration.ZERO;

    PtzHead(Instant now) {
        since = now;
    }

    /** ONVIF's generic spaces: pan and tilt −1 to 1, zoom 0 to 1. */
    record Position(double pan, double tilt, double zoom) {
        Position {
            pan = Math.clamp(pan, -1, 1);
            tilt = Math.clamp(tilt, -1, 1);
            zoom = Math.clamp(zoom, 0, 1);
        }
    }

    /** Each −1 to 1, 0 stands still. */
    record Velocity(double pan, double tilt, double zoom) {
        static final Velocity NONE = new Velocity(0, 0, 0);

        Velocity {
            pan = Math.clamp(pan, -1, 1);
            tilt = Math.clamp(tilt, -1, 1);
            zoom = Math.clamp(zoom, -1, 1);
        }
    }

    Position position(Instant now) {
        double seconds = Math.min(seconds(Duration.between(since, now)), seconds(timeout));
        double turned = Math.max(seconds, 0) / RANGE_CROSSED_IN_S;
        return new Position(
                from.pan + velocity.pan * 2 * turned,
                from.tilt + velocity.tilt * 2 * turned,
                from.zoom + velocity.zoom * turned);
    }

    boolean isMoving(Instant now) {
        return !velocity.equals(Velocity.NONE) && Duration.between(since, now).compareTo(timeout) < 0;
    }

    /** @param timeout the head stops by itself after it, lest a lost Stop let it turn for ever */
    void move(Velocity wanted, Duration timeout, Instant now) {
        from = position(now);
        velocity = wanted;
        this.timeout = timeout;
        since = now;
    }

    void stop(boolean panTilt, boolean zoom, Instant now) {
        Duration left = timeout.minus(Duration.between(since, now));
        move(
                new Velocity(panTilt ? 0 : velocity.pan, panTilt ? 0 : velocity.tilt, zoom ? 0 : velocity.zoom),
                left.isNegative() ? Duration.ZERO : left,
                now);
    }

    void jump(Position to, Instant now) {
        from = to;
        velocity = Velocity.NONE;
        since = now;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
