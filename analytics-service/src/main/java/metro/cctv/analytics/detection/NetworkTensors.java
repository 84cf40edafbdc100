package metro.cctv.analytics.detection;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import metro.cctv.analytics.model.LoadedModel;
import metro.cctv.analytics.model.ModelManifest;
import metro.cctv.analytics.model.NamedTensor;
import metro.cctv.analytics.model.NamedTensor.Element;

/** One thread's input and output tensors of one network: made once, written and read in place. */
final class NetworkTensors implements AutoCloseable {
    private final LoadedModel.Use use;
    private final OrtSession session;
    private final FloatBuffer picture;
    private final Map<String, OnnxTensor> inputs = new HashMap<>();
    private final Map<String, OnnxTensor> outputs = new HashMap<>();
    private final List<FloatBuffer> floats = new ArrayList<>();
    private final List<LongBuffer> longs = new ArrayList<>();
    private final OutputReader.Values values;

    NetworkTensors(LoadedModel model) {
        ModelManifest manifest = model.manifest();
        OrtEnvironment environment = model.environment();
        this.use = model.use();
        this.session = model.session();
        this.picture = floats(manifest.inputs().getFirst().size());
        try {
            for (NamedTensor input : manifest.inputs())
                inputs.put(
                        input.name(),
                        input.element() == Element.FLOAT
                                ? OnnxTensor.createTensor(environment, picture, input.sides())
                                : OnnxTensor.createTensor(environment, size(manifest), input.sides()));
            for (NamedTensor output : manifest.outputs()) addOutput(environment, output);
        } catch (OrtException e) {
            close();
            throw new IllegalStateException("no tensors for " + manifest.name() + ": " + e.getMessage(), e);
        }
        this.values = new OutputReader.Values(floats, longs.isEmpty() ? LongBuffer.allocate(0) : longs.getFirst());
    }

    private void addOutput(OrtEnvironment environment, NamedTensor output) throws OrtException {
        if (output.element() == Element.FLOAT) {
            FloatBuffer buffer = floats(output.size());
            floats.add(buffer);
            outputs.put(output.name(), OnnxTensor.createTensor(environment, buffer, output.sides()));
        } else {
            LongBuffer buffer = longs(output.size());
            longs.add(buffer);
            outputs.put(output.name(), OnnxTensor.createTensor(environment, buffer, output.sides()));
        }
    }

    /** The network's input, to be written in place. */
    FloatBuffer picture() {
        return picture;
    }

    /** @return the outputs in place, the same buffers each time */
    OutputReader.Values run() throws OrtException {
        session.run(inputs, Set.of(), outputs).close();
        return values;
    }

    /** The input's own size, width first: so boxes come in its pixels. */
    private static LongBuffer size(ModelManifest manifest) {
        return longs(2).put(0, manifest.input().width()).put(1, manifest.input().height());
    }

    private static FloatBuffer floats(int count) {
        return ByteBuffer.allocateDirect(count * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    private static LongBuffer longs(int count) {
        return ByteBuffer.allocateDirect(count * Long.BYTES)
                .order(ByteOrder.nativeOrder())
                .asLongBuffer();
    }

    @Override
    public void close() {
        inputs.values().forEach(OnnxTensor::close);
        outputs.values().forEach(OnnxTensor::close);
        use.close();
    }
}
