package metro.cctv.registry.ptz;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the registry keeps of a head.
 *
 * @param lease the last one, open or not
 * @param patrol null: none; it goes on while its lease is open
 * @param presetsReadAt when the camera was last asked for its presets; null: never
 */
record HeadRow(
        String cameraId,
        @Nullable Lease lease,
        @Nullable Patrol patrol,
        long commandNo,
        HeadSettings settings,
        @Nullable Instant presetsReadAt) {

    record Patrol(List<String> presets, int dwellSeconds, int at) {
        Patrol {
            presets = List.copyOf(presets);
        }
    }

    static HeadRow blank(String cameraId) {
        return new HeadRow(cameraId, null, null, 0, HeadSettings.NONE, null);
    }

    @Nullable
    Lease openLease(Instant now) {
        return lease != null && lease.isOpen(now) ? lease : null;
    }
}
