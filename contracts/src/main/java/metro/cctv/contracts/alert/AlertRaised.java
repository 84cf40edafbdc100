package metro.cctv.contracts.alert;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import metro.cctv.contracts.Require;
import metro.cctv.contracts.detection.ObjectsDetected.TrackedObject;

/**
 * A behaviour was seen. It advises; a person decides. Key = {@code cameraId}.
 *
 * @param alertId consumers de-duplicate on it; the evidence frame is {@code /api/alerts/{alertId}/frame.jpg}
 * @param startedAt when the behaviour began (entered the zone), UTC
 * @param capturedAt time of the frame that completed the rule
 * @param raisedAt when the alert was stored, UTC
 * @param score 0 to 1
 * @param trackId the object that did it
 * @param objects what the evidence frame shows, the doer among them
 * @param ruleVersion e.g. {@code loitering/1}
 * @param thresholds the rule's parameters when it fired, e.g. {@code dwellSeconds → 10}
 */
public record AlertRaised(
        UUID alertId,
        String cameraId,
        String districtCode,
        Behaviour behaviour,
        String zoneId,
        String zoneName,
        Instant startedAt,
        Instant capturedAt,
        Instant raisedAt,
        double score,
        long trackId,
        List<TrackedObject> objects,
        String modelName,
        String modelSha256,
        String ruleVersion,
        Map<String, Double> thresholds) {

    public AlertRaised {
        Require.cameraId(cameraId);
        Require.within("score", score, 0, 1);
        Require.sha256("modelSha256", modelSha256);
        objects = List.copyOf(objects);
        thresholds = Map.copyOf(thresholds);
    }
}
