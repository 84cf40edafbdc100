package metro.cctv.bench.packs;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metro.cctv.analytics.detection.DetectedObject;
import metro.cctv.bench.precision.AveragePrecision;
import metro.cctv.simulator.scene.TrueObject;

/**
 * AP50 of what is seen in frames, by class and by condition: each light or weather, all but night, and all. What is mostly
 * hidden is neither asked for nor counted wrong. Safe for use by several threads.
 */
final class DetectionScore {
    static final String ALL = "all";
    static final String NIGHT = "night";
    static final String ALL_BUT_NIGHT = "all but night";

    private record Asked(DetectedObject object, boolean counted) {}

    private final Map<String, Map<SceneClass, AveragePrecision<DetectedObject, Asked>>> conditions = new TreeMap<>();

    /**
     * @param asked boxes to be found
     * @param ap50 0 to 1
     */
    record Row(String condition, SceneClass what, int asked, double ap50) {}

    synchronized void add(String condition, List<DetectedObject> seen, List<TrueObject> truth) {
        List<String> counts = condition.equals(NIGHT) ? List.of(NIGHT, ALL) : List.of(condition, ALL_BUT_NIGHT, ALL);
        for (SceneClass what : SceneClass.values()) {
            List<DetectedObject> found =
                    seen.stream().filter(o -> SceneClass.of(o.label()) == what).toList();
            List<Asked> asked = truth.stream()
                    .map(o -> new Asked(Eyes.known(o), Eyes.isSeen(o)))
                    .filter(o -> SceneClass.of(o.object.label()) == what)
                    .toList();
            for (String one : counts) of(one, what).add(found, asked);
        }
    }

    /** Of every condition and class that was asked for. */
    synchronized List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        conditions.forEach((condition, classes) -> classes.forEach((what, one) -> {
            if (one.asked() > 0) rows.add(new Row(condition, what, one.asked(), one.value()));
        }));
        return rows;
    }

    private AveragePrecision<DetectedObject, Asked> of(String condition, SceneClass what) {
        return conditions
                .computeIfAbsent(condition, c -> new EnumMap<>(SceneClass.class))
                .computeIfAbsent(
                        what,
                        w -> new AveragePrecision<>(
                                DetectedObject::score, Asked::counted, (found, asked) -> found.iou(asked.object)));
    }
}
