package metro.cctv.ingest.media;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Big-endian bytes and nested ISO boxes, growing as needed. */
final class Boxes {
    private byte[] bytes;
    private int size;

    Boxes(int capacity) {
        bytes = new byte[capacity];
    }

    int size() {
        return size;
    }

    Boxes u8(int value) {
        room(1);
        bytes[size++] = (byte) value;
        return this;
    }

    Boxes u16(int value) {
        return u8(value >> 8).u8(value);
    }

    Boxes u32(long value) {
        room(4);
        put32(size, (int) value);
        size += 4;
        return this;
    }

    Boxes u64(long value) {
        return u32(value >>> 32).u32(value);
    }

    Boxes bytes(byte[] value) {
        return bytes(value, value.length);
    }

    Boxes bytes(byte[] value, int length) {
        room(length);
        System.arraycopy(value, 0, bytes, size, length);
        size += length;
        return this;
    }

    Boxes zeros(int count) {
        room(count);
        size += count;
        return this;
    }

    Boxes text(String ascii) {
        return bytes(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    /** A box with its content; its length is filled in afterwards. */
    Boxes box(String type, Runnable content) {
        int start = size;
        u32(0).text(type);
        content.run();
        put32(start, size - start);
        return this;
    }

    Boxes fullBox(String type, int version, int flags, Runnable content) {
        return box(type, () -> {
            u32((long) version << 24 | flags);
            content.run();
        });
    }

    /** Overwrites what {@code u32} wrote at this offset. */
    void put32(int at, int value) {
        bytes[at] = (byte) (value >> 24);
        bytes[at + 1] = (byte) (value >> 16);
        bytes[at + 2] = (byte) (value >> 8);
        bytes[at + 3] = (byte) value;
    }

    byte[] toBytes() {
        return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    }

    private void room(int more) {
        if (size + more > bytes.length) bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
}
