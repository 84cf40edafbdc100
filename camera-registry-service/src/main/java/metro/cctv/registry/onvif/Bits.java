package metro.cctv.registry.onvif;

/** Reads a parameter set bit by bit, without its emulation prevention bytes. Beyond the end is an exception. */
final class Bits {
    private final byte[] bytes;
    private int at;

    /** @param nal with its header; {@code 00 00 03} becomes {@code 00 00} */
    Bits(byte[] nal) {
        byte[] plain = new byte[nal.length];
        int length = 0;
        int zeros = 0;
        for (byte b : nal) {
            if (zeros >= 2 && b == 3) {
                zeros = 0;
                continue;
            }
            zeros = b == 0 ? zeros + 1 : 0;
            plain[length++] = b;
        }
        this.bytes = java.util.Arrays.copyOf(plain, length);
    }

    int bit() {
        if (at >= bytes.length * 8) throw new IllegalArgumentException("parameter set: too short");
        int bit = bytes[at / 8] >> 7 - at % 8 & 1;
        at++;
        return bit;
    }

    boolean flag() {
        return bit() == 1;
    }

    /** @param count at most 32 */
    int bits(int count) {
        int value = 0;
        for (int i = 0; i < count; i++) value = value << 1 | bit();
        return value;
    }

    void skip(int count) {
        for (int i = 0; i < count; i++) bit();
    }

    /** Exp-Golomb, unsigned. */
    int ue() {
        int zeros = 0;
        while (bit() == 0) if (++zeros > 31) throw new IllegalArgumentException("parameter set: number too large");
        return (int) ((1L << zeros) - 1 + (zeros == 0 ? 0 : bits(zeros) & 0xffffffffL));
    }

    /** Exp-Golomb, signed. */
    int se() {
        int code = ue();
        return (code & 1) == 1 ? (code + 1) / 2 : -(code / 2);
    }
}
