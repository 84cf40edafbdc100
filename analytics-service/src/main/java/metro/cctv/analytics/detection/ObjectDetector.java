package metro.cctv.analytics.detection;

import ai.onnxruntime.OrtException;
import java.util.Arrays;
import java.util.List;
import metro.cctv.analytics.model.LoadedModel;
import metro.cctv.analytics.model.ModelInput;
import metro.cctv.analytics.model.ModelInput.Colour;
import metro.cctv.analytics.model.ModelManifest;

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
    private final byte[] pixels;
    private final float[] planes;
    private final NetworkTensors tensors;
    private int paintedWidth;
    private int paintedHeight;

    public ObjectDetector(LoadedModel model) {
        this.manifest = model.manifest();
        this.reader = OutputReader.of(manifest);
        int pixelCount = manifest.input().width() * manifest.input().height();
        this.scaler = new JpegScaler(pixelCount, manifest.input().colour() == Colour.BGR);
        this.pixels = new byte[pixelCount * CHANNELS];
        this.planes = new float[pixelCount * CHANNELS];
        this.tensors = new NetworkTensors(model);
    }

    /** @param objects best first, weak ones down to {@link #WEAK_SCORE} among them */
    public record Detections(int width, int height, List<DetectedObject> objects) {}

    /** @throws FrameRejected when the picture or what the network says of it is unusable */
    public Detections detect(byte[] jpeg) {
        Placement placement = prepare(jpeg);
        OutputReader.Values values = run();
        List<DetectedObject> candidates = reader.read(values, placement, WEAK_SCORE);
        return new Detections(
                placement.pictureWidth(),
                placement.pictureHeight(),
                Suppression.apply(candidates, manifest.maxIou(), MAX_OBJECTS));
    }

    /** Decoded, scaled, padded, as planes of floats in the input tensor. */
    Placement prepare(byte[] jpeg) {
        JpegSize size = JpegSize.of(jpeg);
        ModelInput input = manifest.input();
        Placement placement = Placement.of(size.width(), size.height(), input);
        scaler.scale(jpeg, placement.width(), placement.height(), pixels);
        int plane = input.width() * input.height();
        boolean moved = placement.width() != paintedWidth || placement.height() != paintedHeight;
        for (int channel = 0; channel < CHANNELS; channel++) {
            float factor = input.factor(channel);
            float offset = input.offset(channel);
            if (moved) Arrays.fill(planes, channel * plane, (channel + 1) * plane, input.pad() * factor + offset);
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
        tensors.setPicture(planes);
        return placement;
    }

    private void row(int from, int to, int count, float factor, float offset) {
        for (int x = 0, source = from; x < count; x++, source += CHANNELS)
            planes[to + x] = (pixels[source] & 0xff) * factor + offset;
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
