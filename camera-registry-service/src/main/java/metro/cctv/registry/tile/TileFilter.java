package metro.cctv.registry.tile;

import metro.cctv.contracts.camera.CameraPurpose;
import metro.cctv.registry.camera.CameraHealth;
import org.jspecify.annotations.Nullable;

/** Which cameras a tile shows; null: all. */
record TileFilter(@Nullable CameraPurpose purpose, @Nullable String district, CameraHealth.@Nullable State health) {

    TileFilter {
        if (district != null && !district.matches("[A-Z]{2}-[A-Z0-9]{2,8}"))
            throw new IllegalArgumentException("district: a code such as DJ-SEO");
    }
}
