package metro.cctv.registry.camera;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
     */
    public record Upsert(String cameraId, Facts ifNew, UnaryOperator<Facts> ifKnown) {}

    /** @param refused in words for a person, by code; the others are stored */
    public record Outcome(int created, int updated, int unchanged, Map<String, String> refused) {
        public Outcome {
            refused = Map.copyOf(refused);
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
        Map<String, Change> made = new HashMap<>();
        Map<String, String> refused = new HashMap<>();
        int unchanged = 0;
        for (Upsert upsert : upserts) {
            if (made.containsKey(upsert.cameraId()) || refused.containsKey(upsert.cameraId())) continue;
            try {
                Change change = change(upsert, known.get(upsert.cameraId()));
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
        return new Outcome(created.size(), updated.size(), unchanged, refused);
    }

    private @Nullable Change change(Upsert upsert, @Nullable Camera before) {
        if (before == null) {
            Facts facts = checked(upsert.ifNew());
            var planned = new Lifecycle.Planned(changes.now());
            return new Change(
                    null, new Camera(upsert.cameraId(), facts, Picture.PLAIN, Login.NONE, planned, 1, planned.since()));
        }
        Facts facts = checked(upsert.ifKnown().apply(before.facts()));
        if (facts.equals(before.facts())) return null;
        if (before.state() == CameraState.RETIRED) throw new IllegalArgumentException("state: the camera is retired");
        Camera asked = before.with(facts);
        gate.check(before, asked);
        return new Change(before, asked.next(changes.now()));
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
        listeners.publishEvent(new CamerasChanged(all));
        history.addAll(all, by);
        outbox.addAll(Topics.CAMERA, all.stream().map(Change::after).toList(), Camera::cameraId, Camera::configured);
    }
}
