package metro.cctv.analytics.behaviour;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import metro.cctv.contracts.camera.Zone;
import metro.cctv.contracts.detection.ObjectsDetected.TrackedObject;

/**
 * One zone of one camera, watched for one behaviour. Fed every analysed frame in order; tells each stay, passage or run once.
 * While nothing of its kind is in the zone it allocates nothing.
 */
sealed interface ZoneRule
        permits StayRule,
                LineCrossingRule,
                WrongWayRule,
                RunningRule,
                CrowdingRule,
                StandingVehicleRule,
                CongestionRule,
                AbandonedObjectRule,
                RemovedObjectRule,
                FallRule,
                FightRule,
                FireRule {

    static ZoneRule of(Zone zone, Duration defaultDwell) {
        return switch (zone.kind()) {
            case LOITERING -> StayRule.loitering(zone, defaultDwell);
            case INTRUSION -> StayRule.intrusion(zone);
            case LINE_CROSSING -> new LineCrossingRule(zone);
            case WRONG_WAY -> new WrongWayRule(zone);
            case RUNNING -> new RunningRule(zone);
            case CROWDING -> new CrowdingRule(zone);
            case PERSON_ON_ROADWAY -> StayRule.personOnRoadway(zone);
            case VEHICLE_ON_PAVEMENT -> StayRule.vehicleOnPavement(zone);
            case STOPPED_VEHICLE -> StandingVehicleRule.stopped(zone);
            case ILLEGAL_PARKING -> StandingVehicleRule.parked(zone);
            case CONGESTION -> new CongestionRule(zone);
            case ABANDONED_OBJECT -> new AbandonedObjectRule(zone);
            case REMOVED_OBJECT -> new RemovedObjectRule(zone);
            case FALL -> new FallRule(zone);
            case FIGHT -> new FightRule(zone);
            case FIRE -> FireRule.fire(zone);
            case SMOKE -> FireRule.smoke(zone);
        };
    }

    /** @param aspect width of the frame by its height */
    List<BehaviourSeen> see(Instant at, double aspect, List<TrackedObject> objects);

    static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }
}
