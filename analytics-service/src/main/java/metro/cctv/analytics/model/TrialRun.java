package metro.cctv.analytics.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import metro.cctv.analytics.model.NamedTensor.Element;

/** One black picture through a network before it may look at a street: sides left open in the file come out, and numbers. */
final class TrialRun {
    private TrialRun() {}

    /** @throws ModelRefused when an output has another shape than the manifest makes it, or is no finite number */
    static void of(ModelManifest manifest, OrtEnvironment environment, OrtSession session) throws OrtException {
        Map<String, OnnxTensor> inputs = new HashMap<>();
        try {
            for (NamedTensor input : manifest.inputs()) inputs.put(input.name(), tensor(environment, input, manifest));
            List<NamedTensor> outputs = manifest.outputs();
            Set<String> names = outputs.stream().map(NamedTensor::name).collect(Collectors.toSet());
            try (OrtSession.Result result = session.run(inputs, names)) {
                for (NamedTensor output : outputs) {
                    OnnxValue value = result.get(output.name()).orElseThrow();
                    check(output, value);
                }
            }
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    private static OnnxTensor tensor(OrtEnvironment environment, NamedTensor input, ModelManifest manifest)
            throws OrtException {
        ByteBuffer zeros = ByteBuffer.allocateDirect(
                        input.size() * (input.element() == Element.FLOAT ? Float.BYTES : Long.BYTES))
                .order(ByteOrder.nativeOrder());
        if (input.element() == Element.FLOAT)
            return OnnxTensor.createTensor(environment, zeros.asFloatBuffer(), input.sides());
        long[] size = {manifest.input().width(), manifest.input().height()};
        return OnnxTensor.createTensor(environment, zeros.asLongBuffer().put(0, size), input.sides());
    }

    private static void check(NamedTensor wanted, OnnxValue value) {
        if (!(value instanceof OnnxTensor tensor))
            throw new ModelRefused("the output \"" + wanted.name() + "\" is no tensor");
        long[] shape = tensor.getInfo().getShape();
        if (!Arrays.equals(shape, wanted.sides()))
            throw new ModelRefused("the output \"" + wanted.name() + "\" comes out with the shape "
                    + Arrays.toString(shape) + ", the manifest makes it " + wanted.shape());
        if (wanted.element() != Element.FLOAT) return;
        FloatBuffer floats = tensor.getFloatBuffer();
        while (floats.hasRemaining())
            if (!Float.isFinite(floats.get()))
                throw new ModelRefused("the output \"" + wanted.name() + "\" is no finite number for a black picture");
    }
}
