package metro.cctv.analytics.model;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A protobuf message being written. */
final class OnnxMessage {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    OnnxMessage put(int field, long value) {
        varint((long) field << 3);
        varint(value);
        return this;
    }

    OnnxMessage put(int field, String text) {
        return put(field, text.getBytes(StandardCharsets.UTF_8));
    }

    OnnxMessage put(int field, OnnxMessage inner) {
        return put(field, inner.bytes());
    }

    OnnxMessage put(int field, byte[] value) {
        varint((long) field << 3 | 2);
        varint(value.length);
        out.writeBytes(value);
        return this;
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
