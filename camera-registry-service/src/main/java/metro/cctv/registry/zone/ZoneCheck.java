package metro.cctv.registry.zone;

import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.registry.camera.CamerasChanged;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** No camera gets zones that are not sound, by whichever door they come. */
@Component
class ZoneCheck {
    @EventListener
    void on(CamerasChanged changed) {
        for (CamerasChanged.Change change : changed.changes()) {
            var drawn = change.after().zones();
            if (change.before() != null && change.before().zones().equals(drawn)) continue;
            ZoneRule.objection(drawn).ifPresent(words -> {
                throw new ProblemException(ProblemType.INVALID_FIELD, words + ".");
            });
        }
    }
}
