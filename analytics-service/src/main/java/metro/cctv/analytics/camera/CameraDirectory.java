package metro.cctv.analytics.camera;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import metro.cctv.chassis.messaging.EventJson;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.camera.CameraConfigured;
import metro.cctv.contracts.camera.Zone;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;

/** The cameras as the registry last said, with their zones. In memory; a change counts within a second. */
@Component
public class CameraDirectory implements SmartLifecycle {
    private final Map<String, CameraConfigured> cameras = new ConcurrentHashMap<>();
    private final CompactedTopic topic;
    private volatile boolean running;

    CameraDirectory(ConsumerFactory<?, ?> consumers) {
        this.topic = new CompactedTopic(Topics.CAMERA, consumers, this::take);
    }

    public Optional<CameraConfigured> find(String cameraId) {
        return Optional.ofNullable(cameras.get(cameraId));
    }

    public List<Zone> zonesOf(String cameraId) {
        return find(cameraId).map(CameraConfigured::zones).orElse(List.of());
    }

    /** The longest time that any zone's behaviour takes. */
    public Duration longestDwell() {
        double seconds = cameras.values().stream()
                .flatMap(camera -> camera.zones().stream())
                .mapToDouble(Zone::lookBackSeconds)
                .max()
                .orElse(0);
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    /** Frames wait for this: without zones a behaviour would pass unseen. */
    public boolean awaitKnown(Duration atMost) throws InterruptedException {
        return topic.awaitCaughtUp(atMost);
    }

    public boolean isKnown() {
        return topic.isCaughtUp();
    }

    public int size() {
        return cameras.size();
    }

    private void take(String cameraId, byte @Nullable [] value) {
        if (value == null) cameras.remove(cameraId);
        else cameras.put(cameraId, EventJson.MAPPER.readValue(value, CameraConfigured.class));
    }

    @Override
    public void start() {
        running = true;
        topic.start();
    }

    @Override
    public void stop() {
        running = false;
        topic.stop();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the frame workers, and stopped after them. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 1;
    }
}
