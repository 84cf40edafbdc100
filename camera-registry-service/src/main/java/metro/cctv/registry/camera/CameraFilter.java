package metro.cctv.registry.camera;

import metro.cctv.contracts.camera.CameraPurpose;
import metro.cctv.contracts.camera.CameraState;
import org.jspecify.annotations.Nullable;

/**
 * Which cameras a list shows; null: any.
 *
 * @param state null: all but the retired
 * @param agency owns or manages it; the whole name
 * @param text part of the name or the code, in any case of letters, or first consonants of the name (초성)
 */
record CameraFilter(
        @Nullable String district,
        @Nullable CameraState state,
        @Nullable CameraPurpose purpose,
        @Nullable String agency,
        Mobility.@Nullable Kind mobility,
        CameraHealth.@Nullable State health,
        @Nullable String text) {

    static CameraFilter of(@Nullable String district) {
        return new CameraFilter(district, null, null, null, null, null, null);
    }

    /** For {@code like}, where the person typed first consonants and nothing else. */
    @Nullable
    String initials() {
        String letters = text == null ? "" : text.replaceAll("\\s", "");
        return letters.matches("[ㄱ-ㅎ]+") ? "%" + letters + "%" : null;
    }

    /** For {@code ilike}: what the person typed is text, never a pattern. */
    @Nullable
    String pattern() {
        if (text == null || text.isBlank()) return null;
        return "%" + text.strip().replaceAll("[\\\\%_]", "\\\\$0") + "%";
    }
}
