package metro.cctv.bench.analytics;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import metro.cctv.analytics.model.LoadedModel;
import metro.cctv.analytics.model.NamedTensor;

/** The anchor: the same session on a tensor that was filled before, into a tensor that was made before; nothing is read of it. */
final class BareNetwork implements AutoCloseable {
    private static final float GREY = 114;

    private final LoadedModel model;
    private final Map<String, OnnxTensor> inputs;
    private final Map<String, OnnxTensor> outputs;

    BareNetwork(LoadedModel model) throws OrtException {
        this.model = model;
        if (model.manifest().inputs().size() != 1 || model.manifest().outputs().size() != 1)
            throw new IllegalArgumentException("a network of one input and one output expected");
        NamedTensor input = model.manifest().inputs().getFirst();
        NamedTensor output = model.manifest().outputs().getFirst();
        float[] grey = new float[input.size()];
        Arrays.fill(grey, GREY);
        this.inputs = Map.of(input.name(), tensor(input, grey));
        this.outputs = Map.of(output.name(), tensor(output, new float[output.size()]));
    }

    private OnnxTensor tensor(NamedTensor named, float[] values) throws OrtException {
        FloatBuffer buffer = ByteBuffer.allocateDirect(values.length * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        buffer.put(0, values);
        return OnnxTensor.createTensor(model.environment(), buffer, named.sides());
    }

    boolean run() throws OrtException {
        model.session().run(inputs, Set.of(), outputs).close();
        return true;
    }

    @Override
    public void close() {
        inputs.values().forEach(OnnxTensor::close);
        outputs.values().forEach(OnnxTensor::close);
    }
}
