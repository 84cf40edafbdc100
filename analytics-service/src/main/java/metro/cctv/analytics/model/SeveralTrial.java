package metro.cctv.analytics.model;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import metro.cctv.analytics.model.NamedTensor.Element;
import org.jspecify.annotations.Nullable;

/**
 * A black and a grey picture through a network in one run: they must come out as each alone. A file may promise any number of
 * pictures and still fix one inside, or share something between them, as networks do that choose their bytes' range while they run.
 */
final class SeveralTrial {
    private static final float GREY = 114;
    private static final int PICTURES = 2;
    /** Other kernels add up in another order. */
    private static final double TOLERANCE = 1e-3;

    private final ModelManifest manifest;
    private final OrtEnvironment environment;
    private final OrtSession session;

    private SeveralTrial(ModelManifest manifest, OrtEnvironment environment, OrtSession session) {
        this.manifest = manifest;
        this.environment = environment;
        this.session = session;
    }

    /** @return why it takes only one picture at a time; null: it takes several */
    static @Nullable String of(ModelManifest manifest, OrtEnvironment environment, OrtSession session) {
        var trial = new SeveralTrial(manifest, environment, session);
        try {
            Map<String, float[]> black = trial.run(0);
            Map<String, float[]> grey = trial.run(GREY);
            Map<String, float[]> both = trial.run(0, GREY);
            for (NamedTensor output : manifest.outputs()) {
                float[] together = values(both, output);
                int each = output.size();
                if (together.length != PICTURES * each)
                    return "the output \"" + output.name() + "\" of two pictures is not twice that of one";
                if (!alike(values(black, output), Arrays.copyOfRange(together, 0, each))
                        || !alike(values(grey, output), Arrays.copyOfRange(together, each, 2 * each)))
                    return "a picture comes out otherwise beside another";
            }
            return null;
        } catch (OrtException e) {
            return "the runtime refuses two: " + String.valueOf(e.getMessage()).replaceAll("\\p{Cntrl}", " ");
        }
    }

    private Map<String, float[]> run(float... colours) throws OrtException {
        Map<String, OnnxTensor> inputs = new HashMap<>();
        try {
            for (NamedTensor input : manifest.inputs())
                inputs.put(
                        input.name(),
                        input.element() == Element.FLOAT ? pictures(input, colours) : sizes(input, colours));
            Set<String> names =
                    manifest.outputs().stream().map(NamedTensor::name).collect(Collectors.toSet());
            Map<String, float[]> outputs = new HashMap<>();
            try (OrtSession.Result result = session.run(inputs, names)) {
                for (String name : names)
                    outputs.put(name, floats((OnnxTensor) result.get(name).orElseThrow()));
            }
            return outputs;
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    private OnnxTensor pictures(NamedTensor input, float... colours) throws OrtException {
        FloatBuffer values =
                direct((long) input.size() * colours.length * Float.BYTES).asFloatBuffer();
        for (float colour : colours) for (int i = 0; i < input.size(); i++) values.put(colour);
        return OnnxTensor.createTensor(
                environment, values.flip(), input.of(colours.length).sides());
    }

    private OnnxTensor sizes(NamedTensor input, float... colours) throws OrtException {
        LongBuffer values =
                direct((long) input.size() * colours.length * Long.BYTES).asLongBuffer();
        while (values.hasRemaining())
            values.put(manifest.input().width()).put(manifest.input().height());
        return OnnxTensor.createTensor(
                environment, values.flip(), input.of(colours.length).sides());
    }

    private static ByteBuffer direct(long bytes) {
        return ByteBuffer.allocateDirect(Math.toIntExact(bytes)).order(ByteOrder.nativeOrder());
    }

    private static float[] values(Map<String, float[]> outputs, NamedTensor output) {
        return outputs.getOrDefault(output.name(), new float[0]);
    }

    private static float[] floats(OnnxTensor tensor) {
        if (tensor.getInfo().type == OnnxJavaType.INT64) {
            LongBuffer longs = tensor.getLongBuffer();
            float[] values = new float[longs.remaining()];
            for (int i = 0; i < values.length; i++) values[i] = longs.get(i);
            return values;
        }
        FloatBuffer floats = tensor.getFloatBuffer();
        float[] values = new float[floats.remaining()];
        floats.get(values);
        return values;
    }

    private static boolean alike(float[] alone, float[] together) {
        for (int i = 0; i < alone.length; i++) {
            if (!Float.isFinite(alone[i]) && !Float.isFinite(together[i])) continue;
            // Not "above": no number is above nothing.
            if (!(Math.abs(alone[i] - together[i]) <= TOLERANCE * Math.max(1, Math.abs(alone[i])))) return false;
        }
        return true;
    }
}
