package metro.cctv.analytics.model;

/** Reads the wire format of protocol buffers between two places of a file; whatever is not that is refused. */
final class Protobuf {
    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int LENGTH = 2;
    private static final int FIXED_32 = 5;

    /** What a message's fields mean. */
    interface Fields {
        /** Before each one. */
        void count();

        void scalar(int number, long value);

        /** Text, bytes or a message. */
        void block(int number, int position, int length);
    }

    private final byte[] bytes;
    private final int end;
    private int position;

    Protobuf(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.position = from;
        this.end = end;
    }

    /** All fields, in order; those of four or eight bytes are passed over. */
    void each(Fields fields) {
        while (position < end) {
            fields.count();
            long key = varint();
            int number = (int) (key >>> 3);
            switch ((int) (key & 7)) {
                case VARINT -> fields.scalar(number, varint());
                case FIXED_64 -> skip(8);
                case FIXED_32 -> skip(4);
                case LENGTH -> {
                    int length = length();
                    fields.block(number, position, length);
                    skip(length);
                }
                default -> throw new ModelRefused("onnx: not a protobuf file");
            }
        }
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (position >= end) throw new ModelRefused("onnx: cut short");
            byte next = bytes[position++];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) return value;
        }
        throw new ModelRefused("onnx: not a protobuf file");
    }

    /** Of the field that begins here. */
    private int length() {
        long length = varint();
        if (length < 0 || length > end - position) throw new ModelRefused("onnx: cut short");
        return (int) length;
    }

    private void skip(int count) {
        if (count > end - position) throw new ModelRefused("onnx: cut short");
        position += count;
    }
}
