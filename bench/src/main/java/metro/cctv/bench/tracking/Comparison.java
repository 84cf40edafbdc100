package metro.cctv.bench.tracking;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Truth and tracks of the same clip beside one another, frame by frame, with ids counted from 0.
 *
 * @param truthLengths boxes of each true object
 * @param foundLengths boxes of each track
 */
record Comparison(List<Frame> frames, int[] truthLengths, int[] foundLengths) {

    /**
     * @param truth ids of the true boxes
     * @param found ids of the tracks' boxes
     * @param iou of each true box (row) with each found one (column)
     */
    record Frame(int number, int[] truth, int[] found, double[][] iou) {}

    static Comparison of(List<MotBox> truth, List<MotBox> found) {
        Map<Integer, List<MotBox>> truthByFrame = byFrame(truth);
        Map<Integer, List<MotBox>> foundByFrame = byFrame(found);
        Map<Long, Integer> truthIds = dense(truth);
        Map<Long, Integer> foundIds = dense(found);
        int[] truthLengths = new int[truthIds.size()];
        int[] foundLengths = new int[foundIds.size()];
        var numbers = new TreeSet<>(truthByFrame.keySet());
        numbers.addAll(foundByFrame.keySet());
        List<Frame> frames = new ArrayList<>();
        for (int number : numbers) {
            List<MotBox> truths = truthByFrame.getOrDefault(number, List.of());
            List<MotBox> founds = foundByFrame.getOrDefault(number, List.of());
            frames.add(new Frame(
                    number,
                    ids(truths, truthIds, truthLengths),
                    ids(founds, foundIds, foundLengths),
                    overlaps(truths, founds)));
        }
        return new Comparison(frames, truthLengths, foundLengths);
    }

    int truthBoxes() {
        return frames.stream().mapToInt(frame -> frame.truth().length).sum();
    }

    int foundBoxes() {
        return frames.stream().mapToInt(frame -> frame.found().length).sum();
    }

    private static Map<Integer, List<MotBox>> byFrame(List<MotBox> boxes) {
        Map<Integer, List<MotBox>> frames = new HashMap<>();
        for (MotBox box : boxes)
            frames.computeIfAbsent(box.frame(), number -> new ArrayList<>()).add(box);
        return frames;
    }

    private static Map<Long, Integer> dense(List<MotBox> boxes) {
        Map<Long, Integer> ids = new HashMap<>();
        for (MotBox box : boxes) ids.putIfAbsent(box.id(), ids.size());
        return ids;
    }

    private static int[] ids(List<MotBox> boxes, Map<Long, Integer> dense, int[] lengths) {
        int[] ids =
                boxes.stream().mapToInt(box -> dense.getOrDefault(box.id(), 0)).toArray();
        for (int id : ids) lengths[id]++;
        return ids;
    }

    private static double[][] overlaps(List<MotBox> truths, List<MotBox> founds) {
        double[][] iou = new double[truths.size()][founds.size()];
        for (int i = 0; i < truths.size(); i++)
            for (int j = 0; j < founds.size(); j++) iou[i][j] = truths.get(i).iou(founds.get(j));
        return iou;
    }
}
