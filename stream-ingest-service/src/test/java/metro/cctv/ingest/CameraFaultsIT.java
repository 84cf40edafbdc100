package metro.cctv.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import metro.cctv.contracts.camera.StreamAddress;
import metro.cctv.contracts.camera.StreamAddress.Transport;
import metro.cctv.contracts.health.StreamHealthChanged.Cause;
import metro.cctv.contracts.health.StreamHealthChanged.State;
import metro.cctv.contracts.health.StreamHealthChanged.Stream;
import metro.cctv.contracts.segment.SegmentClosed;
import metro.cctv.contracts.segment.SegmentClosed.GapCause;
import metro.cctv.ingest.media.AccessUnit;
import metro.cctv.ingest.session.RtspSessions;
import metro.cctv.ingest.session.StreamPull;
import metro.cctv.simulator.SimulatedCameras;
import metro.cctv.simulator.video.EncodedLoop;
import metro.cctv.simulator.video.TestPattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A connection that is reset, a camera that says nothing, many that come back at once. Fault rows 1, 2 and 4. */
class CameraFaultsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int MANY = 100;
    private static final EncodedLoop LOOP = TestPattern.loop(160, 90, 5, 1);

    @TempDir
    Path folder;

    /** A hole of less than a second is no gap, and a lucky dial makes no longer one: whether one is told is not asserted here. */
    @Test
    void afterAResetTheRecordingGoesOn() {
        try (var cameras = SimulatedCameras.builder().stream("CAM-001", "main", LOOP)
                        .start();
                var camera = pull(cameras)) {
            int known = camera.segments(1).size();
            int before = camera.units().size();
            cameras.reset();
            await().atMost(PATIENCE)
                    .until(() -> camera.told().stream().anyMatch(status -> status.state() == State.OFFLINE));
            List<SegmentClosed> segments = camera.segments(known + 2);
            assertThat(camera.status().state()).isEqualTo(State.ONLINE);
            assertThat(segments.stream().flatMap(segment -> segment.gapsBefore().stream()))
                    .allSatisfy(gap -> assertThat(gap.cause()).isIn(GapCause.CAMERA, GapCause.NETWORK));
            Fault.measured(1, "hole after a reset (key frame every second)", longestHole(camera.units(), before - 1));
        }
    }

    private static Duration longestHole(List<AccessUnit> units, int from) {
        long longest = 0;
        for (int i = Math.max(1, from); i < units.size(); i++)
            longest = Math.max(
                    longest, units.get(i).wallMicros() - units.get(i - 1).wallMicros());
        return Duration.of(longest, ChronoUnit.MICROS);
    }

    @Test
    void aCameraThatSaysNothingIsHungUpOnAndDialledAgain() {
        try (var cameras = SimulatedCameras.builder().stream("CAM-001", "main", LOOP)
                        .start();
                var camera = pull(cameras)) {
            camera.segments(1);
            Instant silent = Instant.now();
            cameras.pause("CAM-001", "main");
            await().atMost(PATIENCE)
                    .until(() -> camera.told().stream().anyMatch(status -> status.cause() == Cause.STALLED));
            Fault.measured(2, "silent → told (watchdog of 4 s)", Duration.between(silent, Instant.now()));
            cameras.resume("CAM-001", "main");
            await().atMost(PATIENCE).until(() -> camera.status().state() == State.ONLINE);
        }
    }

    @Test
    void allCamerasThatReturnTogetherAreBack() {
        var builder = SimulatedCameras.builder().startAtCachedKeyFrame();
        for (int i = 0; i < MANY; i++) builder.stream("CAM-" + i, "main", LOOP);
        try (var cameras = builder.start();
                var sessions = new RtspSessions(1, RecordedCamera.settings(), Clock.systemUTC())) {
            List<StreamPull> pulls = new ArrayList<>();
            for (int i = 0; i < MANY; i++) pulls.add(pull(sessions, cameras.url("CAM-" + i, "main")));
            pulls.forEach(StreamPull::start);
            await().atMost(PATIENCE).until(() -> online(pulls) == MANY);
            cameras.kill();
            await().atMost(PATIENCE).until(() -> online(pulls) == 0);
            cameras.revive();
            Instant back = Instant.now();
            await().atMost(PATIENCE).until(() -> online(pulls) == MANY);
            Fault.measured(
                    4, MANY + " cameras return at once → all give pictures", Duration.between(back, Instant.now()));
            assertThat(cameras.mostViewersOfAStream())
                    .as("none was pulled twice")
                    .isEqualTo(1);
            CompletableFuture.allOf(pulls.stream().map(StreamPull::stop).toArray(CompletableFuture[]::new))
                    .join();
        }
    }

    private static long online(List<StreamPull> pulls) {
        return pulls.stream()
                .filter(pull -> pull.status().state() == State.ONLINE)
                .count();
    }

    private RecordedCamera pull(SimulatedCameras cameras) {
        return new RecordedCamera(
                folder,
                new StreamAddress(cameras.url("CAM-001", "main"), Transport.TCP),
                null,
                RecordedCamera.settings());
    }

    private static StreamPull pull(RtspSessions sessions, String url) {
        return sessions.pull(
                "CAM-001",
                Stream.MAIN,
                new StreamAddress(url, Transport.TCP),
                refused -> CompletableFuture.completedFuture(Optional.empty()),
                sessions.nextLoop(),
                unit -> {},
                status -> {});
    }
}
