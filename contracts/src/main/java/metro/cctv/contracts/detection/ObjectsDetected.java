package metro.cctv.contracts.detection;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import metro.cctv.contracts.Require;
import org.jspecify.annotations.Nullable;

/**
 * The tracks visible in one analysed frame. Key = {@code cameraId}. An empty list says that the last object left.
 *
 * @param detectionId consumers de-duplicate on it
 * @param sequence the frame's sequence number
 * @param capturedAt when ingest had the frame, UTC
 * @param analysedAt when the tracks were known, UTC
 * @param modelSha256 the model file that found them
 * @param scoreThreshold of that model, 0 to 1, from which an object started a track; null: an older event
 * @param objects 0 to 256, best first
 */
public record ObjectsDetected(
        UUID detectionId,
        String cameraId,
        String districtCode,
        long sequence,
        Instant capturedAt,
        Instant analysedAt,
        String modelSha256,
        @Nullable Double scoreThreshold,
        int frameWidth,
        int frameHeight,
        List<TrackedObject> objects) {

    /** @param trackId unique within the camera until the analytics service restarts */
    public record TrackedObject(long trackId, ObjectClass label, double confidence, Box box) {
        public TrackedObject {
            Require.within("confidence", confidence, 0, 1);
        }
    }

    public ObjectsDetected {
        Require.cameraId(cameraId);
        Require.sha256("modelSha256", modelSha256);
        objects = List.copyOf(objects);
        if (objects.size() > 256) throw new IllegalArgumentException("objects: 0 to 256, was " + objects.size());
    }
}
