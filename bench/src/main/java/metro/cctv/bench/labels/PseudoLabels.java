package metro.cctv.bench.labels;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import metro.cctv.analytics.detection.ObjectDetector;
import metro.cctv.analytics.model.LoadedModel;
import metro.cctv.analytics.track.ByteTracker;
import metro.cctv.analytics.track.TrackedBox;
import metro.cctv.analytics.track.TrackerParameters;
import metro.cctv.chassis.messaging.EventJson;
import metro.cctv.simulator.video.KeyFramePicture;
import metro.cctv.simulator.video.VideoFile;

/**
 * {@code MANIFEST WEIGHTS CLIPS OUT [EVERY]}: a pretrained teacher labels every clip in a folder. Every {@code EVERY}th picture
 * (10) is written to OUT as JPEG, and all labels as one {@code labels.json}; {@code LabelledFolder} of model-training reads both.
 */
final class PseudoLabels {
    private static final double TRACK_BUFFER_S = 1;

    private final ObjectDetector teacher;
    private final double threshold;
    private final Path out;
    private final int every;

    private PseudoLabels(ObjectDetector teacher, double threshold, Path out, int every) {
        this.teacher = teacher;
        this.threshold = threshold;
        this.out = out;
        this.every = every;
    }

    /** @param picture file name within the folder */
    record Picture(String picture, List<Consistency.Label> labels) {}

    public static void main(String[] args) throws IOException {
        Path out = Files.createDirectories(Path.of(args[3]));
        int every = args.length > 4 ? Integer.parseInt(args[4]) : 10;
        List<Picture> pictures = new ArrayList<>();
        try (LoadedModel model = LoadedModel.load(Path.of(args[0]), Path.of(args[1]));
                var teacher = new ObjectDetector(model);
                Stream<Path> clips = Files.list(Path.of(args[2]))) {
            var labels = new PseudoLabels(teacher, model.manifest().scoreThreshold(), out, every);
            for (Path clip : clips.sorted().filter(PseudoLabels::isClip).toList()) pictures.addAll(labels.label(clip));
        }
        Files.write(out.resolve("labels.json"), EventJson.MAPPER.writeValueAsBytes(pictures));
        System.out.printf(
                "%d pictures, %d labels%n",
                pictures.size(),
                pictures.stream().mapToInt(p -> p.labels.size()).sum());
    }

    private static boolean isClip(Path file) {
        return file.getFileName().toString().matches("(?i).*\\.(avi|mp4|mkv|mov|ts)");
    }

    private List<Picture> label(Path clip) {
        String name = clip.getFileName().toString().replaceAll("[^A-Za-z0-9-]", "_");
        List<Consistency.Seen> seen = new ArrayList<>();
        var tracker = new ByteTracker(TrackerParameters.of(threshold, TRACK_BUFFER_S));
        int[] frames = {0};
        try (VideoFile video = VideoFile.open(clip)) {
            video.pictures((image, seconds) -> {
                int frame = frames[0]++;
                byte[] jpeg = write(() -> KeyFramePicture.jpeg(image));
                Instant at = Instant.ofEpochSecond(1).plusNanos(Math.round(seconds * 1e9));
                for (TrackedBox box : tracker.next(at, teacher.detect(jpeg).objects()))
                    seen.add(new Consistency.Seen(
                            frame,
                            box.trackId(),
                            box.label(),
                            box.score(),
                            box.left(),
                            box.top(),
                            box.width(),
                            box.height()));
                if (frame % every == 0) write(() -> Files.write(out.resolve(file(name, frame)), jpeg));
            });
        }
        Map<Integer, List<Consistency.Label>> labels = Consistency.of(seen);
        List<Picture> pictures = new ArrayList<>();
        for (int frame = 0; frame < frames[0]; frame += every)
            pictures.add(new Picture(file(name, frame), labels.getOrDefault(frame, List.of())));
        return pictures;
    }

    private static String file(String clip, int frame) {
        return "%s-%06d.jpg".formatted(clip, frame);
    }

    private interface Writing<T> {
        T done() throws IOException;
    }

    private static <T> T write(Writing<T> writing) {
        try {
            return writing.done();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
