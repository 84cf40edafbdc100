package metro.cctv.analytics.behaviour;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import metro.cctv.contracts.detection.Box;
import metro.cctv.contracts.detection.ObjectClass;
import metro.cctv.contracts.detection.ObjectsDetected.TrackedObject;
import org.jspecify.annotations.Nullable;

/**
 * Dogs and cats that a model calls people. Upright people are taller than wide; who lies or crawls is wider than tall and does
 * not cover his own length in a second, while a dog that walks does. So a track that is wide from its first frame on is nobody
 * until it was slow for a while, and for good once it was fast; a track that stood up is somebody for good. A box that touches
 * the picture's edge says nothing.
 */
final class WalkingBodies {
    /** Width by height of the box, in equal lengths: from here on it is wide, up to there it is upright. */
    static final double WIDE_FROM = 1.2;

    static final double UPRIGHT_UP_TO = 0.9;
    /** A box between two others may look like anything in one frame. */
    static final int UPRIGHT_FRAMES = 2;
    /** Own lengths a second; crawling is about half of one, a dog's walk more than one. */
    static final double FAST = 0.8;
    /** Seen whole, wide and slow for so long, it is a person who lies or crawls. */
    static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Duration WINDOW = Duration.ofMillis(1000);
    private static final Duration FORGOTTEN = Duration.ofSeconds(60);

    private final Map<Long, Body> bodies = new HashMap<>();

    private enum Who {
        UNKNOWN,
        SOMEBODY,
        AN_ANIMAL
    }

    private static final class Body {
        Instant lastSeen;
        Who who = Who.UNKNOWN;
        int uprightFrames;

        /** Of one that is wide; those who stand need none. */
        @Nullable
        Trail trail;

        /** Known to be slow in the window before, and in every frame from then on. */
        @Nullable
        Instant slowSince;

        Body(Instant at) {
            this.lastSeen = at;
        }

        void see(Instant at, double aspect, Box box) {
            lastSeen = at;
            if (uprightFrames >= UPRIGHT_FRAMES || Boxes.isCut(box)) return;
            double ratio = box.w() * aspect / Math.max(1e-6, box.h());
            uprightFrames = ratio <= UPRIGHT_UP_TO ? uprightFrames + 1 : 0;
            if (ratio >= WIDE_FROM && trail == null) trail = new Trail(WINDOW);
            if (trail != null) trail.add(at, aspect, box);
            if (uprightFrames >= UPRIGHT_FRAMES) {
                who = Who.SOMEBODY;
                trail = null;
            } else if (ratio >= WIDE_FROM) judgeWide(at, ratio);
            else if (who == Who.UNKNOWN) who = Who.SOMEBODY;
        }

        private void judgeWide(Instant at, double ratio) {
            // NaN: not followed for long enough, or not without a break.
            double lengthsPerSecond = trail == null ? Double.NaN : trail.netMetresPerSecond(1) / ratio;
            if (Double.isNaN(lengthsPerSecond)) slowSince = null;
            else if (lengthsPerSecond >= FAST) who = Who.AN_ANIMAL;
            else if (slowSince == null) slowSince = at;
            else if (who == Who.UNKNOWN && Duration.between(slowSince, at).compareTo(PATIENCE.minus(WINDOW)) >= 0)
                who = Who.SOMEBODY;
        }
    }

    /** @return those that may be what they are called; the same list where all may */
    List<TrackedObject> among(Instant at, double aspect, List<TrackedObject> objects) {
        List<TrackedObject> some = null;
        for (int i = 0; i < objects.size(); i++) {
            TrackedObject object = objects.get(i);
            boolean keeps = object.label() != ObjectClass.PERSON || isSomebody(at, aspect, object);
            if (!keeps && some == null) some = new ArrayList<>(objects.subList(0, i));
            else if (keeps && some != null) some.add(object);
        }
        if (!bodies.isEmpty())
            bodies.values().removeIf(body -> Duration.between(body.lastSeen, at).compareTo(FORGOTTEN) > 0);
        return some == null ? objects : some;
    }

    private boolean isSomebody(Instant at, double aspect, TrackedObject object) {
        Body body = bodies.get(object.trackId());
        if (body == null) {
            body = new Body(at);
            bodies.put(object.trackId(), body);
        }
        body.see(at, aspect, object.box());
        return body.who == Who.SOMEBODY || (body.who == Who.UNKNOWN && Boxes.isCut(object.box()));
    }
}
