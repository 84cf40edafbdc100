package metro.cctv.analytics.detection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Non-maximum suppression: of boxes of one class that overlap, the best stays. */
final class Suppression {
    private static final int MAX_CANDIDATES = 1_000;

    private Suppression() {}

    /** @return best first, at most {@code limit} */
    static List<DetectedObject> apply(List<DetectedObject> candidates, double maxIou, int limit) {
        List<DetectedObject> sorted = candidates.stream()
                .sorted(Comparator.comparingDouble(DetectedObject::score).reversed())
                .limit(MAX_CANDIDATES)
                .toList();
        List<DetectedObject> kept = new ArrayList<>();
        for (DetectedObject candidate : sorted) {
            if (kept.size() == limit) break;
            boolean covered = false;
            for (DetectedObject better : kept)
                if (better.label() == candidate.label() && better.iou(candidate) > maxIou) {
                    covered = true;
                    break;
                }
            if (!covered) kept.add(candidate);
        }
        return kept;
    }
}
