package metro.cctv.analytics.behaviour;

import java.time.Instant;
import java.util.List;
import metro.cctv.contracts.detection.ObjectsDetected.TrackedObject;

/** One zone of one camera, watched for one behaviour. Fed every analysed frame in order; tells each stay once. */
sealed interface ZoneRule permits LoiteringRule, IntrusionRule {
    List<BehaviourSeen> see(Instant at, List<TrackedObject> objects);
}
