package metro.cctv.bench.ingest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import metro.cctv.simulator.video.AccessUnit;
import metro.cctv.simulator.video.EncodedLoop;
import metro.cctv.simulator.video.FrameRate;

/** An H.264 byte stream with access unit delimiters (x264's {@code aud=1}) as a loop for the simulator. */
final class AnnexB {
    private static final int IDR = 5;
    private static final int SPS = 7;
    private static final int PPS = 8;
    private static final int DELIMITER = 9;

    private AnnexB() {}

    static EncodedLoop loop(Path file, int width, int height, int framesPerSecond) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        List<AccessUnit> frames = new ArrayList<>();
        List<ByteBuffer> unit = new ArrayList<>();
        ByteBuffer sps = null;
        ByteBuffer pps = null;
        boolean key = false;
        for (ByteBuffer nal : nals(bytes)) {
            int type = nal.get(0) & 0x1F;
            if (type == DELIMITER) {
                if (!unit.isEmpty()) frames.add(new AccessUnit(key, unit));
                unit = new ArrayList<>();
                key = false;
            } else if (type == SPS) sps = nal;
            else if (type == PPS) pps = nal;
            else if (type >= 1 && type <= IDR) {
                unit.add(nal);
                key |= type == IDR;
            }
        }
        if (!unit.isEmpty()) frames.add(new AccessUnit(key, unit));
        if (sps == null || pps == null) throw new IOException(file + ": no parameter sets");
        return new EncodedLoop(width, height, new FrameRate(framesPerSecond, 1), sps, pps, frames);
    }

    private static List<ByteBuffer> nals(byte[] bytes) {
        List<ByteBuffer> found = new ArrayList<>();
        int start = -1;
        for (int i = 0; i + 2 < bytes.length; i++) {
            if (bytes[i] != 0 || bytes[i + 1] != 0 || bytes[i + 2] != 1) continue;
            if (start >= 0) found.add(slice(bytes, start, i));
            start = i + 3;
            i += 2;
        }
        if (start >= 0) found.add(slice(bytes, start, bytes.length));
        return found;
    }

    /** Without the zero byte that belongs to a four-byte start code. */
    private static ByteBuffer slice(byte[] bytes, int from, int to) {
        int end = to;
        while (end > from && bytes[end - 1] == 0) end--;
        return ByteBuffer.wrap(bytes, from, end - from).slice();
    }
}
