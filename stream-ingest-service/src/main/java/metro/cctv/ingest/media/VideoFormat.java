package metro.cctv.ingest.media;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a decoder must know before the first picture. Two formats with the same parameter sets are equal. */
public final class VideoFormat {
    private static final int MAX_PICTURE_SETS = 16;

    private final byte[] sps;
    private final List<byte[]> pps;
    private final SequenceParameterSet sequence;

    private VideoFormat(byte[] sps, List<byte[]> pps, SequenceParameterSet sequence) {
        this.sps = sps;
        this.pps = pps;
        this.sequence = sequence;
    }

    /**
     * @param sps NAL unit with its header, kept
     * @param pps at least one, kept
     * @return empty when the SPS cannot be read or there is no PPS
     */
    public static Optional<VideoFormat> of(byte[] sps, List<byte[]> pps) {
        if (pps.isEmpty() || pps.size() > MAX_PICTURE_SETS) return Optional.empty();
        return SequenceParameterSet.parse(sps).map(sequence -> new VideoFormat(sps, List.copyOf(pps), sequence));
    }

    public int width() {
        return sequence.width();
    }

    public int height() {
        return sequence.height();
    }

    /** RFC 6381, e.g. {@code avc1.42c01f}. */
    public String codecs() {
        return sequence.codecs();
    }

    public byte[] sps() {
        return sps;
    }

    public List<byte[]> pps() {
        return pps;
    }

    /** AVCDecoderConfigurationRecord (ISO 14496-15 §5.3.3.1), 4-byte lengths; {@code avcC} and FFmpeg's extradata. */
    public byte[] decoderConfiguration() {
        var out = new Boxes(64 + sps.length);
        out.u8(1)
                .u8(sps[1])
                .u8(sps[2])
                .u8(sps[3])
                .u8(0xFF)
                .u8(0xE1)
                .u16(sps.length)
                .bytes(sps);
        out.u8(pps.size());
        for (byte[] set : pps) out.u16(set.length).bytes(set);
        if (sequence.hasChromaInfo())
            out.u8(0xFC | sequence.chromaFormat())
                    .u8(0xF8 | (sequence.lumaDepth() - 8))
                    .u8(0xF8 | (sequence.chromaDepth() - 8))
                    .u8(0);
        return out.toBytes();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof VideoFormat that)) return false;
        if (!Arrays.equals(sps, that.sps) || pps.size() != that.pps.size()) return false;
        for (int i = 0; i < pps.size(); i++) if (!Arrays.equals(pps.get(i), that.pps.get(i))) return false;
        return true;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sps);
    }

    @Override
    public String toString() {
        return codecs() + " " + width() + "x" + height();
    }
}
