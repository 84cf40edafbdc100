package metro.cctv.ingest.media;

import java.util.Optional;

/**
 * What we need of an H.264 SPS (ITU-T H.264 §7.3.2.1.1). Cameras send rubbish: every read is bounded.
 *
 * @param codecs RFC 6381, e.g. {@code avc1.42c01f}
 * @param chromaFormat 0 to 3; 1 is 4:2:0
 */
record SequenceParameterSet(
        String codecs, int profile, int width, int height, int chromaFormat, int lumaDepth, int chromaDepth) {
    private static final int MAX_BYTES = 1024;

    static Optional<SequenceParameterSet> parse(byte[] nal) {
        if (nal.length < 5 || nal.length > MAX_BYTES || (nal[0] & 0x1F) != VideoCodec.SPS) return Optional.empty();
        try {
            return Optional.of(read(nal)).filter(SequenceParameterSet::isPlausible);
        } catch (BitReader.Exhausted e) {
            return Optional.empty();
        }
    }

    /** Only these profiles carry chroma and depth in the SPS and in the decoder configuration. */
    boolean hasChromaInfo() {
        return isHigh(profile);
    }

    private boolean isPlausible() {
        return PictureSize.isPlausible(width, height) && chromaFormat <= 3 && lumaDepth <= 14 && chromaDepth <= 14;
    }

    private static boolean isHigh(int profile) {
        return switch (profile) {
            case 100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135 -> true;
            default -> false;
        };
    }

    private static SequenceParameterSet read(byte[] nal) {
        var bits = BitReader.ofNal(nal, 1);
        int profile = bits.bits(8);
        int constraints = bits.bits(8);
        int level = bits.bits(8);
        bits.unsigned(); // seq_parameter_set_id
        int chroma = 1;
        int lumaDepth = 8;
        int chromaDepth = 8;
        boolean separatePlanes = false;
        if (isHigh(profile)) {
            chroma = bits.unsigned();
            if (chroma == 3) separatePlanes = bits.flag();
            lumaDepth = 8 + bits.unsigned();
            chromaDepth = 8 + bits.unsigned();
            bits.bits(1);
            if (bits.flag()) skipScalingMatrix(bits, chroma == 3 ? 12 : 8);
        }
        bits.unsigned(); // log2_max_frame_num_minus4
        skipPictureOrder(bits);
        bits.unsigned(); // max_num_ref_frames
        bits.bits(1);
        long widthInMacroblocks = bits.unsigned() + 1L;
        long heightInMapUnits = bits.unsigned() + 1L;
        boolean framesOnly = bits.flag();
        if (!framesOnly) bits.bits(1);
        bits.bits(1); // direct_8x8_inference_flag
        long width = widthInMacroblocks * 16;
        long height = heightInMapUnits * 16 * (framesOnly ? 1 : 2);
        if (bits.flag()) {
            int unitX = chroma == 1 || chroma == 2 ? 2 : 1;
            int unitY = (chroma == 1 ? 2 : 1) * (framesOnly ? 1 : 2);
            if (separatePlanes) unitX = 1;
            width -= (long) unitX * (bits.unsigned() + (long) bits.unsigned());
            height -= (long) unitY * (bits.unsigned() + (long) bits.unsigned());
        }
        String codecs = "avc1.%02x%02x%02x".formatted(profile, constraints, level);
        return new SequenceParameterSet(
                codecs, profile, PictureSize.side(width), PictureSize.side(height), chroma, lumaDepth, chromaDepth);
    }

    private static void skipPictureOrder(BitReader bits) {
        int type = bits.unsigned();
        if (type == 0) {
            bits.unsigned();
        } else if (type == 1) {
            bits.bits(1);
            bits.signed();
            bits.signed();
            int cycle = bits.unsigned();
            if (cycle > 255) throw new BitReader.Exhausted();
            for (int i = 0; i < cycle; i++) bits.signed();
        }
    }

    private static void skipScalingMatrix(BitReader bits, int lists) {
        for (int list = 0; list < lists; list++) {
            if (!bits.flag()) continue;
            int next = 8;
            for (int i = 0; i < (list < 6 ? 16 : 64) && next != 0; i++) next = (next + bits.signed() + 256) & 0xFF;
        }
    }
}
