package metro.cctv.contracts.detection;

import com.fasterxml.jackson.annotation.JsonInclude;
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
 * @param fireModel that looked beside it; null, and not written: none did, or an older event
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
        List<TrackedObject> objects,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable FireModel fireModel) {

    /** Ids of tracks that the model for fire and smoke found begin here; those of the other model stay below. */
    public static final long FIRE_TRACKS = 1L << 52;

    /** @param scoreThreshold of that model, 0 to 1 */
    public record FireModel(String sha256, double scoreThreshold) {
        public FireModel {
            Require.sha256("fireModel.sha256", sha256);
            Require.within("fireModel.scoreThreshold", scoreThreshold, 0, 1);
        }
    }

    /** @param trackId unique within the camera until the analytics service restarts */
    public record TrackedObject(long trackId, ObjectClass label, double confidence, Box box) {
        public TrackedObject {
            Require.within("confidence", confidence, 0, 1);
        }

        /** Whether the model for fire and smoke found it. */
        public boolean foundByFireModel() {
            return trackId >= FIRE_TRACKS;
        }
    }

    public ObjectsDetected {
        Require.cameraId(cameraId);
        Require.sha256("modelSha256", modelSha256);
        objects = List.copyOf(objects);
        if (objects.size() > 256) throw new IllegalArgumentException("objects: 0 to 256, was " + objects.size());
    }

    /** Nobody looked for fire. */
    public ObjectsDetected(
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
        this(
                detectionId,
                cameraId,
                districtCode,
                sequence,
                capturedAt,
                analysedAt,
                modelSha256,
                scoreThreshold,
                frameWidth,
                frameHeight,
                objects,
                null);
    }
}
