package metro.cctv.ingest.line;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import metro.cctv.contracts.camera.CameraConfigured;
import metro.cctv.ingest.camera.CameraDirectory;
import metro.cctv.ingest.lease.Ownership;
import metro.cctv.ingest.relay.LiveCameras;
import metro.cctv.ingest.session.StreamStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Starts, changes and stops cameras as the directory and the leases tell. At most one line per camera, ever. */
public final class CameraLines implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(CameraLines.class);
    private static final long CLOSED_WITHIN_S = 3;

    private final CameraDirectory directory;
    private final Parts parts;
    private final LiveCameras live;
    private final Ownership ownership;
    private final Consumer<StreamStatus> onState;
    private final Map<String, CameraLine> lines = new ConcurrentHashMap<>();
    private volatile boolean running;

    public CameraLines(
            CameraDirectory directory,
            Parts parts,
            LiveCameras live,
            Ownership ownership,
            Consumer<StreamStatus> onState) {
        this.directory = directory;
        this.parts = parts;
        this.live = live;
        this.ownership = ownership;
        // A camera that was given to another process is not offline: its new owner speaks for it.
        this.onState = status -> {
            if (ownership.owns(status.cameraId())) onState.accept(status);
        };
    }

    @Override
    public void start() {
        running = true;
        parts.recordings().start();
        ownership.start(this::ownershipChanged);
        directory.listen(this::onCamera);
    }

    @Override
    public void stop() {
        await(endAll());
        ownership.close();
        parts.sessions().close();
        parts.recordings().close();
        parts.frames().close();
    }

    /** No line begins after this. */
    private synchronized List<CompletableFuture<?>> endAll() {
        running = false;
        List<CompletableFuture<?>> closing = new ArrayList<>();
        for (CameraLine line : lines.values()) closing.add(line.stop());
        lines.clear();
        return closing;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Every stream of every camera, as of the last second. */
    public List<StreamStatus> statuses() {
        return lines.values().stream().flatMap(line -> line.statuses().stream()).toList();
    }

    Collection<CameraLine> list() {
        return lines.values();
    }

    private void onCamera(String cameraId, @Nullable CameraConfigured camera) {
        line(cameraId);
        if (camera == null && running) {
            parts.credentials().forget(cameraId);
            log.info("{}: no longer pulled", cameraId);
        }
    }

    private void ownershipChanged() {
        List<CompletableFuture<?>> closing = new ArrayList<>();
        for (CameraConfigured camera : directory.list()) line(camera.cameraId()).ifPresent(closing::add);
        await(closing);
    }

    /**
     * Brings one camera to what the directory says of it now; what a caller was told may be older.
     *
     * @return what was stopped, as long as its connections are open
     */
    private synchronized Optional<CompletableFuture<?>> line(String cameraId) {
        if (!running) return Optional.empty();
        CameraConfigured camera = directory.find(cameraId).orElse(null);
        boolean wanted = camera != null && ownership.owns(cameraId);
        if (camera != null && !wanted) live.leave(cameraId, camera.districtCode());
        CameraLine old = lines.get(cameraId);
        if (old != null && wanted && camera != null && !old.mustRestartFor(camera)) return Optional.empty();
        Optional<CompletableFuture<?>> closing = Optional.empty();
        if (old != null) {
            closing = Optional.of(old.stop());
            lines.remove(cameraId);
        }
        if (camera == null || (old != null && wanted)) live.remove(cameraId);
        if (wanted && camera != null) begin(cameraId, camera);
        return closing;
    }

    private void begin(String cameraId, CameraConfigured camera) {
        try {
            var line = new CameraLine(camera, parts, onState);
            lines.put(cameraId, line);
            live.put(line.live());
            line.start();
        } catch (IllegalArgumentException e) {
            log.error("{}: cannot be pulled as configured: {}", cameraId, e.getMessage());
        }
    }

    private static void await(List<CompletableFuture<?>> closing) {
        try {
            CompletableFuture.allOf(closing.toArray(CompletableFuture[]::new)).get(CLOSED_WITHIN_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            log.warn("{} cameras' connections took too long to close: {}", closing.size(), e.toString());
        }
    }
}
