package metro.cctv.analytics.rollout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import metro.cctv.analytics.detection.DetectedObject;
import metro.cctv.analytics.model.LoadedModel;
import metro.cctv.contracts.detection.ObjectClass;
import org.jspecify.annotations.Nullable;

/**
 * What two models said of the same frames, each from its own threshold on. Boxes of one class that overlap by half are one object
 * seen by both; the surest find their partners first.
 */
final class ModelComparison {
    private static final double SAME_OBJECT_IOU = 0.5;
    private static final double NS_PER_MS = 1e6;

    private final double activeThreshold;
    private final double shadowThreshold;
    private final Map<ObjectClass, Tally> tallies = new EnumMap<>(ObjectClass.class);
    private long frames;
    private long rejected;
    private long activeNs;
    private long shadowNs;

    ModelComparison(double activeThreshold, double shadowThreshold) {
        this.activeThreshold = activeThreshold;
        this.shadowThreshold = shadowThreshold;
    }

    /** @param active null: nobody looks for these things yet */
    static ModelComparison of(@Nullable LoadedModel active, LoadedModel shadow) {
        return new ModelComparison(
                active == null ? 1 : active.manifest().scoreThreshold(),
                shadow.manifest().scoreThreshold());
    }

    private static final class Tally {
        private long active;
        private long shadow;
        private long both;
    }

    /** @param both seen by both at one place */
    record OfClass(ObjectClass objectClass, long active, long shadow, long both) {}

    /**
     * @param frames looked at by both
     * @param rejected frames of which the shadow gave no numbers
     * @param activeMs a frame on average; null: none yet
     */
    record View(
            long frames,
            long rejected,
            @Nullable Double activeMs,
            @Nullable Double shadowMs,
            List<OfClass> classes) {}

    synchronized void add(
            List<DetectedObject> active, long activeFrameNs, List<DetectedObject> shadow, long shadowFrameNs) {
        frames++;
        activeNs += activeFrameNs;
        shadowNs += shadowFrameNs;
        List<DetectedObject> left = above(shadow, shadowThreshold);
        for (DetectedObject object : left) tally(object).shadow++;
        for (DetectedObject object : above(active, activeThreshold)) {
            Tally tally = tally(object);
            tally.active++;
            DetectedObject same = same(object, left);
            if (same == null) continue;
            left.remove(same);
            tally.both++;
        }
    }

    synchronized void addRejected() {
        rejected++;
    }

    synchronized View view() {
        List<OfClass> classes = new ArrayList<>();
        tallies.forEach(
                (objectClass, tally) -> classes.add(new OfClass(objectClass, tally.active, tally.shadow, tally.both)));
        boolean none = frames == 0;
        return new View(
                frames,
                rejected,
                none ? null : activeNs / NS_PER_MS / frames,
                none ? null : shadowNs / NS_PER_MS / frames,
                classes);
    }

    private Tally tally(DetectedObject object) {
        return tallies.computeIfAbsent(object.label(), label -> new Tally());
    }

    private static List<DetectedObject> above(List<DetectedObject> objects, double threshold) {
        List<DetectedObject> strong = new ArrayList<>();
        for (DetectedObject object : objects) if (object.score() >= threshold) strong.add(object);
        strong.sort(Comparator.comparingDouble(DetectedObject::score).reversed());
        return strong;
    }

    private static @Nullable DetectedObject same(DetectedObject object, List<DetectedObject> others) {
        DetectedObject best = null;
        double bestIou = SAME_OBJECT_IOU;
        for (DetectedObject other : others) {
            if (other.label() != object.label()) continue;
            double iou = object.iou(other);
            if (iou >= bestIou) {
                best = other;
                bestIou = iou;
            }
        }
        return best;
    }
}
