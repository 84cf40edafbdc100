package metro.cctv.analytics.detection;

import ai.onnxruntime.OrtException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import metro.cctv.analytics.detection.FrameRejected.Reason;
import metro.cctv.analytics.model.LoadedModel;
import metro.cctv.analytics.model.ModelInput.Colour;
import metro.cctv.analytics.model.ModelManifest;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * JPEG to objects, several pictures in one run where the network takes them. Holds one thread's buffers, input and output tensors
 * among them, so that a frame allocates next to nothing; the network itself is shared.
 */
public final class ObjectDetector implements AutoCloseable {
    /** ByteTrack takes weak boxes for tracks that it knows already; below this they are noise. */
    public static final double WEAK_SCORE = 0.1;

    private static final Logger log = LoggerFactory.getLogger(ObjectDetector.class);
    private static final int MAX_OBJECTS = 256;

    private final ModelManifest manifest;
    private final OutputReader reader;
    private final JpegScaler scaler;
    private final NetworkTensors tensors;
    private final List<PictureTensor> places = new ArrayList<>();

    /** One picture at a time. */
    public ObjectDetector(LoadedModel model) {
        this(model, 1);
    }

    /** @param most pictures at a time, where the network takes several */
    public ObjectDetector(LoadedModel model, int most) {
        this.manifest = model.manifest();
        this.reader = OutputReader.of(manifest);
        int pixelCount = manifest.input().width() * manifest.input().height();
        int count = model.takesSeveral() ? most : 1;
        this.tensors = new NetworkTensors(model, count);
        this.scaler = new JpegScaler(pixelCount, manifest.input().colour() == Colour.BGR);
        for (int place = 0; place < count; place++)
            places.add(new PictureTensor(manifest.input(), scaler.pixels(), tensors.picture(place)));
    }

    /** @param objects best first, weak ones down to {@link #WEAK_SCORE} among them */
    public record Detections(int width, int height, List<DetectedObject> objects) {}

    /** What came of one picture among several. */
    public sealed interface Answer {
        record Found(Detections detections) implements Answer {}

        /** It cannot be analysed; the others of its run were. */
        record Refused(FrameRejected why) implements Answer {}
    }

    /** Pictures that go into one run at most. */
    public int most() {
        return places.size();
    }

    /** @throws FrameRejected when the picture or what the network says of it is unusable */
    public Detections detect(byte[] jpeg) {
        Placement placement = prepare(jpeg, 0);
        run(0, 1);
        return found(placement, 0);
    }

    /**
     * A picture that is decoded already, of any pixel format.
     *
     * @throws FrameRejected when what the network says of it is unusable
     */
    public Detections detect(AVFrame picture) {
        Placement placement = Placement.of(picture.width(), picture.height(), manifest.input());
        scaler.scale(picture, placement.width(), placement.height());
        places.getFirst().fill(placement);
        run(0, 1);
        return found(placement, 0);
    }

    /** @return in their order; no picture's fault is another's */
    public List<Answer> detect(List<byte[]> jpegs) {
        List<Answer> answers = new ArrayList<>();
        for (int from = 0; from < jpegs.size(); from += most())
            answers.addAll(together(jpegs.subList(from, Math.min(jpegs.size(), from + most()))));
        return answers;
    }

    private List<Answer> together(List<byte[]> jpegs) {
        @Nullable Answer[] answers = new @Nullable Answer[jpegs.size()];
        List<Placement> placed = new ArrayList<>();
        int[] whose = new int[jpegs.size()];
        for (int i = 0; i < jpegs.size(); i++)
            try {
                Placement placement = prepare(jpegs.get(i), placed.size());
                whose[placed.size()] = i;
                placed.add(placement);
            } catch (FrameRejected e) {
                answers[i] = new Answer.Refused(e);
            }
        List<Answer> looked = look(placed);
        for (int place = 0; place < placed.size(); place++) answers[whose[place]] = looked.get(place);
        return Stream.of(answers).map(Objects::requireNonNull).toList();
    }

    private List<Answer> look(List<Placement> placed) {
        if (placed.isEmpty()) return List.of();
        try {
            run(0, placed.size());
        } catch (IllegalStateException e) {
            if (placed.size() == 1) throw e;
            return eachAlone(placed, e);
        }
        return IntStream.range(0, placed.size())
                .mapToObj(place -> answer(placed.get(place), place))
                .toList();
    }

    /** A picture on which the network stumbles, or too many at a time for a device: those that run alone have their answer. */
    private List<Answer> eachAlone(List<Placement> placed, IllegalStateException together) {
        List<Answer> answers = new ArrayList<>();
        boolean anyRan = false;
        for (int place = 0; place < placed.size(); place++)
            try {
                run(place, 1);
                anyRan = true;
                answers.add(answer(placed.get(place), place));
            } catch (IllegalStateException e) {
                answers.add(new Answer.Refused(new FrameRejected(Reason.MODEL_OUTPUT, String.valueOf(e.getMessage()))));
            }
        if (!anyRan) throw together;
        log.warn("{} pictures were run one by one: {}", placed.size(), together.getMessage());
        return answers;
    }

    private Answer answer(Placement placement, int place) {
        try {
            return new Answer.Found(found(placement, place));
        } catch (FrameRejected e) {
            return new Answer.Refused(e);
        }
    }

    /** Decoded, scaled, padded, as planes of floats in its place of the input tensor. */
    Placement prepare(byte[] jpeg, int place) {
        JpegSize size = JpegSize.of(jpeg);
        Placement placement = Placement.of(size.width(), size.height(), manifest.input());
        scaler.scale(jpeg, placement.width(), placement.height());
        places.get(place).fill(placement);
        return placement;
    }

    private Detections found(Placement placement, int place) {
        List<DetectedObject> candidates = reader.read(tensors.outputs(place), placement, WEAK_SCORE);
        return new Detections(
                placement.pictureWidth(),
                placement.pictureHeight(),
                Suppression.apply(candidates, manifest.maxIou(), MAX_OBJECTS));
    }

    private void run(int from, int count) {
        try {
            tensors.run(from, count);
        } catch (OrtException e) {
            throw new IllegalStateException(manifest.name() + " does not run: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        tensors.close();
        scaler.close();
    }
}
