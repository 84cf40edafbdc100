package metro.cctv.ingest.session;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.function.Consumer;
import metro.cctv.ingest.media.VideoCodec;

/** The picture that is arriving: NAL units with 4-byte lengths, in {@link Scratch} room. Bounded whatever a camera sends. */
final class PictureAssembly {
    static final int MAX_BYTES = 4 * 1024 * 1024;

    private static final int MAX_NALS = 512;
    private static final int MAX_PARAMETER_SET = 1024;
    private static final int FRAGMENT_BEGINS = 0x80;
    private static final int FRAGMENT_ENDS = 0x40;
    private static final byte[] NONE = {};

    private final VideoCodec codec;
    private final Consumer<byte[]> parameterSets;

    private byte[] buffer = NONE;
    private int size;
    private int nals;
    private int fragmentStart = -1;
    private boolean key;
    private boolean slices;
    private boolean needsPictureBeforeKey;
    private boolean spoilt;
    private long rejected;

    /** @param parameterSets takes them out of the picture, each once it is whole */
    PictureAssembly(VideoCodec codec, Consumer<byte[]> parameterSets) {
        this.codec = codec;
        this.parameterSets = parameterSets;
    }

    boolean isKey() {
        return key;
    }

    boolean hasSlices() {
        return slices;
    }

    boolean needsPictureBeforeKey() {
        return needsPictureBeforeKey;
    }

    /** Something of it is missing or wrong. */
    boolean isSpoilt() {
        return spoilt;
    }

    void spoil() {
        spoilt = true;
    }

    long rejected() {
        return rejected;
    }

    /** A packet that is none of ours: the picture is whole without it. */
    void ignore() {
        rejected++;
    }

    void reject() {
        rejected++;
        spoilt = true;
    }

    /** A picture that is no NAL units, and needs no other, begins. */
    void beginWhole(byte[] head) {
        key = true;
        slices = true;
        append(head);
    }

    void append(byte[] bytes) {
        if (!room(bytes.length)) return;
        System.arraycopy(bytes, 0, buffer, size, bytes.length);
        size += bytes.length;
    }

    void append(ByteBuf packet, int from, int length) {
        if (!room(length)) return;
        packet.getBytes(from, buffer, size, length);
        size += length;
    }

    boolean endsWith(byte[] end) {
        return size >= end.length && Arrays.equals(buffer, size - end.length, size, end, 0, end.length);
    }

    void parameterSet(byte[] set) {
        parameterSets.accept(set);
    }

    void nal(ByteBuf packet, int from, int length) {
        if (length < codec.headerBytes()) {
            reject();
            return;
        }
        if (!room(4 + length)) return;
        int begin = size;
        packet.getBytes(from, buffer, begin + 4, length);
        size += 4 + length;
        finish(begin);
    }

    /**
     * @param fragmentHeader S and E bits of FU-A and FU
     * @param nalHeader of the whole NAL unit; its first byte in bits 15 to 8
     */
    void fragment(int fragmentHeader, int nalHeader, ByteBuf packet, int from, int to) {
        if ((fragmentHeader & FRAGMENT_BEGINS) != 0) {
            abandonFragment();
            if (!room(4 + codec.headerBytes())) return;
            fragmentStart = size;
            size += 4;
            buffer[size++] = (byte) (nalHeader >> 8);
            if (codec.headerBytes() > 1) buffer[size++] = (byte) nalHeader;
        } else if (fragmentStart < 0) {
            spoilt = true;
            return;
        }
        int length = to - from;
        if (!room(length)) return;
        packet.getBytes(from, buffer, size, length);
        size += length;
        if ((fragmentHeader & FRAGMENT_ENDS) != 0) {
            int begin = fragmentStart;
            fragmentStart = -1;
            finish(begin);
        }
    }

    /** A fragmented NAL unit that never ended: its picture is damaged. */
    void abandonFragment() {
        if (fragmentStart < 0) return;
        size = fragmentStart;
        fragmentStart = -1;
        spoilt = true;
    }

    int size() {
        return size;
    }

    byte[] copy() {
        return Arrays.copyOf(buffer, size);
    }

    /** Ready for the next picture. */
    void clear() {
        discard();
        spoilt = false;
    }

    /** The NAL unit at {@code begin} is whole: write its length, or take it out of the picture. */
    private void finish(int begin) {
        int length = size - begin - 4;
        int type = codec.type(buffer[begin + 4] & 0xFF);
        if (codec.isParameterSet(type)) {
            if (length <= MAX_PARAMETER_SET) parameterSets.accept(Arrays.copyOfRange(buffer, begin + 4, size));
            size = begin;
            return;
        }
        if (codec.isFiller(type) || ++nals > MAX_NALS) {
            if (nals > MAX_NALS) reject();
            size = begin;
            return;
        }
        slices |= codec.isSlice(type);
        key |= codec.isKey(type);
        needsPictureBeforeKey |= codec.needsPictureBeforeKey(type);
        buffer[begin] = (byte) (length >> 24);
        buffer[begin + 1] = (byte) (length >> 16);
        buffer[begin + 2] = (byte) (length >> 8);
        buffer[begin + 3] = (byte) length;
    }

    private void discard() {
        if (buffer.length > 0) Scratch.give(buffer);
        buffer = NONE;
        size = 0;
        nals = 0;
        fragmentStart = -1;
        key = false;
        slices = false;
        needsPictureBeforeKey = false;
    }

    private boolean room(int more) {
        if (size + more > MAX_BYTES) {
            reject();
            discard();
            return false;
        }
        if (size + more > buffer.length) {
            byte[] larger = Scratch.take(size + more);
            System.arraycopy(buffer, 0, larger, 0, size);
            if (buffer.length > 0) Scratch.give(buffer);
            buffer = larger;
        }
        return true;
    }
}
