package metro.cctv.simulator.video;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An H.264 or H.265 byte stream with access unit delimiters (x264's and x265's {@code aud=1}), no B frames, as a loop. */
public final class ByteStreamLoop {
    private final boolean hevc;
    private final List<AccessUnit> frames = new ArrayList<>();
    private List<ByteBuffer> unit = new ArrayList<>();
    private boolean key;
    private @Nullable ByteBuffer vps;
    private @Nullable ByteBuffer sps;
    private @Nullable ByteBuffer pps;

    private ByteStreamLoop(boolean hevc) {
        this.hevc = hevc;
    }

    /** @param bytes kept */
    public static EncodedLoop h264(byte[] bytes, int width, int height, FrameRate rate) throws IOException {
        return new ByteStreamLoop(false).read(bytes, width, height, rate);
    }

    /** @param bytes kept */
    public static EncodedLoop h265(byte[] bytes, int width, int height, FrameRate rate) throws IOException {
        return new ByteStreamLoop(true).read(bytes, width, height, rate);
    }

    private EncodedLoop read(byte[] bytes, int width, int height, FrameRate rate) throws IOException {
        for (ByteBuffer nal : AnnexB.split(ByteBuffer.wrap(bytes))) {
            if (hevc) hevcNal(nal);
            else avcNal(nal);
        }
        endOfUnit();
        if (sps == null || pps == null || (hevc && vps == null)) throw new IOException("no parameter sets");
        return new EncodedLoop(width, height, rate, vps, sps, pps, frames);
    }

    private void avcNal(ByteBuffer nal) {
        int type = nal.get(0) & 0x1F;
        if (type == 9) endOfUnit();
        else if (type == 7) sps = nal;
        else if (type == 8) pps = nal;
        else if (type >= 1 && type <= 5) slice(nal, type == 5);
    }

    private void hevcNal(ByteBuffer nal) {
        int type = nal.get(0) >> 1 & 0x3F;
        if (type == 35) endOfUnit();
        else if (type == 32) vps = nal;
        else if (type == 33) sps = nal;
        else if (type == 34) pps = nal;
        else if (type < 32) slice(nal, type >= 16 && type <= 23);
    }

    private void slice(ByteBuffer nal, boolean ofKeyFrame) {
        unit.add(nal);
        key |= ofKeyFrame;
    }

    private void endOfUnit() {
        if (!unit.isEmpty()) frames.add(new AccessUnit(key, unit));
        unit = new ArrayList<>();
        key = false;
    }
}
