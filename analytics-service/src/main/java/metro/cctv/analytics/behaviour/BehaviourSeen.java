package metro.cctv.analytics.behaviour;

import java.time.Instant;
import java.util.Map;
import metro.cctv.contracts.alert.Behaviour;
import metro.cctv.contracts.camera.Zone;
import metro.cctv.contracts.detection.ObjectsDetected.TrackedObject;

/**
 * A rule was fulfilled.
 *
 * @param startedAt when the behaviour began
 * @param at capture time of the frame that fulfilled the rule
 * @param thresholds the rule's parameters at that moment
 */
public record BehaviourSeen(
        Behaviour behaviour,
        Zone zone,
        TrackedObject doer,
        Instant startedAt,
        Instant at,
        String ruleVersion,
        Map<String, Double> thresholds) {

    /** The same, told later than it was seen. */
    BehaviourSeen toldAt(Instant later, TrackedObject now) {
        return new BehaviourSeen(behaviour, zone, now, startedAt, later, ruleVersion, thresholds);
    }
}
