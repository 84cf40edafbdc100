package metro.cctv.ingest.media;

/** Bits and Exp-Golomb numbers of a NAL unit, emulation bytes (00 00 03) taken out. */
final class BitReader {
    /** The NAL unit ended too early or holds a number that no SPS has. */
    static final class Exhausted extends RuntimeException {
        Exhausted() {
            super("NAL unit ended", null, false, false);
        }
    }

    private final byte[] bytes;
    private final int end;
    private int position;

    private BitReader(byte[] bytes, int end) {
        this.bytes = bytes;
        this.end = end * 8;
    }

    static BitReader ofNal(byte[] nal, int from) {
        var plain = new byte[nal.length - from];
        int size = 0;
        int zeros = 0;
        for (int i = from; i < nal.length; i++) {
            if (zeros >= 2 && nal[i] == 3) {
                zeros = 0;
                continue;
            }
            zeros = nal[i] == 0 ? zeros + 1 : 0;
            plain[size++] = nal[i];
        }
        return new BitReader(plain, size);
    }

    int bits(int count) {
        if (position + count > end) throw new Exhausted();
        int value = 0;
        for (int i = 0; i < count; i++, position++)
            value = value << 1 | bytes[position >> 3] >> (7 - (position & 7)) & 1;
        return value;
    }

    boolean flag() {
        return bits(1) == 1;
    }

    /** ue(v), at most 2^24: nothing we read is larger. */
    int unsigned() {
        int zeros = 0;
        while (!flag()) if (++zeros > 24) throw new Exhausted();
        return (1 << zeros) - 1 + bits(zeros);
    }

    /** se(v) */
    int signed() {
        int code = unsigned();
        return (code & 1) == 1 ? (code + 1) / 2 : -(code / 2);
    }
}
