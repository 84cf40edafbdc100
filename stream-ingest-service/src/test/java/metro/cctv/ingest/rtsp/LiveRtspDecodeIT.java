package metro.cctv.ingest.rtsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import metro.cctv.contracts.audit.AccessAudited.Result;
import metro.cctv.contracts.camera.StreamAddress;
import metro.cctv.contracts.camera.StreamAddress.Transport;
import metro.cctv.contracts.health.StreamHealthChanged.Stream;
import metro.cctv.ingest.DecodedFile;
import metro.cctv.ingest.relay.LiveCameras.LiveCamera;
import metro.cctv.ingest.relay.LiveStream;
import metro.cctv.ingest.relay.RelaySettings;
import metro.cctv.ingest.session.RtspSessions;
import metro.cctv.ingest.session.SessionSettings;
import metro.cctv.ingest.session.StreamPull;
import metro.cctv.simulator.SimulatedCameras;
import metro.cctv.simulator.video.ByteStreamLoop;
import metro.cctv.simulator.video.EncodedLoop;
import metro.cctv.simulator.video.FrameRate;
import metro.cctv.simulator.video.TestPattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** From a camera through our reader and relay to FFmpeg's RTSP client, which decodes with every error told. */
@Timeout(120)
class LiveRtspDecodeIT {
    private static final String CLIP = "/metro/cctv/ingest/testsrc-320x180.h265";

    @Test
    void avcIsDecodedWithoutErrors() {
        watched(TestPattern.loop(640, 360, 15, 2), live -> {
            assertThat(live.errors()).isZero();
            assertThat(live.frames()).isGreaterThanOrEqualTo(30);
            assertThat(live.width()).isEqualTo(640);
            assertThat(live.height()).isEqualTo(360);
        });
    }

    @Test
    void hevcIsPictureByPictureWhatTheCameraSent() throws Exception {
        Path clip = Path.of(LiveRtspDecodeIT.class.getResource(CLIP).toURI());
        EncodedLoop loop = ByteStreamLoop.h265(Files.readAllBytes(clip), 320, 180, FrameRate.of(10));
        DecodedFile source = DecodedFile.of(clip);
        watched(loop, live -> {
            assertThat(live.errors()).isZero();
            assertThat(live.frames()).isGreaterThanOrEqualTo(20);
            assertThat(source.repeats(live.pictures())).isTrue();
        });
    }

    @Test
    void aPlayerThatAsksAnotherProcessFollowsToTheOwner() {
        try (var another = new RtspFixture()) {
            another.cameras.leave(RtspFixture.CAMERA, RtspFixture.DISTRICT);
            another.grant("secret");
            UnaryOperator<RtspFixture> asked = owner -> {
                another.owners.put(RtspFixture.CAMERA, URI.create("rtsp://127.0.0.1:" + owner.server.port()));
                return another;
            };
            watched(TestPattern.loop(640, 360, 15, 2), asked, live -> {
                assertThat(live.errors()).isZero();
                assertThat(live.frames()).isGreaterThanOrEqualTo(30);
            });
            assertThat(another.ledger)
                    .as("of the guess alone: the owner writes the look")
                    .allMatch(row -> row.result() == Result.REFUSED);
        }
    }

    private static void watched(EncodedLoop loop, Consumer<DecodedFile> check) {
        watched(loop, UnaryOperator.identity(), check);
    }

    /** @param asked whom the player asks, by the owner of the camera */
    private static void watched(EncodedLoop loop, UnaryOperator<RtspFixture> asked, Consumer<DecodedFile> check) {
        var sessions = new RtspSessions(
                1,
                new SessionSettings(
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(20),
                        50,
                        64_000_000,
                        Duration.ofMinutes(1)),
                Clock.systemUTC());
        try (sessions;
                var cameras = SimulatedCameras.builder().withAudio().stream("CAM-1", "main", loop)
                        .start();
                var at = new RtspFixture()) {
            var eventLoop = sessions.nextLoop();
            var stream = new LiveStream(eventLoop, new RelaySettings(1 << 22, 10, 3, Duration.ofSeconds(30)));
            StreamPull pull = sessions.pull(
                    RtspFixture.CAMERA,
                    Stream.MAIN,
                    new StreamAddress(cameras.url("CAM-1", "main"), Transport.TCP),
                    refused -> CompletableFuture.completedFuture(Optional.empty()),
                    eventLoop,
                    stream::accept,
                    stream::stateChanged);
            at.cameras.put(new LiveCamera(RtspFixture.CAMERA, RtspFixture.DISTRICT, stream, null, null));
            at.grant("secret");
            pull.start();
            stream.format().join();
            String url = asked.apply(at).url(RtspFixture.CAMERA);
            check.accept(DecodedFile.ofLive(url.replace("//", "//ticket:secret@"), 35));
            assertThatThrownBy(() -> DecodedFile.ofLive(url.replace("//", "//ticket:guess@"), 1))
                    .hasMessageContaining("cannot open");
            pull.stop();
        }
    }
}
