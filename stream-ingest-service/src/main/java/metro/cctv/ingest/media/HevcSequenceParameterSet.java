package metro.cctv.ingest.media;

import java.util.Locale;
import java.util.Optional;

/**
 * What we need of an H.265 SPS (ITU-T H.265 §7.3.2.2.1). Cameras send rubbish: every read is bounded.
 *
 * @param profileTierLevel the 12 bytes of {@code general_profile_space} to {@code general_level_idc}
 * @param temporalLayers 1 to 7
 * @param chromaFormat 0 to 3; 1 is 4:2:0
 */
record HevcSequenceParameterSet(
        byte[] profileTierLevel,
        int temporalLayers,
        boolean temporalIdNested,
        int width,
        int height,
        int chromaFormat,
        int lumaDepth,
        int chromaDepth) {
    private static final int MAX_BYTES = 1024;
    private static final int MAX_LAYERS = 7;
    /** The decoder configuration has three bits for what is above 8; H.265 itself ends at 16. */
    private static final int MAX_DEPTH = 15;

    private static final int PROFILE_BYTES = 12;

    static Optional<HevcSequenceParameterSet> parse(byte[] nal) {
        if (nal.length < 16 || nal.length > MAX_BYTES || VideoCodec.H265.type(nal[0]) != VideoCodec.HEVC_SPS)
            return Optional.empty();
        try {
            return Optional.of(read(nal)).filter(HevcSequenceParameterSet::isPlausible);
        } catch (BitReader.Exhausted e) {
            return Optional.empty();
        }
    }

    /** RFC 6381 by ISO 14496-15 annex E, e.g. {@code hvc1.1.6.L93.B0}. */
    String codecs() {
        int first = profileTierLevel[0] & 0xFF;
        var text = new StringBuilder("hvc1.");
        if (first >> 6 > 0) text.append((char) ('A' - 1 + (first >> 6)));
        text.append(first & 0x1F).append('.');
        int compatibility = 0;
        for (int i = 1; i <= 4; i++) compatibility = compatibility << 8 | profileTierLevel[i] & 0xFF;
        text.append(Integer.toHexString(Integer.reverse(compatibility)).toUpperCase(Locale.ROOT));
        text.append((first & 0x20) != 0 ? ".H" : ".L").append(profileTierLevel[11] & 0xFF);
        int last = 10;
        while (last >= 5 && profileTierLevel[last] == 0) last--;
        for (int i = 5; i <= last; i++) text.append('.').append("%X".formatted(profileTierLevel[i] & 0xFF));
        return text.toString();
    }

    private boolean isPlausible() {
        return temporalLayers <= MAX_LAYERS
                && PictureSize.isPlausible(width, height)
                && chromaFormat <= 3
                && lumaDepth <= MAX_DEPTH
                && chromaDepth <= MAX_DEPTH;
    }

    private static HevcSequenceParameterSet read(byte[] nal) {
        var bits = BitReader.ofNal(nal, VideoCodec.H265.headerBytes());
        bits.bits(4); // sps_video_parameter_set_id
        int subLayers = bits.bits(3);
        boolean nested = bits.flag();
        var profile = new byte[PROFILE_BYTES];
        for (int i = 0; i < PROFILE_BYTES; i++) profile[i] = (byte) bits.bits(8);
        skipSubLayers(bits, subLayers);
        bits.unsigned(); // sps_seq_parameter_set_id
        int chroma = bits.unsigned();
        boolean separatePlanes = chroma == 3 && bits.flag();
        long width = bits.unsigned();
        long height = bits.unsigned();
        if (bits.flag()) {
            int unitX = (chroma == 1 || chroma == 2) && !separatePlanes ? 2 : 1;
            int unitY = chroma == 1 ? 2 : 1;
            width -= (long) unitX * (bits.unsigned() + (long) bits.unsigned());
            height -= (long) unitY * (bits.unsigned() + (long) bits.unsigned());
        }
        int luma = 8 + bits.unsigned();
        int chromaDepth = 8 + bits.unsigned();
        return new HevcSequenceParameterSet(
                profile,
                subLayers + 1,
                nested,
                PictureSize.side(width),
                PictureSize.side(height),
                chroma,
                luma,
                chromaDepth);
    }

    private static void skipSubLayers(BitReader bits, int subLayers) {
        if (subLayers == 0) return;
        var hasProfile = new boolean[subLayers];
        var hasLevel = new boolean[subLayers];
        for (int i = 0; i < subLayers; i++) {
            hasProfile[i] = bits.flag();
            hasLevel[i] = bits.flag();
        }
        for (int i = subLayers; i < 8; i++) bits.bits(2);
        for (int i = 0; i < subLayers; i++) {
            for (int skip = hasProfile[i] ? 11 : 0; skip > 0; skip--) bits.bits(8);
            if (hasLevel[i]) bits.bits(8);
        }
    }
}
