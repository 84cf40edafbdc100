package metro.cctv.ingest.relay;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import metro.cctv.contracts.health.StreamHealthChanged.Stream;
import metro.cctv.ingest.frame.FramePipeline;
import org.jspecify.annotations.Nullable;

/** What can be watched: the cameras that are pulled now. */
public final class LiveCameras {
    private final Map<String, LiveCamera> cameras = new ConcurrentHashMap<>();
    /** District of each camera that another process of ours pulls. */
    private final Map<String, String> elsewhere = new ConcurrentHashMap<>();

    /** @param sub null: the camera has only a main stream */
    public record LiveCamera(
            String cameraId,
            String districtCode,
            LiveStream main,
            @Nullable LiveStream sub,
            FramePipeline pictures) {

        /** What was asked for, or the main stream where there is no other. */
        public LiveStream stream(Stream wanted) {
            return wanted == Stream.SUB && sub != null ? sub : main;
        }
    }

    public void put(LiveCamera camera) {
        cameras.put(camera.cameraId(), camera);
        elsewhere.remove(camera.cameraId());
    }

    /** Nobody pulls it any more. */
    public void remove(String cameraId) {
        elsewhere.remove(cameraId);
        cameras.remove(cameraId);
    }

    /** Another process pulls it, now or in a moment: its viewers are told to come again, not that there is no such camera. */
    public void leave(String cameraId, String districtCode) {
        elsewhere.put(cameraId, districtCode);
        cameras.remove(cameraId);
    }

    /** @return the district of a camera that another process pulls */
    Optional<String> elsewhere(String cameraId) {
        return Optional.ofNullable(elsewhere.get(cameraId));
    }

    Optional<LiveCamera> find(String cameraId) {
        return Optional.ofNullable(cameras.get(cameraId));
    }
}
