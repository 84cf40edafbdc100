package metro.cctv.analytics.behaviour;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import metro.cctv.contracts.camera.Zone;
import metro.cctv.contracts.detection.ObjectsDetected.TrackedObject;

/**
 * One zone of one camera, watched for one behaviour. Fed every analysed frame in order; tells each stay, passage or run once.
 */
sealed interface ZoneRule permits LoiteringRule, IntrusionRule, LineCrossingRule, WrongWayRule {

    static ZoneRule of(Zone zone, Duration defaultDwell) {
        return switch (zone.kind()) {
            case LOITERING -> new LoiteringRule(zone, defaultDwell);
            case INTRUSION -> new IntrusionRule(zone);
            case LINE_CROSSING -> new LineCrossingRule(zone);
            case WRONG_WAY -> new WrongWayRule(zone);
        };
    }

    /** @param aspect width of the frame by its height */
    List<BehaviourSeen> see(Instant at, double aspect, List<TrackedObject> objects);
}
