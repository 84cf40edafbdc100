package metro.cctv.link.alert;

import java.time.Instant;
import metro.cctv.contracts.alert.AlertRaised;
import org.jspecify.annotations.Nullable;

/**
 * An alert in the queue.
 *
 * @param level who is asked to look
 * @param place where its camera stands; null until the registry's word on the camera has come
 * @param version grows with every step
 */
record Alert(
        AlertRaised raised,
        AlertState state,
        AlertLevel level,
        Instant levelSince,
        @Nullable CameraPlace place,
        long version) {

    record CameraPlace(String cameraName, double lon, double lat) {}
}
