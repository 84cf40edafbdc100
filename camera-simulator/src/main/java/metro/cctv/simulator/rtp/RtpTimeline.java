package metro.cctv.simulator.rtp;

import metro.cctv.rtsp.FramePacketiser;
import metro.cctv.simulator.video.AccessUnit;
import metro.cctv.simulator.video.EncodedLoop;
import metro.cctv.simulator.video.FrameRate;

/**
 * RTP sequence numbers and timestamps of an endless loop as pure functions of the frame number. That is why every viewer
 * sees the same packets, and why RTP-Info can name a key frame that has not been sent yet.
 */
public final class RtpTimeline {
    private final FrameRate rate;
    private final int firstSequence;
    private final int firstTimestamp;
    /** packetsBefore[i]: packets of one round before its frame i; the last entry is the whole round. */
    private final int[] packetsBefore;

    public RtpTimeline(EncodedLoop loop, FramePacketiser packetiser, int firstSequence, int firstTimestamp) {
        this.rate = loop.rate();
        this.firstSequence = firstSequence;
        this.firstTimestamp = firstTimestamp;
        this.packetsBefore = new int[loop.frames().size() + 1];
        for (int i = 0; i < loop.frames().size(); i++) {
            AccessUnit frame = loop.frames().get(i);
            packetsBefore[i + 1] = packetsBefore[i] + packetiser.packetCount(frame.keyFrame(), frame.nalUnits());
        }
    }

    /** Sequence number of the first packet of a frame, 0 to 65535. */
    public int sequenceOf(long frameIndex) {
        int perRound = packetsBefore.length - 1;
        long packets = frameIndex / perRound * packetsBefore[perRound] + packetsBefore[(int) (frameIndex % perRound)];
        return (int) (firstSequence + packets) & 0xffff;
    }

    /** 90 kHz, wraps at 2^32. */
    public int timestampOf(long frameIndex) {
        return (int) (firstTimestamp + rate.rtpTicksAt(frameIndex));
    }

    /** The RTP clock at a moment between frames, for sender reports. */
    public int timestampAt(long nanosSinceFrameZero) {
        long seconds = nanosSinceFrameZero / 1_000_000_000L;
        long rest = nanosSinceFrameZero % 1_000_000_000L;
        return (int)
                (firstTimestamp + seconds * FrameRate.RTP_CLOCK_HZ + rest * FrameRate.RTP_CLOCK_HZ / 1_000_000_000L);
    }
}
