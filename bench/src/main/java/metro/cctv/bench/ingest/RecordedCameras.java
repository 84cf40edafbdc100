package metro.cctv.bench.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import metro.cctv.chassis.messaging.EventJson;
import metro.cctv.chassis.messaging.EventPublisher;
import metro.cctv.contracts.camera.StreamAddress;
import metro.cctv.contracts.health.StreamHealthChanged.State;
import metro.cctv.contracts.health.StreamHealthChanged.Stream;
import metro.cctv.contracts.recording.RecordingKey;
import metro.cctv.contracts.segment.SegmentClosed;
import metro.cctv.ingest.record.RecordCounters;
import metro.cctv.ingest.record.RecordSettings;
import metro.cctv.ingest.record.Recorder;
import metro.cctv.ingest.record.RecordingKeyring;
import metro.cctv.ingest.record.Recordings;
import metro.cctv.ingest.session.RtspSessions;
import metro.cctv.ingest.session.SessionSettings;
import metro.cctv.ingest.session.StreamPull;
import metro.cctv.ingest.session.StreamStatus;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.SendResult;

/**
 * Ingest's own recording path (RTSP session, depacketiser, sealing, hashing, fsync, announcement), nothing else of ingest, for
 * the cameras {@code CAM-0 …} of a {@link CameraPublisher}.
 */
final class RecordedCameras implements AutoCloseable {
    private final Path root;
    private final PrivateKey key;
    private final RtspSessions sessions;
    private final RecordingKeyring keyring;
    private final Recordings recordings;
    private final List<StreamPull> pulls = new ArrayList<>();

    /**
     * @param folder recordings go to {@code rec/}, all else to {@code state/}
     * @param writers threads that seal, hash and write
     */
    RecordedCameras(Path folder, int writers, Consumer<SegmentClosed> announced)
            throws IOException, GeneralSecurityException {
        this(folder, writers, new Announcements(announced));
    }

    /** With a Kafka that may be away. */
    RecordedCameras(Path folder, int writers, EventPublisher kafka) throws IOException, GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("X25519").generateKeyPair();
        root = folder.resolve("rec");
        key = pair.getPrivate();
        Path state = folder.resolve("state");
        var settings = new SessionSettings(
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                50,
                64_000_000,
                Duration.ofMinutes(1));
        sessions = new RtspSessions(1, settings, Clock.systemUTC());
        keyring = new RecordingKeyring(state, district -> keys(district, pair), Clock.systemUTC());
        var record = new RecordSettings(Duration.ofSeconds(10), writers, 16 << 20);
        recordings = new Recordings(root, state, record, keyring, kafka);
        recordings.start();
    }

    /** Where the announced files lie. */
    Path root() {
        return root;
    }

    /** Opens what was recorded. */
    PrivateKey key() {
        return key;
    }

    RecordCounters counters() {
        return recordings.counters();
    }

    /** Announcements that wait for Kafka. */
    int waiting() {
        return recordings.spool().size();
    }

    List<StreamStatus> statuses() {
        return pulls.stream().map(StreamPull::status).toList();
    }

    /** @param onStateChange is told each change of a session's state, on the event loop */
    void dial(int port, int cameras, Consumer<StreamStatus> onStateChange) {
        for (int i = 0; i < cameras; i++) {
            String camera = "CAM-" + i;
            Recorder recorder = recordings.recorder(camera, "DJ-SEO");
            String url = "rtsp://127.0.0.1:" + port + "/" + camera + "/main";
            StreamPull pull = sessions.pull(
                    camera,
                    Stream.MAIN,
                    new StreamAddress(url, StreamAddress.Transport.TCP),
                    refused -> CompletableFuture.completedFuture(Optional.empty()),
                    sessions.nextLoop(),
                    recorder::accept,
                    status -> {
                        if (status.state() == State.OFFLINE) recorder.interrupted(status.cause(), status.detail());
                        onStateChange.accept(status);
                    });
            pull.start();
            pulls.add(pull);
        }
    }

    /** Ends the sessions; the last segments are on disk and announced after {@link #close}. */
    void stop() {
        CompletableFuture.allOf(pulls.stream().map(StreamPull::stop).toArray(CompletableFuture[]::new))
                .join();
    }

    @Override
    public void close() {
        recordings.close();
        keyring.close();
        sessions.close();
    }

    private static List<RecordingKey> keys(String district, KeyPair pair) {
        List<RecordingKey> keys = new ArrayList<>();
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        String half = Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
        for (int day = -1; day < 4; day++) keys.add(new RecordingKey(district, today.plusDays(day), half));
        return keys;
    }

    /** Kafka's side. */
    private static final class Announcements extends EventPublisher {
        private final Consumer<SegmentClosed> announced;

        @SuppressWarnings({"unchecked", "NullAway"})
        Announcements(Consumer<SegmentClosed> announced) {
            super((KafkaTemplate<String, byte[]>) (KafkaTemplate<?, ?>) null);
            this.announced = announced;
        }

        @Override
        public CompletableFuture<SendResult<String, byte[]>> sendBytes(
                String topic, String key, byte @org.jspecify.annotations.Nullable [] value) {
            announced.accept(EventJson.MAPPER.readValue(value, SegmentClosed.class));
            return CompletableFuture.completedFuture(null);
        }
    }
}
