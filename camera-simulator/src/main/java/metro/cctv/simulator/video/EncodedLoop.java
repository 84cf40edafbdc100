package metro.cctv.simulator.video;

import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An endless clip: access units without B frames, the first one a key frame. Shared by all viewers, never changed.
 *
 * @param vps video parameter set of an H.265 loop; null: H.264
 * @param sps sequence parameter set, the same for the whole loop
 * @param pps picture parameter set, the same for the whole loop
 */
public record EncodedLoop(
        int width,
        int height,
        FrameRate rate,
        @Nullable ByteBuffer vps,
        ByteBuffer sps,
        ByteBuffer pps,
        List<AccessUnit> frames) {

    public EncodedLoop {
        frames = List.copyOf(frames);
        if (frames.isEmpty() || !frames.getFirst().keyFrame())
            throw new IllegalArgumentException("a loop begins with a key frame");
        if (sps.remaining() < 4) throw new IllegalArgumentException("sps: too short");
    }

    /** H.264. */
    public EncodedLoop(int width, int height, FrameRate rate, ByteBuffer sps, ByteBuffer pps, List<AccessUnit> frames) {
        this(width, height, rate, null, sps, pps, frames);
    }

    /** As they go in front of a key frame. */
    public List<ByteBuffer> parameterSets() {
        return vps == null ? List.of(sps, pps) : List.of(vps, sps, pps);
    }

    public AccessUnit frame(long index) {
        return frames.get((int) (index % frames.size()));
    }

    /** The newest key frame at or before {@code index}. */
    public long keyFrameAtOrBefore(long index) {
        long found = index;
        while (!frame(found).keyFrame()) found--;
        return found;
    }

    public long nextKeyFrame(long index) {
        long found = index;
        while (!frame(found).keyFrame()) found++;
        return found;
    }

    public long bytes() {
        long bytes = 0;
        for (AccessUnit frame : frames) bytes += frame.bytes();
        return bytes;
    }

    /** Mean bits per second over one round. */
    public long bitsPerSecond() {
        return Math.round(bytes() * 8 * rate.perSecond() / frames.size());
    }
}
