package metro.cctv.analytics.model;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import metro.cctv.analytics.model.NamedTensor.Element;

/**
 * Walks an ONNX file as bare protobuf and refuses what could make the runtime read other files, run foreign code or run without
 * end: external data, sparse tensors, model-local functions, training graphs, operators outside the standard domain or unknown
 * to us. Field numbers are those of {@code onnx.proto}.
 */
final class OnnxInspection {
    private static final Set<String> STANDARD_DOMAINS = Set.of("", "ai.onnx");
    /** Named in files that quantising tools wrote, though no operator of theirs is used. */
    private static final Set<String> MAY_BE_NAMED = Set.of("ai.onnx.ml", "com.microsoft");

    private static final int MAX_DEPTH = 12;
    private static final int MAX_FIELDS = 2_000_000;
    private static final int MAX_NAME = 200;
    private static final int MAX_TENSORS = 100_000;
    private static final int MAIN_GRAPH = 1;

    private final byte[] bytes;
    private final Set<String> weights = new HashSet<>();
    private final Map<String, NamedTensor> inputs = new LinkedHashMap<>();
    private final Map<String, NamedTensor> outputs = new LinkedHashMap<>();
    private int fields;

    private OnnxInspection(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @throws ModelRefused naming what was found */
    static OnnxSignature check(byte[] bytes) {
        var inspection = new OnnxInspection(bytes);
        inspection.walk(Message.MODEL, 0, bytes.length, 0);
        inspection.inputs.keySet().removeAll(inspection.weights);
        return new OnnxSignature(inspection.inputs, inspection.outputs);
    }

    private enum Message {
        MODEL,
        OPERATOR_SET,
        GRAPH,
        NODE,
        ATTRIBUTE,
        TENSOR,
        SKIPPED
    }

    private void walk(Message message, int from, int to, int depth) {
        if (depth > MAX_DEPTH) throw new ModelRefused("onnx: nested deeper than " + MAX_DEPTH);
        new Protobuf(bytes, from, to).each(new Protobuf.Fields() {
            @Override
            public void count() {
                countField();
            }

            @Override
            public void scalar(int number, long value) {
                OnnxInspection.scalar(message, number, value);
            }

            @Override
            public void block(int number, int position, int length) {
                Message inner = inner(message, number, position, length, depth);
                if (inner != Message.SKIPPED) walk(inner, position, position + length, depth + 1);
            }
        });
    }

    private static void scalar(Message message, int number, long value) {
        if (message == Message.TENSOR && number == 14 && value != 0)
            throw new ModelRefused("onnx: weights outside the file (external data)");
    }

    private Message inner(Message message, int number, int position, int length, int depth) {
        return switch (message) {
            case MODEL ->
                switch (number) {
                    case 7 -> Message.GRAPH;
                    case 8 -> Message.OPERATOR_SET;
                    case 20 -> throw new ModelRefused("onnx: a training graph");
                    case 25 -> throw new ModelRefused("onnx: functions of its own");
                    default -> Message.SKIPPED;
                };
            case OPERATOR_SET -> {
                if (number == 1 && !MAY_BE_NAMED.contains(text(position, length))) domain(position, length);
                yield Message.SKIPPED;
            }
            case GRAPH -> ofGraph(number, position, length, depth == MAIN_GRAPH);
            case NODE -> {
                if (number == 4) operator(position, length);
                if (number == 7) domain(position, length);
                yield number == 5 ? Message.ATTRIBUTE : Message.SKIPPED;
            }
            case ATTRIBUTE ->
                switch (number) {
                    case 5, 10 -> Message.TENSOR;
                    case 6, 11 -> Message.GRAPH;
                    case 22, 23 -> throw new ModelRefused("onnx: a sparse tensor");
                    default -> Message.SKIPPED;
                };
            case TENSOR -> {
                if (number == 13) throw new ModelRefused("onnx: weights outside the file (external data)");
                if (number == 8 && weights.size() < MAX_TENSORS) weights.add(text(position, length));
                yield Message.SKIPPED;
            }
            case SKIPPED -> Message.SKIPPED;
        };
    }

    private Message ofGraph(int number, int position, int length, boolean main) {
        switch (number) {
            case 11 -> {
                if (main) add(inputs, position, length);
            }
            case 12 -> {
                if (main) add(outputs, position, length);
            }
            case 15 -> throw new ModelRefused("onnx: a sparse tensor");
            default -> {}
        }
        return switch (number) {
            case 1 -> Message.NODE;
            case 5 -> Message.TENSOR;
            default -> Message.SKIPPED;
        };
    }

    private void operator(int position, int length) {
        String operator = text(position, length);
        if (!OnnxOperators.KNOWN.contains(operator))
            throw new ModelRefused(
                    "onnx: the operator \"" + printable(operator) + "\", which is not among those we know");
    }

    private void domain(int position, int length) {
        String domain = text(position, length);
        if (!STANDARD_DOMAINS.contains(domain))
            throw new ModelRefused("onnx: operators of the domain \"" + printable(domain) + "\"");
    }

    private void add(Map<String, NamedTensor> tensors, int position, int length) {
        if (tensors.size() >= MAX_TENSORS) throw new ModelRefused("onnx: too many inputs or outputs");
        NamedTensor tensor = new Value().read(position, length);
        tensors.put(tensor.name(), tensor);
    }

    private void countField() {
        if (++fields > MAX_FIELDS) throw new ModelRefused("onnx: more than " + MAX_FIELDS + " fields");
    }

    private String text(int position, int length) {
        return new String(bytes, position, Math.min(length, MAX_NAME), StandardCharsets.UTF_8);
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    /** ValueInfo: 1 name, 2 type (1 tensor (1 element, 2 shape (1 dimension (1 value)))). */
    private final class Value {
        private String name = "";
        private Element element = Element.OTHER;
        private final List<Long> shape = new ArrayList<>();

        private enum Part {
            VALUE,
            TYPE,
            TENSOR,
            SHAPE,
            SIDE
        }

        NamedTensor read(int position, int length) {
            part(Part.VALUE, position, position + length);
            return new NamedTensor(printable(name), element, shape);
        }

        private void part(Part part, int from, int to) {
            new Protobuf(bytes, from, to).each(new Protobuf.Fields() {
                @Override
                public void count() {
                    countField();
                }

                @Override
                public void scalar(int number, long value) {
                    Value.this.scalar(part, number, value);
                }

                @Override
                public void block(int number, int position, int length) {
                    inner(part, number, position, position + length);
                }
            });
        }

        private void scalar(Part part, int number, long value) {
            if (part == Part.TENSOR && number == 1)
                element = switch ((int) value) {
                    case 1 -> Element.FLOAT;
                    case 7 -> Element.INT64;
                    default -> Element.OTHER;
                };
            if (part == Part.SIDE && number == 1) shape.set(shape.size() - 1, value);
        }

        private void inner(Part part, int number, int from, int to) {
            switch (part) {
                case VALUE -> {
                    if (number == 1) name = text(from, to - from);
                    if (number == 2) part(Part.TYPE, from, to);
                }
                case TYPE -> {
                    if (number == 1) part(Part.TENSOR, from, to);
                }
                case TENSOR -> {
                    if (number == 2) part(Part.SHAPE, from, to);
                }
                case SHAPE -> {
                    if (number != 1) return;
                    if (shape.size() >= MAX_DEPTH) throw new ModelRefused("onnx: a tensor of too many sides");
                    shape.add(NamedTensor.OPEN);
                    part(Part.SIDE, from, to);
                }
                case SIDE -> {}
            }
        }
    }
}
