package metro.cctv.link.alert;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import metro.cctv.contracts.alert.AlertRaised;
import metro.cctv.contracts.alert.Behaviour;
import metro.cctv.contracts.detection.ObjectsDetected.TrackedObject;
import org.jspecify.annotations.Nullable;

/**
 * An alert as the doors show it: what was raised, and what became of it.
 *
 * @param level who is asked to look; climbs by the clock while nobody touches it
 * @param mergedInto the alert that it is part of; handle that one
 * @param merged what neighbouring cameras told within half a minute, each with its own picture
 * @param claimEndsAt when the queue takes a claim back
 */
public record AlertView(
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
        Map<String, Double> thresholds,
        State state,
        @Nullable String handledBy,
        @Nullable Instant handledAt,
        @Nullable String dismissReason,
        @Nullable UUID incidentId,
        AlertLevel level,
        Instant levelSince,
        @Nullable Instant claimEndsAt,
        @Nullable String cameraName,
        @Nullable Double lon,
        @Nullable Double lat,
        @Nullable UUID mergedInto,
        List<Alert.Merged> merged) {

    public enum State {
        NEW,
        CLAIMED,
        ACKNOWLEDGED,
        DISMISSED,
        ESCALATED
    }

    static AlertView of(Alert alert) {
        AlertRaised raised = alert.raised();
        AlertRow row = AlertRow.of(alert.state());
        Alert.CameraPlace place = alert.place();
        return new AlertView(
                raised.alertId(),
                raised.cameraId(),
                raised.districtCode(),
                raised.behaviour(),
                raised.zoneId(),
                raised.zoneName(),
                raised.startedAt(),
                raised.capturedAt(),
                raised.raisedAt(),
                raised.score(),
                raised.trackId(),
                raised.objects(),
                raised.modelName(),
                raised.modelSha256(),
                raised.ruleVersion(),
                raised.thresholds(),
                row.state(),
                row.by(),
                row.at(),
                row.reason(),
                row.incidentId(),
                alert.level(),
                alert.levelSince(),
                row.claimEndsAt(),
                place == null ? null : place.cameraName(),
                place == null ? null : place.lon(),
                place == null ? null : place.lat(),
                alert.mergedInto(),
                alert.merged());
    }
}
