package metro.cctv.ingest.media;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a decoder must know before the first picture. Two formats with the same parameter sets are equal. */
public final class VideoFormat {
    private static final int MAX_PICTURE_SETS = 16;

    private final VideoCodec codec;
    private final String codecs;
    private final int width;
    private final int height;
    private final List<byte[]> vps;
    private final byte[] sps;
    private final List<byte[]> pps;
    private final byte[] decoderConfiguration;

    private VideoFormat(
            VideoCodec codec,
            String codecs,
            int width,
            int height,
            List<byte[]> vps,
            byte[] sps,
            List<byte[]> pps,
            byte[] decoderConfiguration) {
        this.codec = codec;
        this.codecs = codecs;
        this.width = width;
        this.height = height;
        this.vps = List.copyOf(vps);
        this.sps = sps;
        this.pps = List.copyOf(pps);
        this.decoderConfiguration = decoderConfiguration;
    }

    /**
     * H.264.
     *
     * @param sps NAL unit with its header
     * @param pps at least one, kept
     * @return empty when the SPS cannot be read or there is no PPS
     */
    public static Optional<VideoFormat> of(byte[] sps, List<byte[]> pps) {
        if (pps.isEmpty() || pps.size() > MAX_PICTURE_SETS) return Optional.empty();
        return SequenceParameterSet.parse(sps)
                .map(read -> new VideoFormat(
                        VideoCodec.H264,
                        read.codecs(),
                        read.width(),
                        read.height(),
                        List.of(),
                        sps,
                        pps,
                        avcConfiguration(read, sps, pps)));
    }

    /** H.265; see {@link #of}. */
    public static Optional<VideoFormat> hevc(byte[] vps, byte[] sps, List<byte[]> pps) {
        if (pps.isEmpty() || pps.size() > MAX_PICTURE_SETS) return Optional.empty();
        return HevcSequenceParameterSet.parse(sps)
                .map(read -> new VideoFormat(
                        VideoCodec.H265,
                        read.codecs(),
                        read.width(),
                        read.height(),
                        List.of(vps),
                        sps,
                        pps,
                        hevcConfiguration(read, vps, sps, pps)));
    }

    /** Motion JPEG. @param size width and height, 16 bits each */
    public static Optional<VideoFormat> mjpeg(byte[] size) {
        if (size.length != 4) return Optional.empty();
        int width = (size[0] & 0xFF) << 8 | size[1] & 0xFF;
        int height = (size[2] & 0xFF) << 8 | size[3] & 0xFF;
        if (width == 0 || height == 0) return Optional.empty();
        return Optional.of(new VideoFormat(
                VideoCodec.MJPEG, "mp4v.6c", width, height, List.of(), size, List.of(), jpegConfiguration()));
    }

    public VideoCodec codec() {
        return codec;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** RFC 6381, e.g. {@code avc1.42c01f}, {@code hvc1.1.6.L93.B0} or {@code mp4v.6c} (Motion JPEG). */
    public String codecs() {
        return codecs;
    }

    /** Of H.265; empty: none. */
    public List<byte[]> vps() {
        return vps;
    }

    /** NAL unit with its header. Not to be written into. */
    public byte[] sps() {
        return sps;
    }

    public List<byte[]> pps() {
        return pps;
    }

    /**
     * The record in {@code avcC} or {@code hvcC}, with 4-byte lengths: FFmpeg's extradata; of Motion JPEG what stands in
     * {@code esds}. Not to be written into.
     */
    public byte[] decoderConfiguration() {
        return decoderConfiguration;
    }

    /** AVCDecoderConfigurationRecord, ISO 14496-15 §5.3.3.1. */
    private static byte[] avcConfiguration(SequenceParameterSet sequence, byte[] sps, List<byte[]> pps) {
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

    /** HEVCDecoderConfigurationRecord, ISO 14496-15 §8.3.3.1; all parameter sets are here and none in the pictures. */
    private static byte[] hevcConfiguration(
            HevcSequenceParameterSet sequence, byte[] vps, byte[] sps, List<byte[]> pps) {
        var out = new Boxes(128 + vps.length + sps.length);
        out.u8(1).bytes(sequence.profileTierLevel());
        out.u16(0xF000); // min_spatial_segmentation_idc: unknown
        out.u8(0xFC); // parallelismType: unknown
        out.u8(0xFC | sequence.chromaFormat());
        out.u8(0xF8 | (sequence.lumaDepth() - 8)).u8(0xF8 | (sequence.chromaDepth() - 8));
        out.u16(0); // avgFrameRate: unknown
        out.u8(sequence.temporalLayers() << 3 | (sequence.temporalIdNested() ? 4 : 0) | 3);
        out.u8(3);
        hevcArray(out, VideoCodec.HEVC_VPS, List.of(vps));
        hevcArray(out, VideoCodec.HEVC_SPS, List.of(sps));
        hevcArray(out, VideoCodec.HEVC_PPS, pps);
        return out.toBytes();
    }

    private static void hevcArray(Boxes out, int type, List<byte[]> sets) {
        out.u8(0x80 | type).u16(sets.size());
        for (byte[] set : sets) out.u16(set.length).bytes(set);
    }

    /** ES_Descriptor of ISO 14496-1: visual stream, object type 0x6C (JPEG). */
    private static byte[] jpegConfiguration() {
        var out = new Boxes(32);
        out.u32(0).u8(3).u8(21).u16(1).u8(0);
        out.u8(4).u8(13).u8(0x6C).u8(0x11).zeros(3).u32(0).u32(0);
        out.u8(6).u8(1).u8(2);
        return out.toBytes();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof VideoFormat that
                        && codec == that.codec
                        && width == that.width
                        && height == that.height
                        && Arrays.equals(decoderConfiguration, that.decoderConfiguration));
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(decoderConfiguration);
    }

    @Override
    public String toString() {
        return codecs + " " + width + "x" + height;
    }
}
