package metro.cctv.registry.camera;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cameras are about to change, told inside the transaction (a plain {@code @EventListener} may still refuse by throwing) and
 * after it to {@code @TransactionalEventListener}s.
 */
public record CamerasChanged(List<Change> changes, By by) {
    public CamerasChanged {
        changes = List.copyOf(changes);
    }

    /** @param before null: a new camera */
    public record Change(@Nullable Camera before, Camera after) {}
}
