package metro.cctv.ingest.media;

import java.util.List;

/**
 * Fragmented MP4 (ISO 14496-12, one H.264, H.265 or Motion JPEG track, 90 kHz): an init segment {@code ftyp moov} and fragments {@code moof mdat}
 * that file players, Media Source Extensions and HLS all take.
 */
public final class FragmentedMp4 {
    public static final int TICKS_PER_SECOND = 90_000;

    private static final int TRACK = 1;
    private static final int MAX_TICKS = 60 * TICKS_PER_SECOND;
    private static final long KEY_SAMPLE = 0x0200_0000L;
    private static final long OTHER_SAMPLE = 0x0101_0000L;
    private static final int[] MATRIX = {0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000};

    private FragmentedMp4() {}

    public static byte[] initSegment(VideoFormat format) {
        var out = new Boxes(1024);
        out.box(
                "ftyp",
                () -> out.text("iso6")
                        .u32(1)
                        .text("iso6")
                        .text(sampleEntry(format))
                        .text("mp41")
                        .text("dash"));
        out.box("moov", () -> {
            movieHeader(out);
            out.box("trak", () -> track(out, format));
            out.box(
                    "mvex",
                    () -> out.fullBox(
                            "trex",
                            0,
                            0,
                            () -> out.u32(TRACK).u32(1).u32(0).u32(0).u32(0)));
        });
        return out.toBytes();
    }

    /**
     * {@code moof} and the {@code mdat} header; the units' bytes follow as they are.
     *
     * @param units in decode order, at least one
     * @param origin90k subtracted from decode times, so that a file starts at 0
     * @param endTime90k decode time of what follows: the last unit lasts until then
     */
    public static byte[] fragmentHeader(int sequence, List<AccessUnit> units, long origin90k, long endTime90k) {
        var out = new Boxes(128 + units.size() * 16);
        fragmentHeader(out, sequence, units, origin90k, endTime90k);
        return out.toBytes();
    }

    /** The whole fragment in one array, see {@link #fragmentHeader}. */
    public static byte[] fragment(int sequence, List<AccessUnit> units, long origin90k, long endTime90k) {
        long mediaBytes = mediaBytes(units);
        var out = new Boxes(Math.toIntExact(128 + units.size() * 16L + mediaBytes));
        fragmentHeader(out, sequence, units, origin90k, endTime90k);
        for (var unit : units) out.bytes(unit.data(), unit.length());
        return out.toBytes();
    }

    public static long mediaBytes(List<AccessUnit> units) {
        long sum = 0;
        for (var unit : units) sum += unit.length();
        return sum;
    }

    private static void fragmentHeader(
            Boxes out, int sequence, List<AccessUnit> units, long origin90k, long endTime90k) {
        var dataOffset = new int[1];
        out.box("moof", () -> {
            out.fullBox("mfhd", 0, 0, () -> out.u32(sequence));
            out.box("traf", () -> {
                out.fullBox("tfhd", 0, 0x020000, () -> out.u32(TRACK));
                out.fullBox("tfdt", 1, 0, () -> out.u64(units.getFirst().decodeTime90k() - origin90k));
                // data offset, and per sample: duration, size, flags, signed composition offset
                out.fullBox("trun", 1, 0x000F01, () -> dataOffset[0] = samples(out, units, endTime90k));
            });
        });
        out.put32(dataOffset[0], out.size() + 8);
        out.u32(8 + mediaBytes(units)).text("mdat");
    }

    /** @return where the data offset stands */
    private static int samples(Boxes out, List<AccessUnit> units, long endTime90k) {
        out.u32(units.size());
        int dataOffset = out.size();
        out.u32(0);
        for (int i = 0; i < units.size(); i++) {
            var unit = units.get(i);
            long next = i + 1 < units.size() ? units.get(i + 1).decodeTime90k() : endTime90k;
            out.u32(Math.clamp(next - unit.decodeTime90k(), 1, MAX_TICKS));
            out.u32(unit.length());
            out.u32(unit.keyFrame() ? KEY_SAMPLE : OTHER_SAMPLE);
            out.u32(unit.compositionOffset90k());
        }
        return dataOffset;
    }

    private static void movieHeader(Boxes out) {
        out.fullBox("mvhd", 0, 0, () -> {
            out.u32(0)
                    .u32(0)
                    .u32(TICKS_PER_SECOND)
                    .u32(0)
                    .u32(0x10000)
                    .u16(0x100)
                    .zeros(10);
            for (int cell : MATRIX) out.u32(cell);
            out.zeros(24).u32(TRACK + 1);
        });
    }

    private static void track(Boxes out, VideoFormat format) {
        out.fullBox("tkhd", 0, 3, () -> {
            out.u32(0)
                    .u32(0)
                    .u32(TRACK)
                    .u32(0)
                    .u32(0)
                    .zeros(8)
                    .u16(0)
                    .u16(0)
                    .u16(0)
                    .u16(0);
            for (int cell : MATRIX) out.u32(cell);
            out.u32((long) format.width() << 16).u32((long) format.height() << 16);
        });
        out.box("mdia", () -> {
            out.fullBox(
                    "mdhd",
                    0,
                    0,
                    () -> out.u32(0)
                            .u32(0)
                            .u32(TICKS_PER_SECOND)
                            .u32(0)
                            .u16(0x55C4)
                            .u16(0));
            out.fullBox(
                    "hdlr",
                    0,
                    0,
                    () -> out.u32(0).text("vide").zeros(12).text("video").u8(0));
            out.box("minf", () -> {
                out.fullBox("vmhd", 0, 1, () -> out.zeros(8));
                out.box(
                        "dinf",
                        () -> out.fullBox("dref", 0, 0, () -> {
                            out.u32(1);
                            out.fullBox("url ", 0, 1, () -> {});
                        }));
                out.box("stbl", () -> sampleTable(out, format));
            });
        });
    }

    private static void sampleTable(Boxes out, VideoFormat format) {
        out.fullBox("stsd", 0, 0, () -> {
            out.u32(1);
            out.box(sampleEntry(format), () -> {
                out.zeros(6).u16(1).zeros(16).u16(format.width()).u16(format.height());
                out.u32(0x480000).u32(0x480000).u32(0).u16(1).zeros(32).u16(24).u16(0xFFFF);
                out.box(configurationBox(format), () -> out.bytes(format.decoderConfiguration()));
            });
        });
        out.fullBox("stts", 0, 0, () -> out.u32(0));
        out.fullBox("stsc", 0, 0, () -> out.u32(0));
        out.fullBox("stsz", 0, 0, () -> out.u32(0).u32(0));
        out.fullBox("stco", 0, 0, () -> out.u32(0));
    }

    private static String sampleEntry(VideoFormat format) {
        return switch (format.codec()) {
            case H264 -> "avc1";
            case H265 -> "hvc1";
            case MJPEG -> "mp4v";
        };
    }

    private static String configurationBox(VideoFormat format) {
        return switch (format.codec()) {
            case H264 -> "avcC";
            case H265 -> "hvcC";
            case MJPEG -> "esds";
        };
    }
}
