package metro.cctv.analytics.model;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Walks an ONNX file as bare protobuf and refuses what could make the runtime read other files or run foreign code:
 * external data, sparse tensors, model-local functions, training graphs, operators outside the standard domain. Field
 * numbers are those of {@code onnx.proto}.
 */
final class OnnxInspection {
    private static final Set<String> STANDARD_DOMAINS = Set.of("", "ai.onnx");
    private static final int MAX_DEPTH = 12;
    private static final int MAX_FIELDS = 2_000_000;
    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int LENGTH = 2;
    private static final int FIXED_32 = 5;

    private final byte[] bytes;
    private int fields;

    private OnnxInspection(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @throws ModelRefused naming what was found */
    static void check(byte[] bytes) {
        var inspection = new OnnxInspection(bytes);
        inspection.walk(Message.MODEL, 0, bytes.length, 0);
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
        var at = new Cursor(from, to);
        while (at.position < to) {
            if (++fields > MAX_FIELDS) throw new ModelRefused("onnx: more than " + MAX_FIELDS + " fields");
            long key = at.varint();
            int number = (int) (key >>> 3);
            switch ((int) (key & 7)) {
                case VARINT -> scalar(message, number, at.varint());
                case FIXED_64 -> at.skip(8);
                case FIXED_32 -> at.skip(4);
                case LENGTH -> {
                    int length = at.length();
                    Message inner = inner(message, number, at.position, length);
                    if (inner != Message.SKIPPED) walk(inner, at.position, at.position + length, depth + 1);
                    at.skip(length);
                }
                default -> throw new ModelRefused("onnx: not a protobuf file");
            }
        }
    }

    private static void scalar(Message message, int number, long value) {
        if (message == Message.TENSOR && number == 14 && value != 0)
            throw new ModelRefused("onnx: weights outside the file (external data)");
    }

    private Message inner(Message message, int number, int position, int length) {
        return switch (message) {
            case MODEL ->
                switch (number) {
                    case 7 -> Message.GRAPH;
                    case 8 -> Message.OPERATOR_SET;
                    case 20 -> throw new ModelRefused("onnx: a training graph");
                    case 25 -> throw new ModelRefused("onnx: functions of its own");
                    default -> Message.SKIPPED;
                };
            case OPERATOR_SET -> domain(number == 1, position, length);
            case GRAPH ->
                switch (number) {
                    case 1 -> Message.NODE;
                    case 5 -> Message.TENSOR;
                    case 15 -> throw new ModelRefused("onnx: a sparse tensor");
                    default -> Message.SKIPPED;
                };
            case NODE -> number == 5 ? Message.ATTRIBUTE : domain(number == 7, position, length);
            case ATTRIBUTE ->
                switch (number) {
                    case 5, 10 -> Message.TENSOR;
                    case 6, 11 -> Message.GRAPH;
                    case 22, 23 -> throw new ModelRefused("onnx: a sparse tensor");
                    default -> Message.SKIPPED;
                };
            case TENSOR -> {
                if (number == 13) throw new ModelRefused("onnx: weights outside the file (external data)");
                yield Message.SKIPPED;
            }
            case SKIPPED -> Message.SKIPPED;
        };
    }

    private Message domain(boolean isDomain, int position, int length) {
        if (!isDomain) return Message.SKIPPED;
        String domain = new String(bytes, position, Math.min(length, 200), StandardCharsets.UTF_8);
        if (!STANDARD_DOMAINS.contains(domain))
            throw new ModelRefused("onnx: operators of the domain \"" + domain.replaceAll("\\p{Cntrl}", "?") + "\"");
        return Message.SKIPPED;
    }

    private final class Cursor {
        private final int end;
        private int position;

        Cursor(int from, int end) {
            this.position = from;
            this.end = end;
        }

        long varint() {
            long value = 0;
            for (int shift = 0; shift < 64; shift += 7) {
                if (position >= end) throw new ModelRefused("onnx: cut short");
                byte next = bytes[position++];
                value |= (long) (next & 0x7f) << shift;
                if (next >= 0) return value;
            }
            throw new ModelRefused("onnx: not a protobuf file");
        }

        int length() {
            long length = varint();
            if (length < 0 || length > end - position) throw new ModelRefused("onnx: cut short");
            return (int) length;
        }

        void skip(int count) {
            if (count > end - position) throw new ModelRefused("onnx: cut short");
            position += count;
        }
    }
}
