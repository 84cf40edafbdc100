package metro.cctv.analytics.detection;

import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;
import metro.cctv.analytics.model.LoadedModel;
import metro.cctv.analytics.model.ModelInput;
import metro.cctv.analytics.model.ModelInput.Colour;
import metro.cctv.analytics.model.ModelManifest;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * JPEG to objects. Holds one thread's buffers, input and output tensors among them, so that a frame allocates next to
 * nothing; the network itself is shared.
 */
public final class ObjectDetector implements AutoCloseable {
    /** ByteTrack takes weak boxes for tracks that it knows already; below this they are noise. */
    public static final double WEAK_SCORE = 0.1;

    private static final int CHANNELS = 3;
    private static final int MAX_OBJECTS = 256;

    private final ModelManifest manifest;
    private final OutputReader reader;
    private final JpegScaler scaler;
    private final NetworkTensors tensors;
    private final ByteBuffer pixels;
    private final FloatBuffer planes;
    private int paintedWidth;
    private int paintedHeight;

    public ObjectDetector(LoadedModel model) {
        this.manifest = model.manifest();
        this.reader = OutputReader.of(manifest);
        int pixelCount = manifest.input().width() * manifest.input().height();
        this.scaler = new JpegScaler(pixelCount, manifest.input().colour() == Colour.BGR);
        this.tensors = new NetworkTensors(model);
        this.pixels = scaler.pixels();
        this.planes = tensors.picture();
    }

    /** @param objects best first, weak ones down to {@link #WEAK_SCORE} among them */
    public record Detections(int width, int height, List<DetectedObject> objects) {}

    /** @throws FrameRejected when the picture or what the network says of it is unusable */
    public Detections detect(byte[] jpeg) {
        return found(prepare(jpeg));
    }

    /**
     * A picture that is decoded already, of any pixel format.
     *
     * @throws FrameRejected when what the network says of it is unusable
     */
    public Detections detect(AVFrame picture) {
        Placement placement = Placement.of(picture.width(), picture.height(), manifest.input());
        scaler.scale(picture, placement.width(), placement.height());
        fill(placement);
        return found(placement);
    }

    /** Decoded, scaled, padded, as planes of floats in the input tensor. */
    Placement prepare(byte[] jpeg) {
        JpegSize size = JpegSize.of(jpeg);
        Placement placement = Placement.of(size.width(), size.height(), manifest.input());
        scaler.scale(jpeg, placement.width(), placement.height());
        fill(placement);
        return placement;
    }

    private Detections found(Placement placement) {
        List<DetectedObject> candidates = reader.read(run(), placement, WEAK_SCORE);
        return new Detections(
                placement.pictureWidth(),
                placement.pictureHeight(),
                Suppression.apply(candidates, manifest.maxIou(), MAX_OBJECTS));
    }

    /** From the scaler's memory straight into the tensor's; padding is painted only where the picture lies elsewhere than before. */
    private void fill(Placement placement) {
        ModelInput input = manifest.input();
        int plane = input.width() * input.height();
        boolean moved = placement.width() != paintedWidth || placement.height() != paintedHeight;
        for (int channel = 0; channel < CHANNELS; channel++) {
            float factor = input.factor(channel);
            float offset = input.offset(channel);
            if (moved) paint(channel * plane, (channel + 1) * plane, input.pad() * factor + offset);
            for (int y = 0; y < placement.height(); y++)
                row(
                        y * placement.width() * CHANNELS + channel,
                        channel * plane + (placement.top() + y) * input.width() + placement.left(),
                        placement.width(),
                        factor,
                        offset);
        }
        paintedWidth = placement.width();
        paintedHeight = placement.height();
    }

    private void paint(int from, int to, float value) {
        for (int i = from; i < to; i++) planes.put(i, value);
    }

    private void row(int from, int to, int count, float factor, float offset) {
        for (int x = 0, source = from; x < count; x++, source += CHANNELS)
            planes.put(to + x, (pixels.get(source) & 0xff) * factor + offset);
    }

    private OutputReader.Values run() {
        try {
            return tensors.run();
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
