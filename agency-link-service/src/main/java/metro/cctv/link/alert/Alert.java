package metro.cctv.link.alert;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import metro.cctv.contracts.alert.AlertRaised;
import org.jspecify.annotations.Nullable;

/**
 * An alert in the queue.
 *
 * @param level who is asked to look
 * @param place where its camera stands; null until the registry's word on the camera has come
 * @param mergedInto the alert of a neighbouring camera that it is part of; null: it stands for itself
 * @param merged what neighbouring cameras told, in the order it came
 * @param version grows with every step
 */
record Alert(
        AlertRaised raised,
        AlertState state,
        AlertLevel level,
        Instant levelSince,
        @Nullable CameraPlace place,
        @Nullable UUID mergedInto,
        List<Merged> merged,
        long version) {

    /** @param cameraName null until the registry's word on the camera has come */
    record Merged(UUID alertId, String cameraId, @Nullable String cameraName, String zoneName, Instant capturedAt) {}

    record CameraPlace(String cameraName, double lon, double lat) {}
}
