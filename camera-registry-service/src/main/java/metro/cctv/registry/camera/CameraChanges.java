package metro.cctv.registry.camera;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.UnaryOperator;
import metro.cctv.chassis.outbox.Outbox;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.camera.CameraState;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.registry.camera.By.What;
import metro.cctv.registry.secret.CameraSecrets;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The one way a camera changes: its row, its history and its event commit together, and what must not be is refused. */
@Service
public class CameraChanges {
    /** A moving camera tells where it is: nobody changed it. */
    private static final By ON_ITS_WAY = new By("camera", What.CHANGED, null);

    private final CameraStore store;
    private final CameraHistory history;
    private final CameraGate gate;
    private final CameraSecrets secrets;
    private final Outbox outbox;
    private final ApplicationEventPublisher listeners;
    private final Clock clock;

    CameraChanges(
            CameraStore store,
            CameraHistory history,
            CameraGate gate,
            CameraSecrets secrets,
            Outbox outbox,
            ApplicationEventPublisher listeners,
            Clock clock) {
        this.store = store;
        this.history = history;
        this.gate = gate;
        this.secrets = secrets;
        this.outbox = outbox;
        this.listeners = listeners;
        this.clock = clock;
    }

    /**
     * Changes a camera as it stands now, held until the transaction ends.
     *
     * @param seen the version that the change was made from; somebody else's change in between is a conflict. Null: whatever
     *     it is
     * @return as it stands after; the same version when nothing differs
     */
    @Transactional
    public Camera apply(String cameraId, @Nullable Long seen, By by, UnaryOperator<Camera> change) {
        Camera before = store.findForChange(cameraId).orElseThrow(() -> Cameras.noSuch(cameraId));
        if (seen != null && before.version() != seen)
            throw new ProblemException(
                    ProblemType.CONFLICT, "The camera is at version " + before.version() + "; read it again.");
        return save(before, change.apply(before), by);
    }

    /** Planned, active, suspended, retired. Retiring again is no error. */
    @Transactional
    public Camera move(String cameraId, CameraState target, By by) {
        return apply(cameraId, null, by, camera -> {
            if (target == CameraState.RETIRED && camera.state() == CameraState.RETIRED) return camera;
            return step(camera, target, by);
        });
    }

    /** @throws ProblemException {@code conflict} when life has no such step */
    Camera step(Camera camera, CameraState target, By by) {
        return camera.with(camera.lifecycle()
                .to(target, by.reason(), now())
                .orElseThrow(() -> new ProblemException(
                        ProblemType.CONFLICT,
                        "state: a camera that is " + camera.state() + " cannot become " + target + ".")));
    }

    /**
     * A moving camera is elsewhere. No row in the history: its poses are that.
     *
     * @param tell consumers hear of it now; otherwise {@link #tell} is to follow
     */
    @Transactional
    public Camera follow(String cameraId, boolean tell, UnaryOperator<Facts> moved) {
        Camera before = store.findForChange(cameraId).orElseThrow(() -> Cameras.noSuch(cameraId));
        if (before.state() == CameraState.RETIRED)
            throw new ProblemException(ProblemType.CONFLICT, "The camera is retired.");
        Camera after = before.with(moved.apply(before.facts())).next(now());
        store.update(after);
        listeners.publishEvent(new CamerasChanged(List.of(new CamerasChanged.Change(before, after)), ON_ITS_WAY));
        if (tell) outbox.add(Topics.CAMERA, after.cameraId(), after.configured());
        return after;
    }

    /** Consumers hear of the camera as it stands. A retired one has its tombstone. */
    @Transactional
    public void tell(String cameraId) {
        store.findForChange(cameraId)
                .filter(camera -> camera.state() != CameraState.RETIRED)
                .ifPresent(camera -> outbox.add(Topics.CAMERA, cameraId, camera.configured()));
    }

    /** A known code is a conflict, never an update. */
    @Transactional
    Camera register(Camera camera, By by) {
        gate.check(null, camera);
        if (!store.insert(camera))
            throw new ProblemException(
                    ProblemType.CAMERA_CODE_TAKEN, "Camera code " + camera.cameraId() + " is already registered.");
        tell(null, camera, by);
        return camera;
    }

    private Camera save(Camera before, Camera asked, By by) {
        if (asked.equals(before)) return before;
        if (before.state() == CameraState.RETIRED)
            throw new ProblemException(ProblemType.CONFLICT, "The camera is retired.");
        gate.check(before, asked);
        boolean retires = asked.state() == CameraState.RETIRED;
        Camera after = (retires ? asked.with(Login.NONE) : asked).next(now());
        store.update(after);
        tell(before, after, by);
        if (retires) {
            secrets.forget(after.cameraId());
            outbox.addTombstone(Topics.CAMERA, after.cameraId());
        }
        return after;
    }

    private void tell(@Nullable Camera before, Camera after, By by) {
        listeners.publishEvent(new CamerasChanged(List.of(new CamerasChanged.Change(before, after)), by));
        history.add(before, after, by);
        gate.warning(before, after).ifPresent(words -> history.warn(after, by.who(), "place", words));
        outbox.add(Topics.CAMERA, after.cameraId(), after.configured());
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
