package metro.cctv.bench.tracking;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import metro.cctv.analytics.detection.DetectedObject;
import metro.cctv.analytics.track.ByteTracker;
import metro.cctv.analytics.track.TrackedBox;
import metro.cctv.analytics.track.TrackerParameters;
import metro.cctv.contracts.detection.ObjectClass;

/**
 * A folder {@code gt.txt, det.txt}: what is true, and the boxes that a tracker gets.
 *
 * @param frames boxes by frame; the first is frame 1
 */
record TrackerClip(List<MotBox> truth, List<List<DetectedObject>> frames) {
    /** As the reference was run on these clips: 25 frames a second, remembered for a second. */
    static final TrackerParameters REFERENCE = new TrackerParameters(0.5, 0.6, 0.1, 0.8, 1.0, 1 / 25.0);

    private static final Instant START = Instant.parse("2026-11-22T00:00:00Z");
    private static final long FRAME_MS = 40;

    static TrackerClip read(Path folder) throws IOException {
        return of(MotText.readTruth(folder.resolve("gt.txt")), MotText.read(folder.resolve("det.txt")));
    }

    static TrackerClip of(List<MotBox> truth, List<MotBox> boxes) {
        int last = Math.max(lastFrame(truth), lastFrame(boxes));
        List<List<DetectedObject>> frames = new ArrayList<>();
        for (int frame = 1; frame <= last; frame++) frames.add(new ArrayList<>());
        for (MotBox box : boxes)
            frames.get(box.frame() - 1)
                    .add(new DetectedObject(
                            ObjectClass.PERSON,
                            box.score(),
                            box.left(),
                            box.top(),
                            box.left() + box.width(),
                            box.top() + box.height()));
        return new TrackerClip(truth, frames);
    }

    private static int lastFrame(List<MotBox> boxes) {
        return boxes.stream().mapToInt(MotBox::frame).max().orElse(0);
    }

    /** @param frame from 1 */
    static Instant at(int frame) {
        return START.plusMillis(FRAME_MS * frame);
    }

    List<MotBox> track() {
        var tracker = new ByteTracker(REFERENCE);
        List<MotBox> tracks = new ArrayList<>();
        for (int frame = 1; frame <= frames.size(); frame++)
            for (TrackedBox box : tracker.next(at(frame), frames.get(frame - 1)))
                tracks.add(new MotBox(
                        frame, box.trackId(), box.left(), box.top(), box.width(), box.height(), box.score()));
        return tracks;
    }
}
