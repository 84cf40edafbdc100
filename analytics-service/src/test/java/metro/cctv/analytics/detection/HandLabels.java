package metro.cctv.analytics.detection;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import metro.cctv.contracts.detection.ObjectClass;
import tools.jackson.databind.json.JsonMapper;

/** Frames of a real clip with the boxes that a person sees in them. */
record HandLabels(String clip, String how, List<Frame> frames) {
    private static final double SAME = 0.5;
    private static final double REPEATED = 0.45;

    /** @param unsure where nothing is asked and nothing is wrong; all boxes left, top, width, height */
    record Frame(
            int frame,
            List<double[]> person,
            List<double[]> vehicle,
            List<double[]> twoWheeler,
            List<double[]> unsure) {
        Frame {
            person = Objects.requireNonNullElse(person, List.of());
            vehicle = Objects.requireNonNullElse(vehicle, List.of());
            twoWheeler = Objects.requireNonNullElse(twoWheeler, List.of());
            unsure = Objects.requireNonNullElse(unsure, List.of());
        }

        List<double[]> of(What what) {
            List<double[]> all = switch (what) {
                case PERSON -> person;
                case VEHICLE -> vehicle;
                case TWO_WHEELER -> twoWheeler;
            };
            return all.stream().filter(box -> !isUnsure(box)).toList();
        }

        boolean isUnsure(double[] box) {
            double x = box[0] + box[2] / 2;
            double y = box[1] + box[3] / 2;
            return unsure.stream().anyMatch(u -> x >= u[0] && x <= u[0] + u[2] && y >= u[1] && y <= u[1] + u[3]);
        }
    }

    /** Coarse enough for every model. A two-wheeler's box holds its rider. */
    enum What {
        PERSON,
        VEHICLE,
        TWO_WHEELER;

        boolean holds(ObjectClass label) {
            return switch (this) {
                case PERSON -> label == ObjectClass.PERSON;
                case VEHICLE -> label == ObjectClass.CAR || label == ObjectClass.BUS || label == ObjectClass.TRUCK;
                case TWO_WHEELER -> label == ObjectClass.BICYCLE || label == ObjectClass.MOTORCYCLE;
            };
        }
    }

    /** @param found at or above the model's threshold; {@code right} of these with a box of their own */
    record Score(int asked, int found, int right, double ap50) {}

    static HandLabels read(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(HandLabels.class.getResourceAsStream("/hand-labels/" + name + ".json"))) {
            return new JsonMapper().readValue(in, HandLabels.class);
        }
    }

    /** What the detector sees in the labelled frames, weak boxes too. */
    Map<Integer, List<DetectedObject>> detect(Path file, ObjectDetector detector) {
        Map<Integer, List<DetectedObject>> seen = new TreeMap<>();
        int[] next = {0};
        ClipFrames.each(file, 0, 3600, (BufferedImage image, double at) -> {
            int number = next[0]++;
            if (frames.stream().anyMatch(f -> f.frame == number))
                seen.put(number, detector.detect(Pictures.jpeg(image, 0.9f)).objects());
        });
        return seen;
    }

    private record Answer(double score, boolean right) {}

    Score score(What what, Map<Integer, List<DetectedObject>> seen, double threshold) {
        List<Answer> answers = new ArrayList<>();
        int asked = 0;
        for (Frame frame : frames) {
            List<double[]> open = new ArrayList<>(frame.of(what));
            asked += open.size();
            for (DetectedObject object : once(what, Objects.requireNonNull(seen.get(frame.frame)))) {
                if (frame.isUnsure(box(object))) continue;
                double[] best = open.stream()
                        .max(Comparator.comparingDouble(o -> iou(o, box(object))))
                        .orElse(null);
                boolean right = best != null && iou(best, box(object)) >= SAME;
                if (right) open.remove(best);
                answers.add(new Answer(object.score(), right));
            }
        }
        answers.sort(Comparator.comparingDouble(Answer::score).reversed());
        List<Answer> told = answers.stream().filter(a -> a.score >= threshold).toList();
        int right = (int) told.stream().filter(Answer::right).count();
        return new Score(asked, told.size(), right, area(answers, asked));
    }

    /** Under precision over recall, all points. */
    private static double area(List<Answer> bestFirst, int asked) {
        int right = (int) bestFirst.stream().filter(Answer::right).count();
        double area = 0;
        double precision = 0;
        for (int i = bestFirst.size() - 1; i >= 0; i--) {
            precision = Math.max(precision, (double) right / (i + 1));
            if (!bestFirst.get(i).right) continue;
            area += precision / asked;
            right--;
        }
        return asked == 0 ? Double.NaN : area;
    }

    /** A van that is told as a car and as a truck is one. */
    private static List<DetectedObject> once(What what, List<DetectedObject> objects) {
        List<DetectedObject> kept = new ArrayList<>();
        for (DetectedObject one : objects)
            if (what.holds(one.label()) && kept.stream().noneMatch(k -> iou(box(k), box(one)) > REPEATED))
                kept.add(one);
        return kept;
    }

    private static double[] box(DetectedObject o) {
        return new double[] {o.left(), o.top(), o.width(), o.height()};
    }

    private static double iou(double[] a, double[] b) {
        double w = Math.min(a[0] + a[2], b[0] + b[2]) - Math.max(a[0], b[0]);
        double h = Math.min(a[1] + a[3], b[1] + b[3]) - Math.max(a[1], b[1]);
        return w <= 0 || h <= 0 ? 0 : w * h / (a[2] * a[3] + b[2] * b[3] - w * h);
    }
}
