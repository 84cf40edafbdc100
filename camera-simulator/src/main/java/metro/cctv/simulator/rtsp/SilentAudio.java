package metro.cctv.simulator.rtsp;

import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;
import java.util.Arrays;
import metro.cctv.rtsp.MediaFrame;
import metro.cctv.simulator.video.FrameRate;

/** A PCMU track of silence, one packet per picture, so that clients can prove that they drop audio. */
final class SilentAudio {
    private static final int SAMPLES_PER_SECOND = 8000;
    private static final int PCMU_PAYLOAD_TYPE = 0;
    private static final byte PCMU_ZERO = (byte) 0xff;

    private final FrameRate rate;
    private final int ssrc;

    SilentAudio(FrameRate rate, int ssrc) {
        this.rate = rate;
        this.ssrc = ssrc;
    }

    int ssrc() {
        return ssrc;
    }

    int sequenceOf(long frameIndex) {
        return (int) frameIndex & 0xffff;
    }

    int timestampOf(long frameIndex) {
        return timestampAt(rate.nanosAt(frameIndex));
    }

    int timestampAt(long nanosSinceFrameZero) {
        return (int) (nanosSinceFrameZero / 1_000_000 * SAMPLES_PER_SECOND / 1000);
    }

    MediaFrame frame(ByteBufAllocator allocator, long frameIndex, int channel) {
        int samples = timestampOf(frameIndex + 1) - timestampOf(frameIndex);
        byte[] silence = new byte[samples];
        Arrays.fill(silence, PCMU_ZERO);
        MediaFrame frame = new MediaFrame(allocator, samples, 1);
        frame.add(
                channel,
                false,
                PCMU_PAYLOAD_TYPE,
                sequenceOf(frameIndex),
                timestampOf(frameIndex),
                ssrc,
                ByteBuffer.wrap(silence));
        return frame;
    }
}
