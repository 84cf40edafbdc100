package metro.cctv.analytics.behaviour;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import metro.cctv.contracts.alert.Behaviour;
import metro.cctv.contracts.camera.Zone;
import metro.cctv.contracts.detection.ObjectClass;
import metro.cctv.contracts.detection.ObjectsDetected.TrackedObject;

/** A motor vehicle does not move for at least so long. A box does not know whether anybody sits in it. */
final class StandingVehicleRule implements ZoneRule {
    /** Behind a passing bus. */
    static final Duration HIDDEN = Duration.ofSeconds(20);
    /** Standing for so long, a vehicle counts into a queue. */
    static final Duration QUEUES_AFTER = Duration.ofSeconds(3);

    private final Behaviour behaviour;
    private final String version;
    private final Zone zone;
    private final Duration stands;
    private final int queueVehicles;
    private final Map<String, Double> thresholds;
    private final StandingObjects<Object> standing;
    private Instant queuedAt = Instant.EPOCH;

    private StandingVehicleRule(
            Behaviour behaviour,
            String version,
            Zone zone,
            double seconds,
            int queueVehicles,
            Map<String, Double> thresholds) {
        this.behaviour = behaviour;
        this.version = version;
        this.zone = zone;
        this.stands = ZoneRule.seconds(seconds);
        this.queueVehicles = queueVehicles;
        this.thresholds = thresholds;
        this.standing = StandingObjects.of(
                zone, label -> label.isVehicle() && label != ObjectClass.BICYCLE, HIDDEN, () -> Boolean.TRUE);
    }

    /** Where nobody may park: i-LIDS asks for 60 s; five minutes make it parking (Road Traffic Act art. 2). */
    static StandingVehicleRule parked(Zone zone) {
        double seconds = zone.parameter("parkedSeconds");
        return new StandingVehicleRule(
                Behaviour.ILLEGAL_PARKING,
                "illegal-parking/2",
                zone,
                seconds,
                Integer.MAX_VALUE,
                Map.of("parkedSeconds", seconds));
    }

    /** In a lane, while the others move: where several stand at once they wait, for a light or in a jam. Ours. */
    static StandingVehicleRule stopped(Zone zone) {
        double seconds = zone.parameter("stoppedSeconds");
        double queue = zone.parameter("queueVehicles");
        return new StandingVehicleRule(
                Behaviour.STOPPED_VEHICLE,
                "stopped-vehicle/2",
                zone,
                seconds,
                (int) queue,
                Map.of("stoppedSeconds", seconds, "queueVehicles", queue));
    }

    @Override
    public List<BehaviourSeen> see(Instant at, double aspect, List<TrackedObject> objects) {
        List<StandingObjects.Place<Object>> places = standing.see(at, objects);
        if (places.isEmpty()) return List.of();
        if (isQueue(places, at)) {
            queuedAt = at;
            return List.of();
        }
        List<BehaviourSeen> seen = new ArrayList<>();
        for (StandingObjects.Place<Object> place : places) {
            // A queue that drives off leaves nobody standing for long.
            Instant from = place.since.isAfter(queuedAt) ? place.since : queuedAt;
            if (place.told || !place.isSeenAt(at) || Duration.between(from, at).compareTo(stands) < 0) continue;
            place.told = true;
            seen.add(new BehaviourSeen(behaviour, zone, place.object, place.since, at, version, thresholds));
        }
        return seen;
    }

    private boolean isQueue(List<StandingObjects.Place<Object>> places, Instant at) {
        int standing = 0;
        for (StandingObjects.Place<Object> place : places)
            if (place.isSeenAt(at) && place.stood().compareTo(QUEUES_AFTER) >= 0) standing++;
        return standing >= queueVehicles;
    }
}
