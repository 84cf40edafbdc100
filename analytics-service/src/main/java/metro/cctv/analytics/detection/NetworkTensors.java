package metro.cctv.analytics.detection;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import metro.cctv.analytics.model.LoadedModel;
import metro.cctv.analytics.model.ModelManifest;
import metro.cctv.analytics.model.NamedTensor;
import metro.cctv.analytics.model.NamedTensor.Element;

/**
 * One thread's input and output tensors of one network: made once, written and read in place. Pictures lie one behind the other,
 * so a run of some of them is a run on a part of the same memory.
 */
final class NetworkTensors implements AutoCloseable {
    private final ModelManifest manifest;
    private final OrtEnvironment environment;
    private final LoadedModel.Use use;
    private final OrtSession session;
    private final Map<String, Buffer> memory = new HashMap<>();
    private final List<FloatBuffer> pictures = new ArrayList<>();
    private final List<OutputReader.Values> values = new ArrayList<>();
    private final Map<Part, Tensors> parts = new HashMap<>();

    /** @param places pictures at a time, at most */
    NetworkTensors(LoadedModel model, int places) {
        this.manifest = model.manifest();
        this.environment = model.environment();
        this.use = model.use();
        this.session = model.session();
        for (NamedTensor tensor : all()) memory.put(tensor.name(), memory(tensor, places));
        for (int place = 0; place < places; place++) {
            pictures.add((FloatBuffer) slice(manifest.inputs().getFirst(), new Part(place, 1)));
            values.add(values(place));
        }
        try {
            tensors(new Part(0, 1));
        } catch (OrtException e) {
            close();
            throw new IllegalStateException("no tensors for " + manifest.name() + ": " + e.getMessage(), e);
        }
    }

    private record Part(int from, int count) {}

    private record Tensors(Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> outputs) {
        void close() {
            inputs.values().forEach(OnnxTensor::close);
            outputs.values().forEach(OnnxTensor::close);
        }
    }

    /** A place of the network's input, to be written in place. */
    FloatBuffer picture(int place) {
        return pictures.get(place);
    }

    /** Runs the pictures of so many places. */
    void run(int from, int count) throws OrtException {
        Tensors tensors = tensors(new Part(from, count));
        session.run(tensors.inputs, Set.of(), tensors.outputs).close();
    }

    /** What came out for a place, where the network left it. */
    OutputReader.Values outputs(int place) {
        return values.get(place);
    }

    private Tensors tensors(Part part) throws OrtException {
        Tensors known = parts.get(part);
        if (known != null) return known;
        var made = new Tensors(new HashMap<>(), new HashMap<>());
        parts.put(part, made);
        for (NamedTensor input : manifest.inputs()) made.inputs.put(input.name(), tensor(input, part));
        for (NamedTensor output : manifest.outputs()) made.outputs.put(output.name(), tensor(output, part));
        return made;
    }

    private OnnxTensor tensor(NamedTensor tensor, Part part) throws OrtException {
        long[] sides = tensor.of(part.count).sides();
        return slice(tensor, part) instanceof FloatBuffer floats
                ? OnnxTensor.createTensor(environment, floats, sides)
                : OnnxTensor.createTensor(environment, (LongBuffer) slice(tensor, part), sides);
    }

    private OutputReader.Values values(int place) {
        List<FloatBuffer> floats = new ArrayList<>();
        LongBuffer labels = LongBuffer.allocate(0);
        for (NamedTensor output : manifest.outputs()) {
            Buffer slice = slice(output, new Part(place, 1));
            if (slice instanceof FloatBuffer values) floats.add(values);
            else labels = (LongBuffer) slice;
        }
        return new OutputReader.Values(floats, labels);
    }

    private Buffer slice(NamedTensor tensor, Part part) {
        Buffer whole = Objects.requireNonNull(memory.get(tensor.name()));
        return whole.slice(part.from * tensor.size(), part.count * tensor.size());
    }

    private List<NamedTensor> all() {
        return Stream.concat(manifest.inputs().stream(), manifest.outputs().stream())
                .toList();
    }

    private Buffer memory(NamedTensor tensor, int places) {
        int count = Math.multiplyExact(tensor.size(), places);
        if (tensor.element() == Element.FLOAT) return direct(count, Float.BYTES).asFloatBuffer();
        LongBuffer longs = direct(count, Long.BYTES).asLongBuffer();
        // A DETR's second input: the input's own size, width first, so that boxes come in its pixels.
        if (tensor.name().equals(manifest.input().sizes()))
            for (int at = 0; at < count; at += 2)
                longs.put(at, manifest.input().width())
                        .put(at + 1, manifest.input().height());
        return longs;
    }

    private static ByteBuffer direct(int count, int bytesEach) {
        return ByteBuffer.allocateDirect(Math.multiplyExact(count, bytesEach)).order(ByteOrder.nativeOrder());
    }

    @Override
    public void close() {
        parts.values().forEach(Tensors::close);
        parts.clear();
        use.close();
    }
}
