package metro.cctv.registry.camera;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import metro.cctv.chassis.outbox.Outbox;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.camera.CameraState;
import metro.cctv.registry.camera.CamerasChanged.Change;
import metro.cctv.registry.district.Districts;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Many cameras at once, by the same rules as one: row, history and event commit together, a thousand rows a statement. */
@Service
public class CameraBulk {
    private final CameraStore store;
    private final CameraChanges changes;
    private final CameraHistory history;
    private final CameraGate gate;
    private final Districts districts;
    private final Outbox outbox;
    private final ApplicationEventPublisher listeners;

    CameraBulk(
            CameraStore store,
            CameraChanges changes,
            CameraHistory history,
            CameraGate gate,
            Districts districts,
            Outbox outbox,
            ApplicationEventPublisher listeners) {
        this.store = store;
        this.changes = changes;
        this.history = history;
        this.gate = gate;
        this.districts = districts;
        this.outbox = outbox;
        this.listeners = listeners;
    }

    /**
     * A camera that a file names.
     *
     * @param ifNew registered as PLANNED when the code is new
     * @param ifKnown lays what the file knows over what is known already; the same facts: unchanged
     * @param drawn the same for what is drawn over its picture
     * @param state wanted, as far as the law's conditions and the steps of life allow; null: as it is
     */
    public record Upsert(
            String cameraId,
            Facts ifNew,
            UnaryOperator<Facts> ifKnown,
            UnaryOperator<Picture> drawn,
            @Nullable CameraState state) {

        public Upsert(String cameraId, Facts ifNew, UnaryOperator<Facts> ifKnown) {
            this(cameraId, ifNew, ifKnown, UnaryOperator.identity(), null);
        }
    }

    /**
     * @param refused in words for a person, by code; the others are stored
     * @param notMoved stored, but not in the state that was wanted: why, by code
     * @param changed codes that are created or updated, with whether they are new
     */
    public record Outcome(
            int created,
            int updated,
            int unchanged,
            Map<String, String> refused,
            Map<String, String> notMoved,
            Map<String, Boolean> changed) {
        public Outcome {
            refused = Map.copyOf(refused);
            notMoved = Map.copyOf(notMoved);
            changed = Map.copyOf(changed);
        }
    }

    /** All of them in one transaction: a few thousand at a time. A code twice in the list: the first counts. */
    @Transactional
    public Outcome upsert(List<Upsert> upserts, By by) {
        return work(upserts, by, true);
    }

    /** What {@link #upsert} would do; nothing is written. */
    @Transactional(readOnly = true)
    public Outcome tryOut(List<Upsert> upserts, By by) {
        return work(upserts, by, false);
    }

    private Outcome work(List<Upsert> upserts, By by, boolean write) {
        List<String> codes = upserts.stream().map(Upsert::cameraId).distinct().toList();
        Map<String, Camera> known = new HashMap<>();
        for (Camera camera : write ? store.findAllForChange(codes) : store.findAll(codes))
            known.put(camera.cameraId(), camera);
        Map<String, Change> made = new LinkedHashMap<>();
        Map<String, String> refused = new HashMap<>();
        Set<String> seen = new HashSet<>();
        Map<String, String> notMoved = new HashMap<>();
        int unchanged = 0;
        for (Upsert upsert : upserts) {
            if (!seen.add(upsert.cameraId())) continue;
            try {
                Change change = change(upsert, known.get(upsert.cameraId()), notMoved);
                if (change == null) unchanged++;
                else made.put(upsert.cameraId(), change);
            } catch (ProblemException | IllegalArgumentException e) {
                refused.put(upsert.cameraId(), String.valueOf(e.getMessage()));
            }
        }
        List<Change> created =
                made.values().stream().filter(c -> c.before() == null).toList();
        List<Change> updated =
                made.values().stream().filter(c -> c.before() != null).toList();
        if (write) write(created, updated, by);
        Map<String, Boolean> changed = new HashMap<>();
        made.forEach((code, change) -> changed.put(code, change.before() == null));
        return new Outcome(created.size(), updated.size(), unchanged, refused, notMoved, changed);
    }

    private @Nullable Change change(Upsert upsert, @Nullable Camera before, Map<String, String> notMoved) {
        if (before == null) {
            Facts facts = checked(upsert.ifNew());
            var planned = new Lifecycle.Planned(changes.now());
            Picture picture = upsert.drawn().apply(Picture.PLAIN);
            var camera = new Camera(upsert.cameraId(), facts, picture, Login.NONE, planned, 1, planned.since());
            return new Change(null, moved(null, camera, upsert.state(), notMoved));
        }
        Facts facts = checked(upsert.ifKnown().apply(before.facts()));
        Camera laidOver = before.with(facts).with(upsert.drawn().apply(before.picture()));
        Camera asked = moved(before, laidOver, upsert.state(), notMoved);
        if (asked.equals(before)) return null;
        if (before.state() == CameraState.RETIRED) throw new IllegalArgumentException("state: the camera is retired");
        gate.check(before, asked);
        return new Change(before, asked.next(changes.now()));
    }

    /** A file may let a camera film or rest; retiring it, which is for good, is a person's. */
    private Camera moved(
            @Nullable Camera before, Camera camera, @Nullable CameraState wanted, Map<String, String> notMoved) {
        if (wanted == null || wanted == camera.state()) return camera;
        Lifecycle step = wanted == CameraState.RETIRED
                ? null
                : camera.lifecycle().to(wanted, null, changes.now()).orElse(null);
        if (step == null) {
            notMoved.put(
                    camera.cameraId(), "A file does not make a camera that is " + camera.state() + " " + wanted + ".");
            return camera;
        }
        Camera asked = camera.with(step);
        ProblemException objection = gate.objection(before, asked).orElse(null);
        if (objection == null) return asked;
        notMoved.put(camera.cameraId(), objection.detail());
        return camera;
    }

    private Facts checked(Facts facts) {
        if (!districts.exists(facts.districtCode()))
            throw new IllegalArgumentException("districtCode: no such district");
        return facts;
    }

    private void write(List<Change> created, List<Change> updated, By by) {
        List<Change> all = new ArrayList<>(created);
        all.addAll(updated);
        if (all.isEmpty()) return;
        store.insertAll(created.stream().map(Change::after).toList());
        store.updateAll(updated.stream().map(Change::after).toList());
        listeners.publishEvent(new CamerasChanged(all, by));
        history.addAll(all, by);
        outbox.addAll(Topics.CAMERA, all.stream().map(Change::after).toList(), Camera::cameraId, Camera::configured);
    }
}
