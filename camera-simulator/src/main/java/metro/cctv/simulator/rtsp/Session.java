package metro.cctv.simulator.rtsp;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.EnumMap;
import java.util.Map;
import metro.cctv.rtsp.SessionState;
import org.jspecify.annotations.Nullable;

/** An RTSP session: the tracks of one stream for one client. Event loop only. */
final class Session {
    private final String id;
    private final LiveStream stream;
    private final Channel connection;
    private final Map<Track, Outlet> outlets = new EnumMap<>(Track.class);
    private SessionState state = SessionState.INIT;
    private @Nullable Viewer viewer;
    private long lastSignNanos = System.nanoTime();

    Session(String id, LiveStream stream, Channel connection) {
        this.id = id;
        this.stream = stream;
        this.connection = connection;
    }

    String id() {
        return id;
    }

    LiveStream stream() {
        return stream;
    }

    Channel connection() {
        return connection;
    }

    SessionState state() {
        return state;
    }

    Map<Track, Outlet> outlets() {
        return outlets;
    }

    /** Interleaved media dies with its connection; datagrams live until TEARDOWN or the timeout. */
    boolean boundToConnection() {
        return outlets.isEmpty() || outlets.values().stream().anyMatch(Outlet.Interleaved.class::isInstance);
    }

    void setUp(Track track, Outlet outlet) {
        outlets.put(track, outlet);
        state = SessionState.READY;
    }

    boolean usesChannel(int channel) {
        return outlets.values().stream()
                .anyMatch(outlet -> outlet instanceof Outlet.Interleaved(var ctx, int rtp, int rtcp)
                        && (rtp == channel || rtcp == channel));
    }

    boolean reportsFrom(InetSocketAddress rtcpAddress) {
        return outlets.values().stream()
                .anyMatch(outlet -> outlet instanceof Outlet.Datagrams datagrams
                        && datagrams.rtcpTo().equals(rtcpAddress));
    }

    /** @param firstFrame a key frame */
    void play(long firstFrame) {
        if (viewer != null) return;
        state = SessionState.PLAYING;
        viewer = new Viewer(firstFrame, outlets, connection::close);
        stream.add(viewer);
    }

    void pause() {
        if (viewer != null) stream.remove(viewer);
        viewer = null;
        if (state == SessionState.PLAYING) state = SessionState.READY;
    }

    void end() {
        pause();
        state = SessionState.INIT;
        outlets.clear();
    }

    /** The client is alive: a request, a receiver report. */
    void sign() {
        lastSignNanos = System.nanoTime();
    }

    long silentForNanos(long nowNanos) {
        return nowNanos - lastSignNanos;
    }
}
