package metro.cctv.ingest;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import metro.cctv.contracts.health.StreamHealthChanged.Stream;
import metro.cctv.ingest.camera.CameraDirectory;
import metro.cctv.ingest.camera.CameraSettings;
import metro.cctv.ingest.camera.CredentialStore;
import metro.cctv.ingest.frame.FramePublisher;
import metro.cctv.ingest.frame.FrameSettings;
import metro.cctv.ingest.frame.Frames;
import metro.cctv.ingest.lease.LeaseSettings;
import metro.cctv.ingest.lease.SlotLeases;
import metro.cctv.ingest.line.CameraLines;
import metro.cctv.ingest.line.Parts;
import metro.cctv.ingest.record.RecordSettings;
import metro.cctv.ingest.record.RecordedEvents;
import metro.cctv.ingest.record.RecordingKeyring;
import metro.cctv.ingest.record.Recordings;
import metro.cctv.ingest.record.TestKeys;
import metro.cctv.ingest.relay.LiveCameras;
import metro.cctv.ingest.relay.RelaySettings;
import metro.cctv.ingest.session.RtspSessions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * {@code KAFKA STATE_FOLDER NAME}: an ingest process without the web part, its cameras from the cache in the state folder.
 * Prints "camera state" at each change; ends in order with its standard input.
 */
final class LeasedProcess {
    private LeasedProcess() {}

    public static void main(String[] args) throws Exception {
        Path state = Path.of(args[1]);
        Map<String, Object> kafka = Map.of("bootstrap.servers", args[0]);
        var cameraSettings =
                new CameraSettings(List.of("*"), state, state.resolve("credential.key"), "http://127.0.0.1:1");
        var events = new RecordedEvents();
        var keyring = new RecordingKeyring(state, new TestKeys(), Clock.systemUTC());
        var recordings = new Recordings(
                state.resolve("rec"), state, new RecordSettings(Duration.ofSeconds(2), 1, 16 << 20), keyring, events);
        var parts = new Parts(
                new RtspSessions(1, RecordedCamera.settings(), Clock.systemUTC()),
                new CredentialStore(cameraSettings, camera -> Optional.empty()),
                recordings,
                new Frames(
                        new FrameSettings(1, Duration.ofSeconds(10), Duration.ofSeconds(1), 1, 1, 20, 320),
                        FramePublisher.connect(kafka)),
                new RelaySettings(1 << 20, 10, 3, Duration.ofSeconds(30)));
        var leases = new SlotLeases(
                new LeaseSettings("it", args[2], Duration.ofSeconds(6), Duration.ofSeconds(20)),
                kafka,
                new KafkaProducer<>(kafka, new StringSerializer(), new ByteArraySerializer()),
                state);
        var lines = new CameraLines(new CameraDirectory(cameraSettings), parts, new LiveCameras(), leases, status -> {
            if (status.stream() == Stream.MAIN) System.out.println(status.cameraId() + " " + status.state());
        });
        lines.start();
        System.out.println("started -");
        while (System.in.read() >= 0) Thread.onSpinWait();
        lines.stop();
        System.exit(0);
    }
}
