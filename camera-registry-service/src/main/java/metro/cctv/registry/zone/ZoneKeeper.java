package metro.cctv.registry.zone;

import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.registry.camera.CamerasChanged;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** No camera gets zones that are not sound, by whichever door they come, and every set that ever counted is kept. */
@Component
class ZoneKeeper {
    private final ZoneStore store;

    ZoneKeeper(ZoneStore store) {
        this.store = store;
    }

    /** Within the change's transaction. */
    @EventListener
    void on(CamerasChanged changed) {
        for (CamerasChanged.Change change : changed.changes()) {
            var before = change.before();
            var after = change.after();
            if (before == null ? after.zones().isEmpty() : before.zones().equals(after.zones())) continue;
            ZoneRule.objection(after.zones()).ifPresent(words -> {
                throw new ProblemException(ProblemType.INVALID_FIELD, words + ".");
            });
            store.addVersion(
                    after.cameraId(),
                    after.version(),
                    after.zones(),
                    after.changedAt(),
                    changed.by().who(),
                    changed.by().reason());
        }
    }
}
