package metro.cctv.analytics.behaviour;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import metro.cctv.contracts.alert.Behaviour;
import metro.cctv.contracts.camera.Zone;
import metro.cctv.contracts.detection.Box;
import metro.cctv.contracts.detection.ObjectClass;
import metro.cctv.contracts.detection.ObjectsDetected.TrackedObject;
import org.jspecify.annotations.Nullable;

/**
 * A cue for 쓰러짐: somebody whose box stood upright has one that lies, and it does not move (KISA: the body fully down and
 * motionless, alarm 10 s after). All it knows is the box: a fall along the line of sight is missed, exercises on the ground
 * look the same, and whoever lay there when first seen is not told. A box that touches the picture's edge says nothing.
 */
final class FallRule implements ZoneRule {
    static final String VERSION = "fall/1";
    /** Width by height of the box, in equal lengths. */
    static final double UPRIGHT_UP_TO = 0.7;

    static final double LYING_FROM = 1.0;
    /** Of its upright height: a wide coat is no fall. */
    static final double LOWER_THAN = 0.75;
    /** Of its upright height, between the boxes' middles: more is moving. */
    static final double MOTIONLESS = 0.35;

    static final int UPRIGHT_FRAMES = 3;
    static final Duration BLINK = Duration.ofSeconds(1);
    /** A new track that lies where an upright one was lost so shortly before is the same person. */
    static final Duration LOST = Duration.ofSeconds(5);

    private final Zone zone;
    private final Polygon polygon;
    private final Duration lies;
    private final List<Posture> people = new ArrayList<>();
    private @Nullable Instant lastFrame;

    FallRule(Zone zone) {
        this.zone = zone;
        this.polygon = new Polygon(zone.polygon());
        this.lies = ZoneRule.seconds(zone.parameter("lyingSeconds"));
    }

    /** Lengths in frame heights. */
    private static final class Posture {
        long trackId;
        double uprightHeight;
        int uprightFrames;
        double x;
        double y;
        Instant lastSeen;
        boolean told;

        @Nullable
        Instant lyingSince;

        double lyingX;
        double lyingY;

        @Nullable
        Instant upSince;

        Posture(Instant at) {
            this.lastSeen = at;
        }
    }

    @Override
    public List<BehaviourSeen> see(Instant at, double aspect, List<TrackedObject> objects) {
        if (!people.isEmpty()
                && lastFrame != null
                && Duration.between(lastFrame, at).compareTo(ZoneStays.SILENCE) > 0) people.clear();
        BehaviourSeen seen = null;
        for (int i = 0; i < objects.size(); i++) {
            TrackedObject object = objects.get(i);
            if (object.label() != ObjectClass.PERSON
                    || !polygon.contains(Boxes.footX(object), Boxes.footY(object))
                    || Boxes.isCut(object.box())) continue;
            Posture posture = postureOf(object, at, aspect);
            follow(posture, object.box(), at, aspect);
            if (seen == null && isFall(posture, at)) {
                posture.told = true;
                seen = new BehaviourSeen(
                        Behaviour.FALL,
                        zone,
                        object,
                        posture.lyingSince == null ? at : posture.lyingSince,
                        at,
                        VERSION,
                        thresholds());
            }
        }
        forget(at);
        lastFrame = at;
        return seen == null ? List.of() : List.of(seen);
    }

    private void forget(Instant at) {
        for (int i = people.size() - 1; i >= 0; i--) {
            Posture one = people.get(i);
            boolean missedTwice = lastFrame != null && one.lastSeen.isBefore(lastFrame);
            if (missedTwice && Duration.between(one.lastSeen, at).compareTo(LOST) > 0) people.remove(i);
        }
    }

    private Posture postureOf(TrackedObject object, Instant at, double aspect) {
        Posture lost = null;
        for (int i = 0; i < people.size(); i++) {
            Posture one = people.get(i);
            if (one.trackId == object.trackId()) return one;
            if (!one.lastSeen.equals(at) && ratio(object.box(), aspect) > UPRIGHT_UP_TO && isClose(one, object, aspect))
                lost = one;
        }
        Posture posture = lost;
        if (posture == null) {
            posture = new Posture(at);
            people.add(posture);
        }
        posture.trackId = object.trackId();
        return posture;
    }

    private static boolean isClose(Posture one, TrackedObject object, double aspect) {
        double apart = Math.hypot(middleX(object.box(), aspect) - one.x, middleY(object.box()) - one.y);
        return one.uprightFrames >= UPRIGHT_FRAMES && apart <= one.uprightHeight;
    }

    private static void follow(Posture posture, Box box, Instant at, double aspect) {
        double ratio = ratio(box, aspect);
        posture.x = middleX(box, aspect);
        posture.y = middleY(box);
        posture.lastSeen = at;
        if (ratio <= UPRIGHT_UP_TO && posture.lyingSince == null) {
            posture.uprightHeight = posture.uprightFrames == 0 ? box.h() : 0.8 * posture.uprightHeight + 0.2 * box.h();
            posture.uprightFrames++;
        }
        boolean lies = ratio >= LYING_FROM
                && posture.uprightFrames >= UPRIGHT_FRAMES
                && box.h() <= LOWER_THAN * posture.uprightHeight;
        if (lies) lie(posture, at);
        else rise(posture, at);
    }

    private static void lie(Posture posture, Instant at) {
        posture.upSince = null;
        double moved = Math.hypot(posture.x - posture.lyingX, posture.y - posture.lyingY);
        if (posture.lyingSince != null && moved <= MOTIONLESS * posture.uprightHeight) return;
        posture.lyingSince = at;
        posture.lyingX = posture.x;
        posture.lyingY = posture.y;
    }

    private static void rise(Posture posture, Instant at) {
        if (posture.lyingSince == null) return;
        if (posture.upSince == null) posture.upSince = at;
        if (Duration.between(posture.upSince, at).compareTo(BLINK) <= 0) return;
        posture.lyingSince = null;
        posture.upSince = null;
        posture.told = false;
    }

    private boolean isFall(Posture posture, Instant at) {
        return !posture.told
                && posture.lyingSince != null
                && posture.upSince == null
                && Duration.between(posture.lyingSince, at).compareTo(lies) >= 0;
    }

    private static double ratio(Box box, double aspect) {
        return box.w() * aspect / Math.max(1e-6, box.h());
    }

    private static double middleX(Box box, double aspect) {
        return (box.x() + box.w() / 2) * aspect;
    }

    private static double middleY(Box box) {
        return box.y() + box.h() / 2;
    }

    private Map<String, Double> thresholds() {
        return Map.of("lyingSeconds", zone.parameter("lyingSeconds"), "lyingFromRatio", LYING_FROM);
    }
}
