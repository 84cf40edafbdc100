package metro.cctv.bench.labels;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metro.cctv.contracts.detection.ObjectClass;

/**
 * What a teacher says of a clip, made consistent over time: a track that is seen often and surely is a label, also in the few
 * frames in which the teacher missed it; what is seen seldom or weakly is unsure, so that nothing is asked or punished there.
 * A bicycle or motorcycle takes its rider into its box, as our classes have it.
 */
final class Consistency {
    private static final int OFTEN = 5;
    private static final double SURE = 0.45;
    private static final int LONGEST_GAP = 5;
    /** Of the machine's own box. */
    private static final double RIDDEN = 0.3;

    private Consistency() {}

    /** One track in one frame; pixels. */
    record Seen(
            int frame,
            long track,
            ObjectClass label,
            double score,
            double left,
            double top,
            double width,
            double height) {
        Seen between(Seen later, int at) {
            double share = (double) (at - frame) / (later.frame - frame);
            return new Seen(
                    at,
                    track,
                    label,
                    score,
                    left + share * (later.left - left),
                    top + share * (later.top - top),
                    width + share * (later.width - width),
                    height + share * (later.height - height));
        }

        double covers(Seen other) {
            double w = Math.min(left + width, other.left + other.width) - Math.max(left, other.left);
            double h = Math.min(top + height, other.top + other.height) - Math.max(top, other.top);
            return w <= 0 || h <= 0 ? 0 : w * h / (other.width * other.height);
        }

        boolean isTwoWheeler() {
            return label == ObjectClass.BICYCLE || label == ObjectClass.MOTORCYCLE;
        }
    }

    /** @param box left, top, width, height */
    record Label(ObjectClass label, double[] box, boolean sure) {}

    /** Frames in which nothing is seen are missing. */
    static Map<Integer, List<Label>> of(List<Seen> seen) {
        Map<Long, List<Seen>> tracks = new HashMap<>();
        for (Seen one : seen)
            tracks.computeIfAbsent(one.track, id -> new ArrayList<>()).add(one);
        Map<Integer, List<Seen>> sure = new TreeMap<>();
        Map<Integer, List<Label>> labels = new TreeMap<>();
        for (List<Seen> track : tracks.values()) {
            track.sort(Comparator.comparingInt(Seen::frame));
            if (isSure(track)) for (Seen one : filled(track)) add(sure, one.frame, one);
            else for (Seen one : track) add(labels, one.frame, label(one, false));
        }
        sure.forEach((frame, all) -> withRiders(all).forEach(one -> add(labels, frame, label(one, true))));
        return labels;
    }

    private static <T> void add(Map<Integer, List<T>> byFrame, int frame, T one) {
        byFrame.computeIfAbsent(frame, f -> new ArrayList<>()).add(one);
    }

    private static boolean isSure(List<Seen> track) {
        return track.size() >= OFTEN
                && track.stream().mapToDouble(Seen::score).average().orElse(0) >= SURE;
    }

    private static List<Seen> filled(List<Seen> track) {
        List<Seen> all = new ArrayList<>();
        for (Seen one : track) {
            if (!all.isEmpty()) {
                Seen last = all.getLast();
                if (one.frame - last.frame <= LONGEST_GAP)
                    for (int at = last.frame + 1; at < one.frame; at++) all.add(last.between(one, at));
            }
            all.add(one);
        }
        return all;
    }

    private static List<Seen> withRiders(List<Seen> all) {
        List<Seen> people = new ArrayList<>(
                all.stream().filter(one -> one.label == ObjectClass.PERSON).toList());
        List<Seen> rest = new ArrayList<>();
        for (Seen one : all) {
            if (one.label == ObjectClass.PERSON) continue;
            Seen rider = !one.isTwoWheeler()
                    ? null
                    : people.stream()
                            .filter(p -> p.covers(one) >= RIDDEN)
                            .findFirst()
                            .orElse(null);
            if (rider != null) people.remove(rider);
            rest.add(rider == null ? one : both(one, rider));
        }
        rest.addAll(people);
        return rest;
    }

    private static Seen both(Seen machine, Seen rider) {
        double left = Math.min(machine.left, rider.left);
        double top = Math.min(machine.top, rider.top);
        double right = Math.max(machine.left + machine.width, rider.left + rider.width);
        double bottom = Math.max(machine.top + machine.height, rider.top + rider.height);
        return new Seen(
                machine.frame, machine.track, machine.label, machine.score, left, top, right - left, bottom - top);
    }

    private static Label label(Seen one, boolean sure) {
        return new Label(one.label, new double[] {one.left, one.top, one.width, one.height}, sure);
    }
}
