package metro.cctv.ingest.media;

/**
 * The codecs we take apart, and what their NAL unit types mean to us (table 7-1 of ITU-T H.264 and of H.265). Motion JPEG has
 * none: a picture is a JPEG (ISO 10918-1), and its "parameter set" is width and height, 16 bits each.
 */
public enum VideoCodec {
    H264(1) {
        @Override
        public int type(int firstByte) {
            return firstByte & 0x1F;
        }

        @Override
        public boolean isSlice(int type) {
            return type >= 1 && type <= KEY_SLICE;
        }

        @Override
        public boolean isKey(int type) {
            return type == KEY_SLICE;
        }

        @Override
        public boolean needsPictureBeforeKey(int type) {
            return false;
        }

        @Override
        public boolean isParameterSet(int type) {
            return type == SPS || type == PPS;
        }

        @Override
        public boolean isFiller(int type) {
            return type == 9 || type == 12;
        }
    },

    H265(2) {
        @Override
        public int type(int firstByte) {
            return firstByte >> 1 & 0x3F;
        }

        @Override
        public boolean isSlice(int type) {
            return type < HEVC_VPS;
        }

        @Override
        public boolean isKey(int type) {
            return type >= 16 && type <= 23;
        }

        @Override
        public boolean needsPictureBeforeKey(int type) {
            return type == 8 || type == 9;
        }

        @Override
        public boolean isParameterSet(int type) {
            return type >= HEVC_VPS && type <= HEVC_PPS;
        }

        @Override
        public boolean isFiller(int type) {
            return type >= 35 && type <= 38;
        }
    },

    MJPEG(0) {
        @Override
        public int type(int firstByte) {
            return 0;
        }

        @Override
        public boolean isSlice(int type) {
            return true;
        }

        @Override
        public boolean isKey(int type) {
            return true;
        }

        @Override
        public boolean needsPictureBeforeKey(int type) {
            return false;
        }

        @Override
        public boolean isParameterSet(int type) {
            return false;
        }

        @Override
        public boolean isFiller(int type) {
            return false;
        }
    };

    static final int SPS = 7;
    static final int PPS = 8;
    static final int HEVC_VPS = 32;
    static final int HEVC_SPS = 33;
    static final int HEVC_PPS = 34;
    private static final int KEY_SLICE = 5;

    private final int headerBytes;

    VideoCodec(int headerBytes) {
        this.headerBytes = headerBytes;
    }

    /** In front of every NAL unit. */
    public int headerBytes() {
        return headerBytes;
    }

    /** @param firstByte of the NAL unit's header */
    public abstract int type(int firstByte);

    /** Part of a coded picture. */
    public abstract boolean isSlice(int type);

    /** Of a picture that a decoder can begin with: IDR; in H.265 every IRAP. */
    public abstract boolean isKey(int type);

    /** H.265's RASL: shown before the key picture that it follows, and built on what came before that. */
    public abstract boolean needsPictureBeforeKey(int type);

    public abstract boolean isParameterSet(int type);

    /** Of no use in a file: delimiters and filler, in H.265 ends of sequence as well. */
    public abstract boolean isFiller(int type);
}
