package metro.cctv.ingest.line;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import metro.cctv.contracts.camera.CameraConfigured;
import metro.cctv.ingest.camera.CameraDirectory;
import metro.cctv.ingest.relay.LiveCameras;
import metro.cctv.ingest.session.StreamStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Starts, changes and stops cameras as the directory tells. At most one line per camera, ever. */
public final class CameraLines implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(CameraLines.class);

    private final CameraDirectory directory;
    private final Parts parts;
    private final LiveCameras live;
    private final Consumer<StreamStatus> onState;
    private final Map<String, CameraLine> lines = new ConcurrentHashMap<>();
    private volatile boolean running;

    public CameraLines(CameraDirectory directory, Parts parts, LiveCameras live, Consumer<StreamStatus> onState) {
        this.directory = directory;
        this.parts = parts;
        this.live = live;
        this.onState = onState;
    }

    @Override
    public void start() {
        running = true;
        parts.recordings().start();
        directory.listen(this::onCamera);
    }

    @Override
    public void stop() {
        running = false;
        lines.values().forEach(CameraLine::stop);
        lines.clear();
        parts.sessions().close();
        parts.recordings().close();
        parts.frames().close();
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

    private synchronized void onCamera(String cameraId, @Nullable CameraConfigured camera) {
        if (!running) return;
        CameraLine old = lines.get(cameraId);
        if (camera != null && old != null && !old.mustRestartFor(camera)) return;
        if (old != null) {
            old.stop();
            lines.remove(cameraId);
            live.remove(cameraId);
        }
        if (camera == null) {
            parts.credentials().forget(cameraId);
            log.info("{}: no longer pulled", cameraId);
            return;
        }
        try {
            var line = new CameraLine(camera, parts, onState);
            lines.put(cameraId, line);
            live.put(line.live());
            line.start();
        } catch (IllegalArgumentException e) {
            log.error("{}: cannot be pulled as configured: {}", cameraId, e.getMessage());
        }
    }
}
