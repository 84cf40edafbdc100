package metro.cctv.ingest.line;

import static java.util.Objects.requireNonNull;

import io.netty.channel.EventLoop;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import metro.cctv.contracts.camera.CameraConfigured;
import metro.cctv.contracts.camera.StreamAddress;
import metro.cctv.contracts.health.StreamHealthChanged;
import metro.cctv.contracts.health.StreamHealthChanged.Cause;
import metro.cctv.contracts.health.StreamHealthChanged.State;
import metro.cctv.ingest.frame.FramePipeline;
import metro.cctv.ingest.frame.FramePipeline.Sight;
import metro.cctv.ingest.media.AccessUnit;
import metro.cctv.ingest.record.Recorder;
import metro.cctv.ingest.relay.LiveCameras.LiveCamera;
import metro.cctv.ingest.relay.LiveStream;
import metro.cctv.ingest.session.AccessUnitSink;
import metro.cctv.ingest.session.StreamPull;
import metro.cctv.ingest.session.StreamStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One camera from its sessions to everything that lives on them. Main and sub-stream share an event loop. The same address
 * for both is pulled once. A part that fails takes no other part with it.
 */
final class CameraLine {
    private static final Logger log = LoggerFactory.getLogger(CameraLine.class);

    private final CameraConfigured camera;
    private final Recorder recorder;
    private final FramePipeline pictures;
    private final LiveStream mainLive;
    private final @Nullable LiveStream subLive;
    private final StreamPull main;
    private final @Nullable StreamPull sub;
    private final Consumer<StreamStatus> onState;
    private final EventLoop loop;
    private long failures;

    CameraLine(CameraConfigured camera, Parts parts, Consumer<StreamStatus> onState) {
        this.camera = camera;
        this.onState = onState;
        this.loop = parts.sessions().nextLoop();
        this.recorder = parts.recordings().recorder(camera.cameraId(), camera.districtCode());
        this.pictures = parts.frames()
                .pipeline(
                        camera.cameraId(),
                        camera.districtCode(),
                        camera.ptz(),
                        this::clockOffsetMs,
                        this::sightChanged);
        this.mainLive = new LiveStream(loop, parts.relay());
        StreamAddress mainAddress = requireNonNull(camera.mainStream(), "an active camera has a main stream");
        StreamAddress subAddress = camera.subStream();
        boolean hasSub = subAddress != null && !subAddress.url().equals(mainAddress.url());
        this.subLive = hasSub ? new LiveStream(loop, parts.relay()) : null;
        AccessUnitSink mainSink = hasSub ? this::recordAndRelay : this::recordRelayAndAnalyse;
        this.main = parts.sessions()
                .pull(
                        camera.cameraId(),
                        StreamHealthChanged.Stream.MAIN,
                        mainAddress,
                        refused -> parts.credentials().find(camera, refused),
                        loop,
                        mainSink,
                        this::mainChanged);
        this.sub = hasSub && subAddress != null
                ? parts.sessions()
                        .pull(
                                camera.cameraId(),
                                StreamHealthChanged.Stream.SUB,
                                subAddress,
                                refused -> parts.credentials().find(camera, refused),
                                loop,
                                this::relayAndAnalyse,
                                this::subChanged)
                : null;
    }

    void start() {
        main.start();
        if (sub != null) sub.start();
    }

    /** Closes the open segment and says good-bye to the camera. @return completes when nothing is pulled any more */
    CompletableFuture<?> stop() {
        CompletableFuture<?> mainClosed = main.stop();
        CompletableFuture<?> closed = sub == null ? mainClosed : CompletableFuture.allOf(mainClosed, sub.stop());
        pictures.close();
        return closed;
    }

    CameraConfigured camera() {
        return camera;
    }

    LiveCamera live() {
        return new LiveCamera(camera.cameraId(), camera.districtCode(), mainLive, subLive, pictures);
    }

    List<StreamStatus> statuses() {
        List<StreamStatus> all = new ArrayList<>();
        all.add(asSeen(main.status()));
        if (sub != null) all.add(sub.status());
        return all;
    }

    long segments() {
        return recorder.segments();
    }

    /** Whether the sessions must be opened anew for this configuration. */
    boolean mustRestartFor(CameraConfigured next) {
        return !java.util.Objects.equals(next.mainStream(), camera.mainStream())
                || !java.util.Objects.equals(next.subStream(), camera.subStream())
                || next.needsCredentials() != camera.needsCredentials()
                || next.ptz() != camera.ptz()
                || !next.districtCode().equals(camera.districtCode());
    }

    private long clockOffsetMs() {
        return Stream.of(sub, main)
                .filter(java.util.Objects::nonNull)
                .mapToLong(pull -> pull.status().clockOffsetMs())
                .findFirst()
                .orElse(0);
    }

    private void recordAndRelay(AccessUnit unit) {
        safely(() -> recorder.accept(unit));
        safely(() -> mainLive.accept(unit));
    }

    private void recordRelayAndAnalyse(AccessUnit unit) {
        recordAndRelay(unit);
        safely(() -> pictures.accept(unit));
    }

    private void relayAndAnalyse(AccessUnit unit) {
        if (subLive != null) safely(() -> subLive.accept(unit));
        safely(() -> pictures.accept(unit));
    }

    private void mainChanged(StreamStatus status) {
        if (status.state() == State.OFFLINE) safely(() -> recorder.interrupted(status.cause(), status.detail()));
        safely(() -> mainLive.stateChanged(status));
        if (sub == null && status.state() != State.ONLINE) pictures.forgetSight();
        onState.accept(asSeen(status));
    }

    private void subChanged(StreamStatus status) {
        if (subLive != null) safely(() -> subLive.stateChanged(status));
        onState.accept(status);
        if (status.state() == State.ONLINE || pictures.sight().cause() == Cause.NONE) return;
        pictures.forgetSight();
        tellSight();
    }

    /** Found by a decoder's thread; told on the camera's loop, or a dead camera's last word could be that it is covered. */
    private void sightChanged(Sight sight) {
        loop.execute(this::tellSight);
    }

    private void tellSight() {
        if (main.status().state() == State.ONLINE) onState.accept(asSeen(main.status()));
    }

    /** The camera's sight is told with its main stream, whichever stream it was found in. */
    private StreamStatus asSeen(StreamStatus status) {
        Sight sight = pictures.sight();
        Instant found = sight.since();
        if (status.state() != State.ONLINE || found == null) return status;
        Instant since = found.isAfter(status.since()) ? found : status.since();
        return sight.cause() == Cause.NONE
                ? status.because(status.cause(), status.detail(), since)
                : status.because(sight.cause(), "pictures come, but the camera does not see", since);
    }

    private void safely(Runnable part) {
        try {
            part.run();
        } catch (RuntimeException e) {
            if (failures++ % 1000 == 0)
                log.error("{}: a part of the line failed ({} times)", camera.cameraId(), failures, e);
        }
    }
}
