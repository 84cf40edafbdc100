package metro.cctv.registry.camera;

import metro.cctv.contracts.camera.CameraState;
import org.jspecify.annotations.Nullable;

/**
 * Which cameras a list shows.
 *
 * @param state null: all but the retired
 * @param text part of the name or the code, in any case of letters
 */
record CameraFilter(
        @Nullable String district,
        @Nullable CameraState state,
        @Nullable String text) {

    /** For {@code ilike}: what the person typed is text, never a pattern. */
    @Nullable
    String pattern() {
        if (text == null || text.isBlank()) return null;
        return "%" + text.strip().replaceAll("[\\\\%_]", "\\\\$0") + "%";
    }
}
