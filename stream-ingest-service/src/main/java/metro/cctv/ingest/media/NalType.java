package metro.cctv.ingest.media;

/** {@code nal_unit_type} of H.264 (ITU-T H.264 table 7-1) and the two RTP packet types of RFC 6184 that cameras use. */
public final class NalType {
    public static final int SLICE = 1;
    public static final int KEY_SLICE = 5;
    public static final int SPS = 7;
    public static final int PPS = 8;
    public static final int DELIMITER = 9;
    public static final int FILLER = 12;
    public static final int STAP_A = 24;
    public static final int FU_A = 28;

    private NalType() {}

    /** Part of a coded picture. */
    public static boolean isSlice(int type) {
        return type >= SLICE && type <= KEY_SLICE;
    }
}
