package metro.cctv.ingest.relay;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import metro.cctv.contracts.health.StreamHealthChanged.State;
import metro.cctv.ingest.media.AccessUnit;
import metro.cctv.ingest.media.FragmentedMp4;
import metro.cctv.ingest.media.VideoFormat;
import metro.cctv.ingest.relay.LiveViewer.Form;
import metro.cctv.ingest.session.StreamStatus;
import org.jspecify.annotations.Nullable;

/**
 * One stream and its viewers. Keeps the GOP that is coming in, so that a viewer has a picture at once, and the complete one
 * before it; a few more only while somebody asks for HLS. Fragments are made only when somebody watches. All on the
 * stream's event loop.
 */
public final class LiveStream {
    private static final int MIN_COMPLETE = 1;
    /** A picture older than this is not live any more. */
    private static final long STALE_NANOS = 15_000_000_000L;

    private final Executor loop;
    private final RelaySettings settings;
    private final List<LiveViewer> viewers = new ArrayList<>();
    private final Deque<Gop> complete = new ArrayDeque<>();
    private final List<Waiting> waitingForGop = new ArrayList<>();
    private final List<CompletableFuture<VideoFormat>> waitingForFormat = new ArrayList<>();

    private IncomingGop current = new IncomingGop();
    private long gopNumber;
    private int formatNumber;
    private @Nullable VideoFormat format;
    private @Nullable AccessUnit last;
    private long frameTicks = FragmentedMp4.TICKS_PER_SECOND / 25;
    private long hlsAskedNanos;
    private boolean hlsWanted;
    private int fragments;
    /** Why there is no picture; null while there is one. */
    private LiveViewer.Message.@Nullable Trouble trouble;

    private long lastNanos = System.nanoTime();

    private record Waiting(CompletableFuture<Hls> answer, long sinceNanos) {}

    /** The complete GOPs, oldest first. */
    record Hls(List<Gop> gops) {}

    public LiveStream(Executor loop, RelaySettings settings) {
        this.loop = loop;
        this.settings = settings;
    }

    /** On the event loop. */
    public void accept(AccessUnit unit) {
        if (format == null || !format.equals(unit.format())) {
            format = unit.format();
            formatNumber++;
        }
        if (last != null)
            frameTicks = Math.clamp(unit.decodeTime90k() - last.decodeTime90k(), 1, FragmentedMp4.TICKS_PER_SECOND);
        if (unit.keyFrame()) finishGop(unit.decodeTime90k());
        last = unit;
        lastNanos = System.nanoTime();
        keep(unit);
        if (!waitingForFormat.isEmpty() && !current.isEmpty()) tellFormat();
        if (!viewers.isEmpty()) sendTo(viewers, unit);
    }

    /** On the event loop: tells the viewers when the picture stops. */
    public void stateChanged(StreamStatus status) {
        trouble = null;
        if (status.state() == State.ONLINE) return;
        if (!current.isEmpty()) {
            finishGop(current.last().decodeTime90k() + frameTicks);
        }
        last = null;
        var told = new LiveViewer.Message.Trouble(status.state(), status.cause(), status.detail());
        trouble = told;
        for (LiveViewer viewer : viewers) viewer.trouble(told);
    }

    void join(LiveViewer viewer) {
        loop.execute(() -> {
            if (!current.isEmpty() && last != null) {
                startFor(viewer, current.first());
                sendCached(viewer, last.decodeTime90k() + frameTicks);
            }
            if (trouble != null) viewer.trouble(trouble);
            viewers.add(viewer);
        });
    }

    void leave(LiveViewer viewer) {
        loop.execute(() -> viewers.remove(viewer));
    }

    /** Completes when there is a picture that a viewer can begin with. */
    public CompletableFuture<VideoFormat> format() {
        var answer = new CompletableFuture<VideoFormat>();
        loop.execute(() -> {
            waitingForFormat.removeIf(CompletableFuture::isDone);
            waitingForFormat.add(answer);
            if (!current.isEmpty() && System.nanoTime() - lastNanos < STALE_NANOS) tellFormat();
        });
        return answer;
    }

    private void tellFormat() {
        waitingForFormat.forEach(answer -> answer.complete(current.first().format()));
        waitingForFormat.clear();
    }

    /** Completes with at least one GOP, or when the stream has one. */
    CompletableFuture<Hls> hls() {
        var answer = new CompletableFuture<Hls>();
        loop.execute(() -> {
            hlsWanted = true;
            hlsAskedNanos = System.nanoTime();
            if (hlsAskedNanos - lastNanos > STALE_NANOS) complete.clear();
            waitingForGop.removeIf(waiting -> hlsAskedNanos - waiting.sinceNanos() > STALE_NANOS);
            if (complete.isEmpty()) waitingForGop.add(new Waiting(answer, hlsAskedNanos));
            else answer.complete(new Hls(List.copyOf(complete)));
        });
        return answer;
    }

    CompletableFuture<Optional<Gop>> gop(long number) {
        var answer = new CompletableFuture<Optional<Gop>>();
        loop.execute(() -> {
            hlsAskedNanos = System.nanoTime();
            answer.complete(
                    complete.stream().filter(gop -> gop.number() == number).findFirst());
        });
        return answer;
    }

    /** The init segment of this number, if a GOP that needs it is still there. */
    CompletableFuture<Optional<byte[]>> init(int number) {
        var answer = new CompletableFuture<Optional<byte[]>>();
        loop.execute(() -> answer.complete(complete.stream()
                .filter(gop -> gop.formatNumber() == number)
                .findFirst()
                .map(gop -> FragmentedMp4.initSegment(gop.format()))));
        return answer;
    }

    private void keep(AccessUnit unit) {
        if (current.isEmpty() && !unit.keyFrame()) return;
        if (!current.add(unit)) current = new IncomingGop();
    }

    private void finishGop(long endTime90k) {
        if (!current.isEmpty())
            complete.addLast(new Gop(++gopNumber, formatNumberOf(current.first()), current.units(), endTime90k));
        current = new IncomingGop();
        if (hlsWanted && System.nanoTime() - hlsAskedNanos > settings.hlsIdle().toNanos()) hlsWanted = false;
        int keep = hlsWanted ? settings.hlsWindow() : MIN_COMPLETE;
        while (complete.size() > keep) complete.removeFirst();
        if (!complete.isEmpty()) {
            waitingForGop.forEach(waiting -> waiting.answer().complete(new Hls(List.copyOf(complete))));
            waitingForGop.clear();
        }
    }

    private int formatNumberOf(AccessUnit first) {
        return format != null && format.equals(first.format()) ? formatNumber : formatNumber - 1;
    }

    private void sendTo(List<LiveViewer> all, AccessUnit unit) {
        byte[] fragment = null;
        for (LiveViewer viewer : all) {
            if (viewer.formatNumber() != formatNumber) {
                if (!unit.keyFrame()) continue;
                startFor(viewer, unit);
            }
            if (viewer.form() == Form.PICTURES) {
                viewer.picture(unit);
                continue;
            }
            if (fragment == null) fragment = fragment(List.of(unit), unit.decodeTime90k() + frameTicks);
            viewer.media(fragment, unit.keyFrame());
        }
    }

    private void sendCached(LiveViewer viewer, long endTime90k) {
        if (viewer.form() == Form.PICTURES) {
            current.units().forEach(viewer::picture);
            return;
        }
        boolean key = true;
        for (byte[] fragment : current.fragments(() -> ++fragments, endTime90k)) {
            viewer.media(fragment, key);
            key = false;
        }
    }

    private byte[] fragment(List<AccessUnit> units, long endTime90k) {
        return FragmentedMp4.fragment(++fragments, units, 0, endTime90k);
    }

    private void startFor(LiveViewer viewer, AccessUnit first) {
        VideoFormat wanted = first.format();
        viewer.formatNumber(formatNumber);
        if (viewer.form() == Form.PICTURES) return;
        long epochMs = (first.wallMicros() - first.decodeTime90k() * 100 / 9) / 1000;
        viewer.start(new LiveViewer.Message.Start(
                wanted.codecs(), wanted.width(), wanted.height(), epochMs, FragmentedMp4.initSegment(wanted)));
    }
}
