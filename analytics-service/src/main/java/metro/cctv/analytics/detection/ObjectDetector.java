package metro.cctv.analytics.detection;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import metro.cctv.analytics.model.LoadedModel;
import metro.cctv.analytics.model.ModelManifest;
import metro.cctv.analytics.model.ModelManifest.Colour;

/**
 * JPEG to objects. Holds one thread's buffers, input and output tensors among them, so that a frame allocates next to
 * nothing; the network itself is shared.
 */
public final class ObjectDetector implements AutoCloseable {
    /** ByteTrack takes weak boxes for tracks that it knows already; below this they are noise. */
    public static final double WEAK_SCORE = 0.1;

    private static final int MAX_OBJECTS = 256;

    private final OrtSession session;
    private final ModelManifest manifest;
    private final YoloxOutput reader;
    private final JpegScaler scaler;
    private final byte[] pixels;
    private final float[] planes;
    private final FloatBuffer input;
    private final FloatBuffer output;
    private final float[] values;
    private final OnnxTensor inputTensor;
    private final OnnxTensor outputTensor;
    private int paintedWidth;
    private int paintedHeight;

    public ObjectDetector(LoadedModel model) {
        this.session = model.session();
        this.manifest = model.manifest();
        this.reader = switch (manifest.family()) {
            case YOLOX -> new YoloxOutput(manifest);
        };
        int width = manifest.input().width();
        int height = manifest.input().height();
        this.scaler = new JpegScaler(width * height, manifest.input().colour() == Colour.BGR);
        this.pixels = new byte[width * height * 3];
        this.planes = new float[width * height * 3];
        this.values = new float[manifest.rows() * model.columns()];
        this.input = direct(planes.length);
        this.output = direct(values.length);
        try {
            inputTensor = OnnxTensor.createTensor(model.environment(), input, new long[] {1, 3, height, width});
            outputTensor = OnnxTensor.createTensor(
                    model.environment(), output, new long[] {1, manifest.rows(), model.columns()});
        } catch (OrtException e) {
            throw new IllegalStateException("no tensors for " + manifest.name() + ": " + e.getMessage(), e);
        }
    }

    /** @param objects best first, weak ones down to {@link #WEAK_SCORE} among them */
    public record Detections(int width, int height, List<DetectedObject> objects) {}

    /** @throws FrameRejected when the picture or what the network says of it is unusable */
    public Detections detect(byte[] jpeg) {
        Letterbox letterbox = prepare(jpeg);
        run();
        List<DetectedObject> candidates = reader.read(values, letterbox, WEAK_SCORE);
        return new Detections(
                letterbox.pictureWidth(),
                letterbox.pictureHeight(),
                Suppression.apply(candidates, manifest.nmsIou(), MAX_OBJECTS));
    }

    /** Decoded, scaled, padded, as planes of floats in the input tensor. */
    Letterbox prepare(byte[] jpeg) {
        JpegSize size = JpegSize.of(jpeg);
        int inputWidth = manifest.input().width();
        int inputHeight = manifest.input().height();
        Letterbox letterbox = Letterbox.of(size.width(), size.height(), inputWidth, inputHeight);
        scaler.scale(jpeg, letterbox.width(), letterbox.height(), pixels);
        float scale = (float) manifest.input().scale();
        if (letterbox.width() != paintedWidth || letterbox.height() != paintedHeight) {
            Arrays.fill(planes, manifest.input().pad() * scale);
            paintedWidth = letterbox.width();
            paintedHeight = letterbox.height();
        }
        for (int channel = 0; channel < 3; channel++)
            for (int y = 0; y < letterbox.height(); y++)
                row(
                        y * letterbox.width() * 3 + channel,
                        (channel * inputHeight + y) * inputWidth,
                        letterbox.width(),
                        scale);
        input.put(0, planes);
        return letterbox;
    }

    private void row(int from, int to, int count, float scale) {
        for (int x = 0, source = from; x < count; x++, source += 3) planes[to + x] = (pixels[source] & 0xff) * scale;
    }

    private void run() {
        try (var result = session.run(
                Map.of(manifest.input().name(), inputTensor),
                Set.of(),
                Map.of(manifest.output().name(), outputTensor))) {
            output.get(0, values);
        } catch (OrtException e) {
            throw new IllegalStateException(manifest.name() + " does not run: " + e.getMessage(), e);
        }
    }

    private static FloatBuffer direct(int floats) {
        return ByteBuffer.allocateDirect(floats * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    @Override
    public void close() {
        inputTensor.close();
        outputTensor.close();
        scaler.close();
    }
}
