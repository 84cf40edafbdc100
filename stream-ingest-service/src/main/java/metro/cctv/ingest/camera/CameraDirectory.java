package metro.cctv.ingest.camera;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.camera.CameraConfigured;
import metro.cctv.contracts.camera.CameraState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.Payload;

/**
 * The cameras of this process' districts as the registry last told. Read anew from the compacted topic at every start;
 * until then, and while Kafka is away, the local cache stands.
 */
public final class CameraDirectory implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CameraDirectory.class);
    /** A district is a folder name as well. */
    private static final Pattern DISTRICT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,31}");

    private final CameraSettings settings;
    private final CameraCache cache;
    private final Map<String, CameraConfigured> cameras = new ConcurrentHashMap<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService saver = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("camera-cache").factory());
    private final AtomicBoolean savePlanned = new AtomicBoolean();

    /** Told of every change, in order per camera. */
    @FunctionalInterface
    public interface Listener {
        /** @param camera null: no longer to be pulled */
        void onCamera(String cameraId, @Nullable CameraConfigured camera);
    }

    public CameraDirectory(CameraSettings settings) {
        this.settings = settings;
        this.cache = new CameraCache(settings.stateDir().resolve("cameras.jsonl"));
        try {
            for (CameraConfigured camera : cache.load()) if (isOurs(camera)) cameras.put(camera.cameraId(), camera);
        } catch (IOException e) {
            throw new UncheckedIOException("the camera cache cannot be read", e);
        }
        if (!cameras.isEmpty()) log.info("{} cameras known from the local cache", cameras.size());
    }

    /** The listener hears of all cameras known now, at once, and of every change after. */
    public synchronized void listen(Listener listener) {
        listeners.add(listener);
        new ArrayList<>(cameras.values()).forEach(camera -> listener.onCamera(camera.cameraId(), camera));
    }

    public Optional<CameraConfigured> find(String cameraId) {
        return Optional.ofNullable(cameras.get(cameraId));
    }

    public Collection<CameraConfigured> list() {
        return List.copyOf(cameras.values());
    }

    /** A group of its own per start: every process needs every camera, from the beginning. */
    @KafkaListener(
            id = "ingest-cameras",
            topics = Topics.CAMERA,
            groupId = "ingest-cameras-#{T(java.util.UUID).randomUUID()}")
    synchronized void on(
            @Payload(required = false) @Nullable CameraConfigured camera,
            @Header(KafkaHeaders.RECEIVED_KEY) String cameraId) {
        if (camera == null) {
            remove(cameraId);
            return;
        }
        if (!isOurs(camera)) {
            remove(camera.cameraId()); // it may have moved to another district
            return;
        }
        CameraConfigured known = cameras.get(camera.cameraId());
        if (known != null && (known.version() > camera.version() || known.equals(camera))) return;
        cameras.put(camera.cameraId(), camera);
        changed(camera.cameraId(), camera);
    }

    private void remove(String cameraId) {
        if (cameras.remove(cameraId) != null) changed(cameraId, null);
    }

    private void changed(String cameraId, @Nullable CameraConfigured camera) {
        for (Listener listener : listeners) listener.onCamera(cameraId, camera);
        if (savePlanned.compareAndSet(false, true)) saver.schedule(this::save, 1, TimeUnit.SECONDS);
    }

    private void save() {
        savePlanned.set(false);
        try {
            cache.save(cameras.values());
        } catch (IOException e) {
            log.error("The camera cache cannot be written: a restart without Kafka would know old cameras only", e);
        }
    }

    private boolean isOurs(CameraConfigured camera) {
        if (!DISTRICT.matcher(camera.districtCode()).matches())
            throw new IllegalArgumentException("districtCode: letters, digits, '-' and '_'");
        return camera.state() == CameraState.ACTIVE && settings.covers(camera.districtCode());
    }

    @Override
    public void close() {
        saver.shutdown();
        if (savePlanned.get()) save();
    }
}
