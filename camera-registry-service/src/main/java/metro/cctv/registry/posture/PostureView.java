package metro.cctv.registry.posture;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * @param score 0 to 100, 100 is best
 * @param assessedAt when it was first found like this; each round looks again and writes only what changed
 */
record PostureView(
        String cameraId, String name, String districtCode, int score, List<Finding> findings, Instant assessedAt) {

    /** @param byCode cameras with this finding */
    record Summary(long cameras, double meanScore, Map<String, Long> byCode) {}
}
