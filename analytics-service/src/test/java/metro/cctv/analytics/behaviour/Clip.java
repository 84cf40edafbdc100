package metro.cctv.analytics.behaviour;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import metro.cctv.contracts.detection.Box;
import metro.cctv.contracts.detection.ObjectClass;
import metro.cctv.contracts.detection.ObjectsDetected.TrackedObject;
import org.jspecify.annotations.Nullable;

/**
 * People, vehicles and things as tracks over time, in metres on a flat stage seen from the side; no pixels.
 *
 * @param metre in frame heights
 */
record Clip(double seconds, double metre, List<Actor> actors) {
    static final double ASPECT = 16 / 9.0;
    static final Instant START = Instant.parse("2026-11-21T09:00:00Z");

    /** @param x of the foot, metres from the left; @param y of the foot, metres from the top */
    record Pose(double x, double y, double width, double height) {}

    /** Where an actor is and how large; null: not there, or hidden. */
    @FunctionalInterface
    interface Path {
        @Nullable
        Pose at(double seconds);
    }

    record Actor(long trackId, ObjectClass label, double confidence, Path path) {}

    /**
     * What a detector and a tracker make of it.
     *
     * @param jitter of each of a box's edges, a share of its side (standard deviation)
     * @param missed share of the boxes that are not found
     */
    record Noise(double fps, double jitter, double missed) {
        static final Noise NONE = new Noise(5, 0, 0);
    }

    List<BehaviourSeen> play(ZoneRule rule, Noise noise, Random random) {
        List<BehaviourSeen> all = new ArrayList<>();
        for (int i = 0; i <= seconds * noise.fps(); i++) {
            double at = i / noise.fps();
            Instant captured = START.plus(Duration.ofNanos(Math.round(at * 1e9)));
            all.addAll(rule.see(captured, ASPECT, frame(at, noise, random)));
        }
        return all;
    }

    List<TrackedObject> frame(double at, Noise noise, Random random) {
        List<TrackedObject> objects = new ArrayList<>();
        for (Actor actor : actors) {
            Pose pose = actor.path().at(at);
            if (pose == null || random.nextDouble() < noise.missed()) continue;
            TrackedObject object = seen(actor, pose, noise, random);
            if (object != null) objects.add(object);
        }
        objects.sort(Comparator.comparingDouble(TrackedObject::confidence).reversed());
        return objects;
    }

    private @Nullable TrackedObject seen(Actor actor, Pose pose, Noise noise, Random random) {
        double width = pose.width() * metre / ASPECT;
        double height = pose.height() * metre;
        double left = pose.x() * metre / ASPECT - width / 2 + noise.jitter() * width * random.nextGaussian();
        double right = pose.x() * metre / ASPECT + width / 2 + noise.jitter() * width * random.nextGaussian();
        double top = pose.y() * metre - height + noise.jitter() * height * random.nextGaussian();
        double bottom = pose.y() * metre + noise.jitter() * height * random.nextGaussian();
        left = Math.clamp(left, 0.0, 1.0);
        right = Math.clamp(right, 0.0, 1.0);
        top = Math.clamp(top, 0.0, 1.0);
        bottom = Math.clamp(bottom, 0.0, 1.0);
        if (right - left < 1e-3 || bottom - top < 1e-3) return null;
        double confidence = Math.clamp(actor.confidence() + 0.03 * random.nextGaussian(), 0.05, 1.0);
        return new TrackedObject(
                actor.trackId(), actor.label(), confidence, new Box(left, top, right - left, bottom - top));
    }

    static Path during(double from, double to, Path path) {
        return at -> at < from || at >= to ? null : path.at(at);
    }

    /** Upright, or however wide and high it is; from one place to another at an even speed, then it stands there. */
    static Path going(double fromX, double fromY, double toX, double toY, double speed, double width, double height) {
        double metres = Math.hypot(toX - fromX, toY - fromY);
        return at -> {
            double share = metres == 0 ? 1 : Math.clamp(at * speed / metres, 0.0, 1.0);
            return new Pose(fromX + share * (toX - fromX), fromY + share * (toY - fromY), width, height);
        };
    }

    static Path standing(double x, double y, double width, double height) {
        return at -> new Pose(x, y, width, height);
    }

    static Path later(double by, Path path) {
        return at -> path.at(at - by);
    }

    static Actor person(long id, Path path) {
        return new Actor(id, ObjectClass.PERSON, 0.85, path);
    }

    static Path walks(double fromX, double fromY, double toX, double toY, double speed) {
        return going(fromX, fromY, toX, toY, speed, 0.65, 1.7);
    }

    static Path stands(double x, double y) {
        return standing(x, y, 0.65, 1.7);
    }

    static Actor car(long id, Path path) {
        return new Actor(id, ObjectClass.CAR, 0.8, path);
    }

    static Path drives(double fromX, double fromY, double toX, double toY, double speed) {
        return going(fromX, fromY, toX, toY, speed, 4.4, 1.5);
    }

    static Path parks(double x, double y) {
        return standing(x, y, 4.4, 1.5);
    }

    static Actor bag(long id, Path path) {
        return new Actor(id, ObjectClass.BAG, 0.7, path);
    }

    static Path lies(double x, double y) {
        return standing(x, y, 0.6, 0.5);
    }
}
