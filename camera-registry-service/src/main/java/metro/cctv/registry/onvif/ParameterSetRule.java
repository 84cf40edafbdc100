package metro.cctv.registry.onvif;

import java.util.Optional;

/** How large a picture is, from its sequence parameter set: ITU-T H.264 §7.3.2.1.1, H.265 §7.3.2.2. */
final class ParameterSetRule {
    private static final int MAX_BYTES = 1024;
    private static final int MIN_SIDE = 32;
    private static final int MAX_SIDE = 16_384;

    private ParameterSetRule() {}

    /** Pixels. */
    record Size(int width, int height) {}

    static Optional<Size> h264(byte[] sps) {
        return sps.length < 4 || sps.length > MAX_BYTES || (sps[0] & 0x1f) != 7
                ? Optional.empty()
                : tried(() -> readH264(new Bits(sps)));
    }

    static Optional<Size> h265(byte[] sps) {
        return sps.length < 4 || sps.length > MAX_BYTES || (sps[0] >> 1 & 0x3f) != 33
                ? Optional.empty()
                : tried(() -> readH265(new Bits(sps)));
    }

    private static Optional<Size> tried(java.util.function.Supplier<Size> reading) {
        try {
            Size size = reading.get();
            boolean sane = size.width >= MIN_SIDE
                    && size.height >= MIN_SIDE
                    && size.width <= MAX_SIDE
                    && size.height <= MAX_SIDE;
            return sane ? Optional.of(size) : Optional.empty();
        } catch (IllegalArgumentException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static Size readH264(Bits in) {
        in.skip(8);
        int profile = in.bits(8);
        in.skip(16);
        in.ue();
        int chroma = 1;
        boolean separate = false;
        switch (profile) {
            case 100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135 -> {
                chroma = in.ue();
                if (chroma == 3) separate = in.flag();
                in.ue();
                in.ue();
                in.bit();
                if (in.flag())
                    for (int i = 0; i < (chroma == 3 ? 12 : 8); i++) if (in.flag()) skipScaling(in, i < 6 ? 16 : 64);
            }
            default -> {}
        }
        in.ue();
        switch (in.ue()) {
            case 0 -> in.ue();
            case 1 -> {
                in.bit();
                in.se();
                in.se();
                int cycle = in.ue();
                if (cycle > 255) throw new IllegalArgumentException("parameter set: cycle");
                for (int i = 0; i < cycle; i++) in.se();
            }
            default -> {}
        }
        in.ue();
        in.bit();
        int width = Math.multiplyExact(Math.addExact(in.ue(), 1), 16);
        int mapUnits = Math.addExact(in.ue(), 1);
        boolean frames = in.flag();
        int height = Math.multiplyExact(mapUnits, frames ? 16 : 32);
        if (!frames) in.bit();
        in.bit();
        if (!in.flag()) return new Size(width, height);
        int chromaType = separate ? 0 : chroma;
        int unitX = chromaType == 1 || chromaType == 2 ? 2 : 1;
        int unitY = (chromaType == 1 ? 2 : 1) * (frames ? 1 : 2);
        return cropped(width, height, unitX, unitY, in);
    }

    private static void skipScaling(Bits in, int size) {
        int last = 8;
        int next = 8;
        for (int i = 0; i < size; i++) {
            if (next != 0) next = last + in.se() + 256 & 0xff;
            last = next == 0 ? last : next;
        }
    }

    private static Size readH265(Bits in) {
        in.skip(16);
        in.skip(4);
        int subLayers = in.bits(3);
        in.bit();
        skipProfileTierLevel(in, subLayers);
        in.ue();
        int chroma = in.ue();
        if (chroma == 3) in.bit();
        int width = in.ue();
        int height = in.ue();
        if (!in.flag()) return new Size(width, height);
        return cropped(width, height, chroma == 1 || chroma == 2 ? 2 : 1, chroma == 1 ? 2 : 1, in);
    }

    private static void skipProfileTierLevel(Bits in, int subLayers) {
        in.skip(96);
        boolean[] profile = new boolean[subLayers];
        boolean[] level = new boolean[subLayers];
        for (int i = 0; i < subLayers; i++) {
            profile[i] = in.flag();
            level[i] = in.flag();
        }
        if (subLayers > 0) in.skip(2 * (8 - subLayers));
        for (int i = 0; i < subLayers; i++) in.skip((profile[i] ? 88 : 0) + (level[i] ? 8 : 0));
    }

    /** Left, right, top, bottom follow, in units of chroma samples. */
    private static Size cropped(int width, int height, int unitX, int unitY, Bits in) {
        int across = Math.multiplyExact(Math.addExact(in.ue(), in.ue()), unitX);
        int down = Math.multiplyExact(Math.addExact(in.ue(), in.ue()), unitY);
        return new Size(Math.subtractExact(width, across), Math.subtractExact(height, down));
    }
}
