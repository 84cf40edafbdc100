package metro.cctv.analytics.track;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** CLEAR MOT and IDF1 at IoU 0.5, as py-motmetrics counts them. */
record MotScore(double mota, double idf1, int switches, int falsePositives, int misses) {

    /** A box of the ground truth or of a tracker. */
    record Box(int frame, long id, double x, double y, double w, double h) {
        double iou(Box o) {
            double iw = Math.min(x + w, o.x + o.w) - Math.max(x, o.x);
            double ih = Math.min(y + h, o.y + o.h) - Math.max(y, o.y);
            if (iw <= 0 || ih <= 0) return 0;
            return iw * ih / (w * h + o.w * o.h - iw * ih);
        }
    }

    static MotScore of(List<Box> truth, List<Box> found) {
        Map<Integer, List<Box>> t = byFrame(truth);
        Map<Integer, List<Box>> f = byFrame(found);
        var frames = new TreeSet<>(t.keySet());
        frames.addAll(f.keySet());
        Map<Long, Long> last = new HashMap<>();
        Map<Long, Map<Long, Integer>> together = new LinkedHashMap<>();
        int switches = 0;
        int misses = 0;
        int fps = 0;
        for (int frame : frames) {
            List<Box> truths = t.getOrDefault(frame, List.of());
            List<Box> founds = f.getOrDefault(frame, List.of());
            double[][] cost = new double[truths.size()][founds.size()];
            Set<Integer> usedT = new HashSet<>();
            Set<Integer> usedF = new HashSet<>();
            for (int i = 0; i < truths.size(); i++)
                for (int j = 0; j < founds.size(); j++) {
                    double iou = truths.get(i).iou(founds.get(j));
                    cost[i][j] = iou >= 0.5 ? 1 - iou : 10;
                    if (iou >= 0.5)
                        together.computeIfAbsent(truths.get(i).id, k -> new HashMap<>())
                                .merge(founds.get(j).id, 1, Integer::sum);
                }
            for (int i = 0; i < truths.size(); i++)
                for (int j = 0; j < founds.size(); j++)
                    if (cost[i][j] < 1
                            && !usedT.contains(i)
                            && !usedF.contains(j)
                            && Long.valueOf(founds.get(j).id).equals(last.get(truths.get(i).id))) {
                        usedT.add(i);
                        usedF.add(j);
                    }
            double[][] rest = new double[truths.size()][founds.size()];
            for (int i = 0; i < truths.size(); i++)
                for (int j = 0; j < founds.size(); j++)
                    rest[i][j] = usedT.contains(i) || usedF.contains(j) ? 10 : cost[i][j];
            int[] match = Assignment.solve(rest, truths.size(), founds.size(), 1);
            for (int i = 0; i < truths.size(); i++) {
                if (usedT.contains(i)) continue;
                if (match[i] < 0) {
                    misses++;
                    continue;
                }
                usedF.add(match[i]);
                long id = founds.get(match[i]).id;
                Long before = last.put(truths.get(i).id, id);
                if (before != null && before != id) switches++;
            }
            fps += founds.size() - usedF.size();
        }
        double mota = 100.0 * (1 - (misses + fps + switches) / (double) truth.size());
        return new MotScore(mota, idf1(truth, found, together), switches, fps, misses);
    }

    private static double idf1(List<Box> truth, List<Box> found, Map<Long, Map<Long, Integer>> together) {
        var truthIds = new ArrayList<>(new TreeSet<>(truth.stream().map(Box::id).toList()));
        var foundIds = new ArrayList<>(new TreeSet<>(found.stream().map(Box::id).toList()));
        double[][] cost = new double[truthIds.size()][foundIds.size()];
        for (int i = 0; i < truthIds.size(); i++)
            for (int j = 0; j < foundIds.size(); j++)
                cost[i][j] = -together.getOrDefault(truthIds.get(i), Map.of()).getOrDefault(foundIds.get(j), 0);
        int[] match = Assignment.solve(cost, truthIds.size(), foundIds.size(), 0);
        double common = 0;
        for (int i = 0; i < match.length; i++) if (match[i] >= 0) common -= cost[i][match[i]];
        return 100.0 * 2 * common / (truth.size() + found.size());
    }

    private static Map<Integer, List<Box>> byFrame(List<Box> boxes) {
        Map<Integer, List<Box>> frames = new HashMap<>();
        for (Box box : boxes)
            frames.computeIfAbsent(box.frame, k -> new ArrayList<>()).add(box);
        return frames;
    }
}
