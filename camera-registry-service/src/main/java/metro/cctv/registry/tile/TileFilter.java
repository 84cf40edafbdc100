package metro.cctv.registry.tile;

import metro.cctv.contracts.Require;
import metro.cctv.contracts.camera.CameraPurpose;
import metro.cctv.contracts.camera.CameraState;
import metro.cctv.registry.camera.CameraHealth;
import org.jspecify.annotations.Nullable;

/**
 * Which cameras a tile shows; null: all. A map shows no retired ones, whatever is asked.
 *
 * @param agency owns or manages it; the whole name
 */
record TileFilter(
        @Nullable CameraPurpose purpose,
        @Nullable String district,
        CameraHealth.@Nullable State health,
        @Nullable CameraState state,
        @Nullable String agency) {
    private static final int MAX_AGENCY = 200;

    TileFilter {
        if (district != null) Require.district(district);
        if (agency != null && agency.length() > MAX_AGENCY)
            throw new IllegalArgumentException("agency: at most " + MAX_AGENCY + " characters");
    }
}
