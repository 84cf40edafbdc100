package metro.cctv.simulator.rtsp;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import metro.cctv.rtsp.FramePacketiser;
import metro.cctv.rtsp.MediaFrame;
import metro.cctv.rtsp.SenderReport;
import metro.cctv.rtsp.VideoCoding;
import metro.cctv.simulator.rtp.RtpTimeline;
import metro.cctv.simulator.video.AccessUnit;
import metro.cctv.simulator.video.EncodedLoop;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stream of one camera. All viewers share its timeline: the frame on show follows from the time since the camera
 * started, whoever looks. Without viewers it costs nothing. Event loop only.
 */
final class LiveStream {
    static final int VIDEO_PAYLOAD_TYPE = 96;
    /** Fits a 1500-byte MTU with room for tunnels. */
    static final int MAX_PAYLOAD_BYTES = 1400;

    private static final Logger log = LoggerFactory.getLogger(LiveStream.class);
    private static final long REPORT_EVERY_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final EventLoop eventLoop;
    private final String cname;
    private final EncodedLoop loop;
    private final StreamStart start;
    private final FramePacketiser packetiser;
    private final RtpTimeline timeline;
    private final int ssrc;
    private final SilentAudio audio;
    private final @Nullable Detour detour;
    private final Set<Viewer> viewers = new LinkedHashSet<>();
    private int mostViewers;
    private long nextFrame;
    private boolean ticking;
    private boolean silent;
    /** With a detour packets are counted as they go: nobody knows in advance how many there will be. */
    private int nextSequence;

    private @Nullable FramePacketiser livePacketiser;
    private @Nullable ByteBuffer liveSps;

    LiveStream(
            EventLoop eventLoop, String cname, EncodedLoop loop, StreamStart start, int seed, @Nullable Detour detour) {
        this.eventLoop = eventLoop;
        this.cname = cname;
        this.loop = loop;
        this.start = start;
        this.packetiser = new FramePacketiser(coding(loop), loop.parameterSets(), MAX_PAYLOAD_BYTES);
        this.ssrc = seed * 0x9E3779B9;
        this.timeline = new RtpTimeline(loop, packetiser, ssrc >>> 16, ssrc * 31);
        this.audio = new SilentAudio(loop.rate(), ssrc ^ 0x5A5A5A5A);
        this.detour = detour;
        this.nextSequence = ssrc >>> 16;
    }

    /**
     * When frame 0 was on show.
     *
     * @param nanos of {@link System#nanoTime}
     * @param cachedKeyFrame viewers begin with the last key frame at once instead of waiting for the next
     */
    record StreamStart(long nanos, boolean cachedKeyFrame) {}

    private static VideoCoding coding(EncodedLoop loop) {
        return loop.vps() == null ? VideoCoding.H264 : VideoCoding.H265;
    }

    EncodedLoop loop() {
        return loop;
    }

    RtpTimeline timeline() {
        return timeline;
    }

    SilentAudio audio() {
        return audio;
    }

    /** Whether RTP-Info can name the sequence number of a frame to come. */
    boolean isForeseeable() {
        return detour == null;
    }

    /** The key frame that a viewer who asks now begins with. */
    long firstFrameForNewViewer() {
        long onShow = loop.rate().indexAt(System.nanoTime() - start.nanos());
        return start.cachedKeyFrame() && detour == null
                ? loop.keyFrameAtOrBefore(onShow)
                : loop.nextKeyFrame(onShow + 1);
    }

    void add(Viewer viewer) {
        long onShow = loop.rate().indexAt(System.nanoTime() - start.nanos());
        // While ticking, frames before nextFrame will not come again on their own.
        long sentUntil = ticking ? nextFrame : onShow + 1;
        for (long frame = viewer.firstFrame(); frame < sentUntil; frame++) show(frame, List.of(viewer));
        viewers.add(viewer);
        mostViewers = Math.max(mostViewers, viewers.size());
        if (ticking) return;
        ticking = true;
        nextFrame = sentUntil;
        scheduleNext();
    }

    /** At the same time. */
    int mostViewers() {
        return mostViewers;
    }

    void remove(Viewer viewer) {
        viewers.remove(viewer);
    }

    /** Keeps sessions but sends nothing, like a camera whose encoder hangs. */
    void silence(boolean on) {
        silent = on;
    }

    boolean isSilent() {
        return silent;
    }

    private void scheduleNext() {
        long dueIn = start.nanos() + loop.rate().nanosAt(nextFrame) - System.nanoTime();
        eventLoop.schedule(this::tick, Math.max(dueIn, 0), TimeUnit.NANOSECONDS);
    }

    private void tick() {
        if (viewers.isEmpty()) {
            ticking = false;
            return;
        }
        long onShow = loop.rate().indexAt(System.nanoTime() - start.nanos());
        try {
            while (nextFrame <= onShow) {
                long frame = nextFrame++;
                if (!silent) show(frame);
            }
        } catch (RuntimeException e) {
            log.error("{}x{}: a frame could not be sent", loop.width(), loop.height(), e);
        } finally {
            scheduleNext();
        }
    }

    private void show(long frameIndex) {
        if (detour != null && detour.showing(frameIndex) instanceof Detour.Showing.Live live) {
            FramePacketiser packets = packetiserOf(live);
            for (Detour.Shot shot : live.shots()) show(shot.frame(), shot.unit(), packets, new ArrayList<>(viewers));
            return;
        }
        show(frameIndex, new ArrayList<>(viewers));
    }

    private FramePacketiser packetiserOf(Detour.Showing.Live live) {
        FramePacketiser known = livePacketiser;
        if (known == null || !live.sps().equals(liveSps)) {
            known = new FramePacketiser(VideoCoding.H264, List.of(live.sps(), live.pps()), MAX_PAYLOAD_BYTES);
            livePacketiser = known;
            liveSps = live.sps();
        }
        return known;
    }

    private void show(long frameIndex, List<Viewer> to) {
        show(frameIndex, loop.frame(frameIndex), packetiser, to);
    }

    private void show(long frameIndex, AccessUnit unit, FramePacketiser packets, List<Viewer> to) {
        Map<Integer, MediaFrame> byChannel = new HashMap<>();
        int sequence = detour == null ? timeline.sequenceOf(frameIndex) : nextSequence;
        for (Viewer viewer : to) {
            if (frameIndex < viewer.firstFrame()) continue;
            Outlet video = viewer.outlets().get(Track.VIDEO);
            if (video != null)
                viewer.send(
                        Track.VIDEO,
                        byChannel.computeIfAbsent(
                                video.channel(), channel -> videoFrame(frameIndex, unit, packets, sequence, channel)));
            Outlet sound = viewer.outlets().get(Track.AUDIO);
            if (sound != null) {
                MediaFrame frame = audio.frame(ByteBufAllocator.DEFAULT, frameIndex, sound.channel());
                viewer.send(Track.AUDIO, frame);
                frame.release();
            }
            long now = System.nanoTime();
            if (viewer.reportDue(now, REPORT_EVERY_NANOS)) report(viewer, now);
        }
        byChannel.values().forEach(MediaFrame::release);
        if (detour != null)
            nextSequence = (nextSequence + packets.packetCount(unit.keyFrame(), unit.nalUnits())) & 0xffff;
    }

    private MediaFrame videoFrame(
            long frameIndex, AccessUnit unit, FramePacketiser packets, int firstSequence, int channel) {
        int count = packets.packetCount(unit.keyFrame(), unit.nalUnits());
        MediaFrame frame = new MediaFrame(ByteBufAllocator.DEFAULT, unit.bytes() + packets.parameterSetBytes(), count);
        int[] sequence = {firstSequence};
        int timestamp = timeline.timestampOf(frameIndex);
        packets.packetise(
                unit.keyFrame(),
                unit.nalUnits(),
                (ByteBuffer head, ByteBuffer body, boolean last) -> frame.add(
                        channel, last, VIDEO_PAYLOAD_TYPE, sequence[0]++ & 0xffff, timestamp, ssrc, head, body));
        return frame;
    }

    private void report(Viewer viewer, long nowNanos) {
        long sinceStart = nowNanos - start.nanos();
        Instant now = Instant.now();
        viewer.outlets().forEach((track, outlet) -> {
            Viewer.Counter sent = viewer.counter(track);
            boolean video = track == Track.VIDEO;
            outlet.sendReport(new SenderReport(
                            video ? ssrc : audio.ssrc(),
                            now,
                            video ? timeline.timestampAt(sinceStart) : audio.timestampAt(sinceStart),
                            sent.packets(),
                            sent.octets())
                    .toBytes(cname));
        });
    }
}
