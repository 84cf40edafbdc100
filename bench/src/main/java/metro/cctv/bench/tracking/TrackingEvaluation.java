package metro.cctv.bench.tracking;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import metro.cctv.bench.Commands;
import org.jspecify.annotations.Nullable;

/**
 * {@code FOLDER}: scores our tracker on every clip in it (a folder with {@code gt.txt} and {@code det.txt}), and beside it the
 * tracks in {@code bytetrack.txt} where there are some. Answers one line of JSON a clip, with the worst frames' boxes to draw.
 */
final class TrackingEvaluation {
    private static final int DRAWN = 12;

    private TrackingEvaluation() {}

    /** @param reference null where the clip brings no other tracker's word */
    record Clip(
            String clip,
            int frames,
            TrackingScore ours,
            @Nullable TrackingScore reference,
            List<Drawing> worst) {}

    /** One frame as a picture can be drawn of it. */
    record Drawing(ClearScore.Faults faults, List<MotBox> truth, List<MotBox> found) {}

    public static void main(String[] args) throws IOException {
        try (Stream<Path> folders = Files.list(Path.of(args[0]))) {
            for (Path folder : folders.sorted().toList())
                if (Files.exists(folder.resolve("gt.txt")) && Files.exists(folder.resolve("det.txt")))
                    Commands.say(evaluate(folder));
        }
    }

    private static Clip evaluate(Path folder) throws IOException {
        TrackerClip clip = TrackerClip.read(folder);
        List<MotBox> tracks = clip.track();
        TrackingScore ours = TrackingScore.of(clip.truth(), tracks);
        Path other = folder.resolve("bytetrack.txt");
        return new Clip(
                folder.getFileName().toString(),
                clip.frames().size(),
                ours,
                Files.exists(other) ? TrackingScore.of(clip.truth(), MotText.read(other)) : null,
                worst(ours.clear().faults(), clip.truth(), tracks));
    }

    /** Switches first: a missed box costs a moment, a switch costs who it was. */
    static List<Drawing> worst(List<ClearScore.Faults> faults, List<MotBox> truth, List<MotBox> tracks) {
        List<ClearScore.Faults> chosen = faults.stream()
                .sorted(Comparator.comparingInt(ClearScore.Faults::switches)
                        .thenComparingInt(f -> f.missed() + f.falseBoxes())
                        .reversed()
                        .thenComparingInt(ClearScore.Faults::frame))
                .limit(DRAWN)
                .sorted(Comparator.comparingInt(ClearScore.Faults::frame))
                .toList();
        List<Drawing> drawings = new ArrayList<>();
        for (ClearScore.Faults wrong : chosen)
            drawings.add(new Drawing(wrong, at(wrong.frame(), truth), at(wrong.frame(), tracks)));
        return drawings;
    }

    private static List<MotBox> at(int frame, List<MotBox> boxes) {
        return boxes.stream().filter(box -> box.frame() == frame).toList();
    }
}
