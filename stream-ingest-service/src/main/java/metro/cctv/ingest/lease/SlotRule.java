package metro.cctv.ingest.lease;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** Cameras are leased in slots: a camera's slot never changes, so a slot moves with all of its cameras and no other. */
final class SlotRule {
    /** Partitions of the lease topic. 2,700 cameras are 42 a slot. Never changed: every camera would move. */
    static final int SLOTS = 64;

    private SlotRule() {}

    /** @return 0 to 63 */
    static int slotOf(String cameraId) {
        var hash = new CRC32C();
        hash.update(cameraId.getBytes(StandardCharsets.UTF_8));
        long mixed = hash.getValue() * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 58);
    }
}
