package metro.cctv.simulator;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import metro.cctv.simulator.video.AccessUnit;
import metro.cctv.simulator.video.EncodedLoop;
import metro.cctv.simulator.video.FrameRate;

/** Loops for tests that never decode: nothing to encode, any size. */
public final class FakeLoops {
    private FakeLoops() {}

    /** A key frame every five frames; each picture is one NAL unit. */
    public static EncodedLoop of(int framesPerSecond, int frames, int bytesPerFrame) {
        List<AccessUnit> units = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            boolean key = i % 5 == 0;
            units.add(new AccessUnit(key, List.of(nal(key ? 0x65 : 0x41, bytesPerFrame, i))));
        }
        return new EncodedLoop(64, 64, FrameRate.of(framesPerSecond), nal(0x67, 12, 0x42), nal(0x68, 4, 1), units);
    }

    private static ByteBuffer nal(int header, int bytes, int fill) {
        byte[] nal = new byte[bytes];
        java.util.Arrays.fill(nal, (byte) fill);
        nal[0] = (byte) header;
        return ByteBuffer.wrap(nal);
    }
}
