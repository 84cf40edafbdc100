package metro.cctv.ingest.session;

import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import metro.cctv.contracts.camera.StreamAddress;
import metro.cctv.contracts.camera.StreamAddress.Transport;
import metro.cctv.contracts.health.StreamHealthChanged.Cause;
import metro.cctv.contracts.health.StreamHealthChanged.State;
import metro.cctv.contracts.health.StreamHealthChanged.Stream;
import metro.cctv.ingest.camera.Credentials;
import metro.cctv.simulator.SimulatedCameras;
import metro.cctv.simulator.video.TestPattern;
import org.junit.jupiter.api.Test;

/** All dials of a process share one pace. */
class DialPacingIT {
    private static final SessionSettings SETTINGS = new SessionSettings(
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            50,
            64_000_000,
            Duration.ofMinutes(1));

    /** After a wrong password the next try waits for 15 s and more. */
    @Test
    void aCameraThatIsLeftAloneForAWhileHoldsUpNoOther() {
        try (var cameras = SimulatedCameras.builder().credentials("admin", "right").stream(
                                "CAM-001", "main", TestPattern.loop(160, 90, 5, 1))
                        .start();
                var sessions = new RtspSessions(1, SETTINGS, Clock.systemUTC())) {
            StreamPull refused = pull(sessions, cameras, "wrong");
            await().atMost(Duration.ofSeconds(60)).until(() -> refused.status().cause() == Cause.AUTHENTICATION_FAILED);
            StreamPull welcome = pull(sessions, cameras, "right");
            await().atMost(Duration.ofSeconds(60)).until(() -> welcome.status().state() == State.ONLINE);
            refused.stop();
            welcome.stop();
        }
    }

    private static StreamPull pull(RtspSessions sessions, SimulatedCameras cameras, String password) {
        StreamPull pull = sessions.pull(
                "CAM-001",
                Stream.MAIN,
                new StreamAddress(cameras.url("CAM-001", "main"), Transport.TCP),
                refused -> CompletableFuture.completedFuture(Optional.of(new Credentials("admin", password))),
                sessions.nextLoop(),
                unit -> {},
                status -> {});
        pull.start();
        return pull;
    }
}
