package metro.cctv.simulator.camera;

import metro.cctv.simulator.head.PtzHead;
import metro.cctv.simulator.loop.CameraLoops;
import metro.cctv.simulator.loop.LoopSource;
import metro.cctv.simulator.scene.Scene;
import org.jspecify.annotations.Nullable;

/** A camera of this run: what it is, what it shows, and, once they are encoded, its loops. Thread-safe. */
public final class LiveCamera {
    private final CameraDescription description;
    private final LoopSource source;
    private final ShowTime showTime;
    private final @Nullable PtzHead head;
    private volatile @Nullable CameraLoops loops;

    public LiveCamera(CameraDescription description, LoopSource source, ShowTime showTime) {
        this.description = description;
        this.source = source;
        this.showTime = showTime;
        this.head = description.ptz() ? new PtzHead(showTime.startedAt()) : null;
    }

    public CameraDescription description() {
        return description;
    }

    public String id() {
        return description.cameraId();
    }

    public LoopSource source() {
        return source;
    }

    /** Null where the camera does not turn. */
    public @Nullable PtzHead head() {
        return head;
    }

    /** Null where a video file is shown: nobody knows the truth about it. */
    public @Nullable Scene scene() {
        return source instanceof LoopSource.Rendered(Scene scene) ? scene : null;
    }

    public ShowTime showTime() {
        return showTime;
    }

    /** Null until the loops are encoded. */
    public @Nullable CameraLoops loops() {
        return loops;
    }

    public void ready(CameraLoops encoded) {
        loops = encoded;
    }
}
