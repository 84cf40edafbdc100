package metro.cctv.ingest;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import metro.cctv.ingest.camera.CameraSettings;
import metro.cctv.ingest.camera.CredentialStore;
import metro.cctv.ingest.frame.FramePublisher;
import metro.cctv.ingest.frame.FrameSettings;
import metro.cctv.ingest.frame.Frames;
import metro.cctv.ingest.line.Parts;
import metro.cctv.ingest.record.RecordSettings;
import metro.cctv.ingest.record.RecordedEvents;
import metro.cctv.ingest.record.RecordingKeyring;
import metro.cctv.ingest.record.Recordings;
import metro.cctv.ingest.record.TestKeys;
import metro.cctv.ingest.relay.RelaySettings;
import metro.cctv.ingest.session.RtspSessions;
import metro.cctv.ingest.tampering.TamperingSettings;

/** What all cameras of a process share, without the web part and without the registry. */
public final class TestParts {
    private TestParts() {}

    public static CameraSettings cameraSettings(Path state) {
        return new CameraSettings(List.of("*"), state, state.resolve("credential.key"), "http://127.0.0.1:1");
    }

    /** @param kafka for frames alone */
    public static Parts in(Path state, Map<String, Object> kafka) {
        Duration never = Duration.ofHours(1);
        return in(state, kafka, new TamperingSettings(never, Duration.ofSeconds(10), never, never));
    }

    public static Parts in(Path state, Map<String, Object> kafka, TamperingSettings tampering) {
        var keyring = new RecordingKeyring(state, new TestKeys(), Clock.systemUTC());
        return new Parts(
                new RtspSessions(1, RecordedCamera.settings(), Clock.systemUTC()),
                new CredentialStore(cameraSettings(state), camera -> Optional.empty()),
                new Recordings(
                        state.resolve("rec"),
                        state,
                        new RecordSettings(Duration.ofSeconds(2), 1, 16 << 20),
                        keyring,
                        new RecordedEvents()),
                new Frames(
                        new FrameSettings(1, Duration.ofSeconds(10), Duration.ofSeconds(1), 1, 1, 20, 320),
                        tampering,
                        FramePublisher.connect(kafka)),
                new RelaySettings(1 << 20, 10, 3, Duration.ofSeconds(30)));
    }
}
