package metro.cctv.simulator.video;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** H.264 byte streams as encoders write them (ITU-T H.264 Annex B). */
public final class AnnexB {
    static final int IDR_SLICE = 5;
    static final int SEQUENCE_PARAMETER_SET = 7;
    static final int PICTURE_PARAMETER_SET = 8;

    private AnnexB() {}

    /** The NAL units between the start codes, as views of {@code stream}. */
    public static List<ByteBuffer> split(ByteBuffer stream) {
        List<ByteBuffer> units = new ArrayList<>();
        int start = nextStartCode(stream, stream.position());
        while (start < stream.limit()) {
            int begin = start + 3;
            int next = nextStartCode(stream, begin);
            int end = next;
            // Trailing zeros belong to the next four-byte start code, never to a NAL unit.
            while (end > begin && stream.get(end - 1) == 0) end--;
            if (end > begin) units.add(stream.slice(begin, end - begin));
            start = next;
        }
        return units;
    }

    static int type(ByteBuffer nalUnit) {
        return nalUnit.get(nalUnit.position()) & 0x1f;
    }

    /** Index of the next 00 00 01, or the limit. */
    private static int nextStartCode(ByteBuffer stream, int from) {
        for (int i = from; i + 3 <= stream.limit(); i++)
            if (stream.get(i) == 0 && stream.get(i + 1) == 0 && stream.get(i + 2) == 1) return i;
        return stream.limit();
    }
}
