package metro.cctv.ingest.rtsp;

import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.rtsp.RtspHeaderNames;
import io.netty.handler.codec.rtsp.RtspResponseStatuses;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import metro.cctv.ingest.media.AccessUnit;
import metro.cctv.ingest.relay.LiveCameras.LiveCamera;
import metro.cctv.ingest.relay.LiveDoor.Viewer;
import metro.cctv.ingest.relay.LiveViewer;
import metro.cctv.ingest.relay.Viewers;
import metro.cctv.ingest.relay.Viewers.End;
import metro.cctv.rtsp.MediaFrame;
import metro.cctv.rtsp.SessionState;
import metro.cctv.rtsp.VideoCoding;
import org.jspecify.annotations.Nullable;

/**
 * One stream of one camera for one client. Its requests come one after the other; from PLAY to its end the viewer's thread
 * sends.
 */
final class LiveSession implements Viewers.Line {
    private static final long REPORT_EVERY_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long PICTURE_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final long LEFT_WITHIN_MS = 3_000;

    private final String id;
    private final LivePath path;
    private final int rtpChannel;
    private final RtspConnection connection;
    private final RtpSender sender;
    private volatile @Nullable Play play;

    /** From PLAY to PAUSE or the end. */
    private static final class Play {
        private final FullHttpResponse answer;
        private final String track;
        private final CountDownLatch answered = new CountDownLatch(1);
        private final long askedNanos = System.nanoTime();
        private volatile @Nullable Thread thread;
        private @Nullable VideoCoding coding;
        private long reportedNanos;

        private Play(FullHttpResponse answer, String track) {
            this.answer = answer;
            this.track = track;
        }

        private boolean isAnswered() {
            return answered.getCount() == 0;
        }
    }

    LiveSession(String id, LivePath path, int rtpChannel, RtspConnection connection) {
        this.id = id;
        this.path = path;
        this.rtpChannel = rtpChannel;
        this.connection = connection;
        this.sender = new RtpSender(path.cameraId());
    }

    String id() {
        return id;
    }

    LivePath path() {
        return path;
    }

    SessionState state() {
        return play == null ? SessionState.READY : SessionState.PLAYING;
    }

    boolean usesChannel(int channel) {
        return channel == rtpChannel || channel == rtpChannel + 1;
    }

    String transport() {
        return "RTP/AVP/TCP;unicast;interleaved=%d-%d".formatted(rtpChannel, rtpChannel + 1);
    }

    /**
     * Answers with the first picture, whose number and time the answer names, or after three seconds without one.
     *
     * @param answer given away
     * @param track the address of the track
     * @return false: there are too many viewers, and nothing was answered
     */
    boolean play(Viewers viewers, Viewer viewer, LiveCamera camera, FullHttpResponse answer, String track)
            throws InterruptedException {
        var begun = new Play(answer, track);
        play = begun;
        Thread thread = viewers.serve(viewer, camera, path.stream(), LiveViewer.Form.PICTURES, this);
        if (thread == null) {
            play = null;
            return false;
        }
        begun.thread = thread;
        begun.answered.await();
        return true;
    }

    /** Returns when nothing more is sent. */
    void pause() throws InterruptedException {
        Play playing = play;
        Thread thread = playing == null ? null : playing.thread;
        if (thread == null) return;
        thread.interrupt();
        thread.join(LEFT_WITHIN_MS);
        play = null;
    }

    @Override
    public boolean isOpen() {
        return connection.isOpen();
    }

    @Override
    public void send(LiveViewer.Message message) throws IOException, InterruptedException {
        if (!(message instanceof LiveViewer.Message.Picture(AccessUnit unit))) return;
        Play playing = play;
        if (playing == null) return;
        VideoCoding coding = LiveDescription.coding(unit.format());
        if (playing.coding == null) playing.coding = coding;
        else if (playing.coding != coding) throw new IOException("another codec: it must be described anew");
        if (!playing.isAnswered()) answer(playing, ";rtptime=" + Integer.toUnsignedString(sender.timestampOf(unit)));
        MediaFrame frame = sender.packets(connection.allocator(), unit, rtpChannel);
        try {
            connection.sendMedia(frame.interleaved());
        } finally {
            frame.release();
        }
    }

    @Override
    public void turn(long nowNanos) {
        Play playing = play;
        if (playing == null) return;
        if (!playing.isAnswered() && nowNanos - playing.askedNanos > PICTURE_WITHIN_NANOS) answer(playing, "");
        boolean due = playing.reportedNanos == 0 || nowNanos - playing.reportedNanos > REPORT_EVERY_NANOS;
        if (playing.coding == null || !due) return;
        playing.reportedNanos = nowNanos;
        connection.sendReport(rtpChannel + 1, sender.report());
    }

    @Override
    public void end(End end) {
        Play playing = play;
        if (playing != null && !playing.isAnswered()) refuse(playing, statusOf(end));
        if (end == End.LEFT) return;
        play = null;
        connection.over(this, sender.goodbye(), rtpChannel + 1);
    }

    /** Media must not overtake the answer that announces it: both go out from this thread. */
    private void answer(Play playing, String time) {
        playing.answer
                .headers()
                .set(RtspHeaderNames.RTP_INFO, "url=" + playing.track + ";seq=" + sender.nextSequence() + time);
        connection.answer(playing.answer);
        playing.answered.countDown();
    }

    private void refuse(Play playing, HttpResponseStatus status) {
        playing.answer.setStatus(status);
        playing.answer.headers().remove(RtspHeaderNames.RANGE);
        connection.answer(playing.answer);
        playing.answered.countDown();
    }

    private static HttpResponseStatus statusOf(End end) {
        return switch (end) {
            case RIGHT_ENDED -> RtspResponseStatuses.FORBIDDEN;
            case UNKNOWN_CAMERA -> RtspResponseStatuses.NOT_FOUND;
            case LEFT, CONFIGURED_ANEW, TOO_SLOW -> RtspResponseStatuses.SERVICE_UNAVAILABLE;
        };
    }
}
