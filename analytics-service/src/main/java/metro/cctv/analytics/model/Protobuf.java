package metro.cctv.analytics.model;

/** Reads the wire format of protocol buffers between two places of a file; whatever is not that is refused. */
final class Protobuf {
    static final int VARINT = 0;
    static final int FIXED_64 = 1;
    static final int LENGTH = 2;
    static final int FIXED_32 = 5;

    private final byte[] bytes;
    private final int end;
    private int position;

    Protobuf(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.position = from;
        this.end = end;
    }

    boolean hasMore() {
        return position < end;
    }

    int position() {
        return position;
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

    /** Of the field that begins here. */
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
