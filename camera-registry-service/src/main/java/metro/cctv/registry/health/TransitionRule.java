package metro.cctv.registry.health;

import java.time.Instant;
import metro.cctv.registry.camera.CameraHealth;
import org.jspecify.annotations.Nullable;

/** Where one state ends and the next begins. The history has no holes and no overlaps. */
final class TransitionRule {
    private TransitionRule() {}

    /**
     * A new cause of the same state is no new state: a camera that is off for two reasons in turn is off.
     *
     * @param since start of the present state
     * @param from when the next began, as its words say
     * @param heardAt the latest word: where the next begins when its own beginning lies before the present state's
     * @return null: no new interval begins
     */
    static @Nullable Instant boundary(
            CameraHealth.State present, Instant since, CameraHealth.State next, Instant from, Instant heardAt) {
        if (present == next) return null;
        if (from.isAfter(since)) return from;
        return heardAt.isAfter(since) ? heardAt : since;
    }
}
