package metro.cctv.analytics.detection;

import metro.cctv.analytics.detection.FrameRejected.Reason;
import metro.cctv.contracts.frame.FrameMetadata;

/** Size of a JPEG from its own header, before anything is decoded: a small file may claim a huge picture. */
record JpegSize(int width, int height) {
    private static final int MAX_PIXELS = 1920 * 1088;
    private static final int MIN_SIDE = 16;

    /** @throws FrameRejected when it is no whole baseline JPEG of a size that we take */
    static JpegSize of(byte[] jpeg) {
        if (jpeg.length > FrameMetadata.MAX_JPEG_BYTES)
            throw new FrameRejected(Reason.TOO_LARGE, "JPEG of " + jpeg.length + " bytes");
        if (jpeg.length < 4 || u16(jpeg, 0) != 0xffd8) throw broken("no JPEG");
        if (!endsWhole(jpeg)) throw broken("JPEG without an end");
        int at = 2;
        while (at + 9 < jpeg.length) {
            if ((jpeg[at] & 0xff) != 0xff) throw broken("no marker at byte " + at);
            int marker = jpeg[at + 1] & 0xff;
            if (marker == 0xff) {
                at++;
                continue;
            }
            if (marker == 0xc0 || marker == 0xc1 || marker == 0xc2)
                return checked(u16(jpeg, at + 7), u16(jpeg, at + 5));
            if (marker == 0xda || marker == 0xd9) break;
            at += 2 + u16(jpeg, at + 2);
        }
        throw broken("JPEG without a frame header");
    }

    private static JpegSize checked(int width, int height) {
        if (width < MIN_SIDE || height < MIN_SIDE) throw broken("picture of " + width + "x" + height);
        if (width * (long) height > MAX_PIXELS)
            throw new FrameRejected(Reason.TOO_LARGE, "picture of " + width + "x" + height + " pixels");
        return new JpegSize(width, height);
    }

    /** Encoders may pad with a few zeros. */
    private static boolean endsWhole(byte[] jpeg) {
        int end = jpeg.length;
        while (end > 2 && jpeg[end - 1] == 0) end--;
        return u16(jpeg, end - 2) == 0xffd9;
    }

    private static int u16(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
    }

    private static FrameRejected broken(String what) {
        return new FrameRejected(Reason.BROKEN_PICTURE, what);
    }
}
