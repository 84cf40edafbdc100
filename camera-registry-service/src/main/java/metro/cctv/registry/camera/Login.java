package metro.cctv.registry.camera;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether the camera asks who is there. The user name and password themselves are never here.
 *
 * @param changedAt when the registry was last told one, UTC; null with {@code known} false
 */
public record Login(boolean known, @Nullable Instant changedAt) {
    public static final Login NONE = new Login(false, null);
}
