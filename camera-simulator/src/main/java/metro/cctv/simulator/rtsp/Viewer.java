package metro.cctv.simulator.rtsp;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import metro.cctv.rtsp.MediaFrame;

/** One client's run of a stream, from PLAY to PAUSE or the end. */
final class Viewer {
    private final long firstFrame;
    private final Map<Track, Outlet> outlets;
    private final Map<Track, Counter> counters = new EnumMap<>(Track.class);
    private final Runnable cut;
    private long lastReportNanos;
    private boolean reported;

    /**
     * @param firstFrame a key frame
     * @param cut closes a client that cannot keep up
     */
    Viewer(long firstFrame, Map<Track, Outlet> outlets, Runnable cut) {
        this.firstFrame = firstFrame;
        this.outlets = new EnumMap<>(outlets);
        this.cut = cut;
        for (Track track : outlets.keySet()) counters.put(track, new Counter());
    }

    /** What was sent to this client on one track. */
    static final class Counter {
        private int packets;
        private int octets;

        int packets() {
            return packets;
        }

        int octets() {
            return octets;
        }
    }

    long firstFrame() {
        return firstFrame;
    }

    Map<Track, Outlet> outlets() {
        return outlets;
    }

    Counter counter(Track track) {
        return Objects.requireNonNull(counters.get(track));
    }

    void send(Track track, MediaFrame frame) {
        Outlet outlet = outlets.get(track);
        if (outlet == null) return;
        Counter counter = counter(track);
        if (!outlet.send(frame)) {
            cut.run();
            return;
        }
        counter.packets += frame.packets();
        counter.octets += frame.payloadBytes();
    }

    /** True once at the start and then every {@code everyNanos}. */
    boolean reportDue(long nowNanos, long everyNanos) {
        if (reported && nowNanos - lastReportNanos < everyNanos) return false;
        reported = true;
        lastReportNanos = nowNanos;
        return true;
    }
}
