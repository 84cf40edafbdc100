package metro.cctv.registry.moving;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import metro.cctv.registry.camera.Camera;
import metro.cctv.registry.camera.CameraChanges;
import metro.cctv.registry.camera.CameraHistory;
import metro.cctv.registry.camera.Facts;
import metro.cctv.registry.camera.Mobility;
import metro.cctv.registry.camera.Place;
import metro.cctv.registry.moving.EntryRule.Entry;
import metro.cctv.registry.moving.EntryRule.Inside;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** A camera follows its newest pose. Consumers hear of it once a second at most, and always of the last one. */
@Service
class Moves {
    /** One request cannot flood the history. */
    private static final int MAX_WARNINGS = 20;

    private final PoseStore poses;
    private final AirspaceStore airspaces;
    private final CameraChanges changes;
    private final CameraHistory history;
    private final MovingProperties properties;
    private final Clock clock;
    /** After a start somebody else's untold poses may be there. */
    private final AtomicBoolean mayBeDue = new AtomicBoolean(true);

    Moves(
            PoseStore poses,
            AirspaceStore airspaces,
            CameraChanges changes,
            CameraHistory history,
            MovingProperties properties,
            Clock clock) {
        this.poses = poses;
        this.airspaces = airspaces;
        this.changes = changes;
        this.history = history;
        this.properties = properties;
        this.clock = clock;
    }

    /** @param given 1 to 1,000, in any order */
    @Transactional
    void add(Camera camera, List<Pose> given, String saidBy) {
        List<Pose> inOrder = new ArrayList<>(given);
        inOrder.sort(Comparator.comparing(Pose::at));
        PoseStore.Newest newest = poses.hold(camera.cameraId());
        poses.add(camera.cameraId(), inOrder, saidBy);
        List<Inside> inside =
                camera.facts().mobility().kind() == Mobility.Kind.DRONE ? airspaces.holding(inOrder) : List.of();
        boolean follows = newest.at() == null || inOrder.getFirst().at().isAfter(newest.at());
        warn(camera, EntryRule.entries(follows ? newest.airspaces() : Set.of(), inside), saidBy);
        Pose last = inOrder.getLast();
        if (newest.at() != null && !last.at().isAfter(newest.at())) return;
        Instant now = clock.instant();
        boolean tell = newest.toldAt() == null
                || !newest.toldAt().plus(properties.tellEvery()).isAfter(now);
        changes.follow(camera.cameraId(), tell, facts -> moved(facts, last));
        poses.moved(
                camera.cameraId(),
                last.at(),
                inside.isEmpty() ? Set.of() : inside.getLast().airspaces(),
                tell ? now : null);
        if (!tell) afterCommit(() -> mayBeDue.set(true));
    }

    /** Tells of the poses that came too soon after a telling. */
    @Transactional
    void tellDue() {
        if (!mayBeDue.getAndSet(false)) return;
        Instant now = clock.instant();
        for (String cameraId : poses.takeDue(now.minus(properties.tellEvery()), now)) changes.tell(cameraId);
        if (poses.isAnyDue()) mayBeDue.set(true);
    }

    @Transactional
    int prune() {
        return poses.deleteBefore(clock.instant().minus(properties.keepPoses()));
    }

    private static void afterCommit(Runnable then) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                then.run();
            }
        });
    }

    private void warn(Camera camera, List<Entry> entries, String saidBy) {
        for (Entry entry : entries.subList(0, Math.min(entries.size(), MAX_WARNINGS)))
            history.warn(
                    camera,
                    saidBy,
                    "airspace",
                    "At " + entry.at() + " it was in restricted airspace " + entry.airspace() + ".");
    }

    private static Facts moved(Facts facts, Pose pose) {
        Double heightM = pose.heightM() == null ? facts.place().heightM() : pose.heightM();
        Facts there = facts.withPlace(new Place(pose.lon(), pose.lat(), heightM));
        return pose.headingDeg() == null
                ? there
                : there.withOptics(there.optics().withHeading(pose.headingDeg()));
    }
}
