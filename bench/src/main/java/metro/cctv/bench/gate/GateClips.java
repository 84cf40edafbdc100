package metro.cctv.bench.gate;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import metro.cctv.analytics.detection.ObjectDetector;
import metro.cctv.analytics.model.LoadedModel;
import metro.cctv.analytics.track.ByteTracker;
import metro.cctv.analytics.track.TrackerParameters;
import metro.cctv.bench.gate.Moving.Seen;
import metro.cctv.contracts.frame.FrameMetadata;
import metro.cctv.ingest.frame.JpegEncoder;
import metro.cctv.simulator.scene.Scene;
import metro.cctv.simulator.scene.SceneCatalog;
import metro.cctv.simulator.scene.ScenePicture;
import metro.cctv.simulator.scene.TrueObject;
import metro.cctv.simulator.video.EncodedLoop;
import metro.cctv.simulator.video.FrameRate;
import metro.cctv.simulator.video.H264Encoder;
import metro.cctv.simulator.video.StreamShape;
import metro.cctv.simulator.video.VideoFile;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** Sub-streams of 10 pictures a second, 500 kb/s, a key frame every 2 s; 640 × 360 or what the file has. */
final class GateClips {
    private static final int HEIGHT = 360;
    private static final int WIDTH = 640;
    private static final int BITS_PER_SECOND = 500_000;
    private static final FrameRate RATE = FrameRate.of(10);
    private static final int KEY_FRAME_EVERY = 20;
    /** The simulator's truth holds things behind others too. */
    private static final double VISIBLE = 0.3;

    private static final double TRACK_MEMORY_S = 1.5;
    private static final Instant START = Instant.parse("2026-11-22T00:00:00Z");

    private GateClips() {}

    static GateClip scene(String name, Weather weather, int seconds) {
        Scene scene = SceneCatalog.named(name).orElseThrow();
        int count = (int) (seconds * RATE.perSecond());
        List<List<Seen>> labels = new ArrayList<>();
        EncodedLoop loop;
        try (var encoder = new H264Encoder(new StreamShape(WIDTH, HEIGHT, BITS_PER_SECOND, KEY_FRAME_EVERY), RATE)) {
            for (int i = 0; i < count; i++) {
                int frame = (int) Math.round(i * scene.fps() / RATE.perSecond());
                BufferedImage picture = ScenePicture.of(scene, frame, WIDTH, HEIGHT);
                weather.lay(picture, i, i / RATE.perSecond(), (double) i / count);
                encoder.encode(picture);
                labels.add(scene.objects(frame).stream()
                        .filter(object -> object.visible() >= VISIBLE)
                        .map(GateClips::seen)
                        .toList());
            }
            loop = encoder.finish();
        }
        String title =
                weather == Weather.CLEAR ? name : name + ", " + weather.name().toLowerCase(java.util.Locale.ROOT);
        return GateClip.decode(title, loop, picture -> {}).labelledBy("truth", labels);
    }

    private static Seen seen(TrueObject object) {
        double aspect = (double) WIDTH / HEIGHT;
        return new Seen(object.id(), (object.x() + object.w() / 2) * aspect, object.y() + object.h() / 2, object.h());
    }

    static GateClip file(Path file, LoadedModel model, int seconds) {
        EncodedLoop loop = encoded(file, seconds);
        var tracker = new ByteTracker(TrackerParameters.of(model.manifest().scoreThreshold(), TRACK_MEMORY_S));
        List<List<Seen>> labels = new ArrayList<>();
        try (var labeller = new Labeller(new ObjectDetector(model), tracker)) {
            GateClip clip = GateClip.decode(
                    String.valueOf(file.getFileName()), loop, picture -> labels.add(labeller.label(picture)));
            return clip.labelledBy("YOLOX-nano", labels);
        }
    }

    private static EncodedLoop encoded(Path file, int seconds) {
        try (VideoFile video = VideoFile.open(file)) {
            int height = Math.min(HEIGHT, video.height()) & ~1;
            int width = (int) Math.round((double) video.width() * height / video.height()) & ~1;
            var shape = new StreamShape(width, height, BITS_PER_SECOND, KEY_FRAME_EVERY);
            // A file is read for two streams; the second is not used here.
            try (var encoder = new H264Encoder(shape, RATE);
                    var unused = new H264Encoder(new StreamShape(160, 90, 50_000, KEY_FRAME_EVERY), RATE)) {
                video.encodeInto(encoder, unused, RATE, (int) (seconds * RATE.perSecond()));
                return encoder.finish();
            }
        }
    }

    /** What the network sees in a picture, followed by the tracker so that things have names. */
    private static final class Labeller implements AutoCloseable {
        private final ObjectDetector detector;
        private final ByteTracker tracker;
        private @Nullable JpegEncoder encoder;
        private int pictures;

        Labeller(ObjectDetector detector, ByteTracker tracker) {
            this.detector = detector;
            this.tracker = tracker;
        }

        List<Seen> label(AVFrame picture) {
            if (encoder == null) encoder = new JpegEncoder(JpegEncoder.Shape.of(picture, picture.width()));
            byte[] jpeg = Optional.ofNullable(encoder.encode(picture, FrameMetadata.MAX_JPEG_BYTES))
                    .orElseThrow();
            Instant at = START.plusMillis(Math.round(pictures++ * 1000 / RATE.perSecond()));
            double height = picture.height();
            return tracker.next(at, detector.detect(jpeg).objects()).stream()
                    .map(box -> new Seen(
                            box.trackId(),
                            (box.left() + box.width() / 2) / height,
                            (box.top() + box.height() / 2) / height,
                            box.height() / height))
                    .toList();
        }

        @Override
        public void close() {
            detector.close();
            if (encoder != null) encoder.close();
        }
    }
}
