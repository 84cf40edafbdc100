package metro.cctv.bench.ingest;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import metro.cctv.chassis.messaging.EventJson;
import metro.cctv.chassis.messaging.EventPublisher;
import metro.cctv.contracts.camera.StreamAddress;
import metro.cctv.contracts.health.StreamHealthChanged.State;
import metro.cctv.contracts.health.StreamHealthChanged.Stream;
import metro.cctv.contracts.recording.RecordingKey;
import metro.cctv.contracts.segment.SegmentClosed;
import metro.cctv.ingest.record.RecordSettings;
import metro.cctv.ingest.record.Recorder;
import metro.cctv.ingest.record.RecordingKeyring;
import metro.cctv.ingest.record.Recordings;
import metro.cctv.ingest.session.RtspSessions;
import metro.cctv.ingest.session.SessionSettings;
import metro.cctv.ingest.session.StreamPull;
import metro.cctv.simulator.video.ByteStreamLoop;
import metro.cctv.simulator.video.FrameRate;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.SendResult;

/**
 * {@code FOLDER PORT CAMERAS CLIP WIDTH HEIGHT FPS}: ingest's own recording path (RTSP session, depacketiser, sealing, hashing, fsync,
 * announcement), nothing else of ingest. Reads lines: {@code dial}, {@code check} (stops, compares what was recorded with the clip, answers
 * one line of JSON, ends).
 */
final class RecordingPath {
    static final SessionSettings SESSIONS = new SessionSettings(
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            50,
            64_000_000,
            Duration.ofMinutes(1));

    private RecordingPath() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        KeyPair pair = KeyPairGenerator.getInstance("X25519").generateKeyPair();
        var announced = new Announced();
        var settings = new RecordSettings(Duration.ofSeconds(10), 1, 16 << 20);
        List<StreamPull> pulls = new ArrayList<>();
        try (var sessions = new RtspSessions(1, SESSIONS, Clock.systemUTC());
                var keyring = new RecordingKeyring(folder.resolve("state"), d -> keys(d, pair), Clock.systemUTC());
                var recordings =
                        new Recordings(folder.resolve("rec"), folder.resolve("state"), settings, keyring, announced)) {
            recordings.start();
            var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            System.out.println("{\"ready\":true}");
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals("dial"))
                    dial(sessions, recordings, Integer.parseInt(args[1]), Integer.parseInt(args[2]), pulls);
                if (line.equals("check")) break;
            }
            CompletableFuture.allOf(pulls.stream().map(StreamPull::stop).toArray(CompletableFuture[]::new))
                    .join();
        }
        var clip = ByteStreamLoop.h264(
                Files.readAllBytes(Path.of(args[3])),
                Integer.parseInt(args[4]),
                Integer.parseInt(args[5]),
                FrameRate.of(Integer.parseInt(args[6])));
        var check = new PayloadCheck(clip, folder.resolve("rec"), pair.getPrivate());
        System.out.println(EventJson.MAPPER.writeValueAsString(check.of(announced.segments)));
    }

    static void dial(RtspSessions sessions, Recordings recordings, int port, int cameras, List<StreamPull> pulls) {
        for (int i = 0; i < cameras; i++) {
            String camera = "CAM-" + i;
            Recorder recorder = recordings.recorder(camera, "DJ-SEO");
            StreamPull pull = sessions.pull(
                    camera,
                    Stream.MAIN,
                    new StreamAddress("rtsp://127.0.0.1:" + port + "/" + camera + "/main", StreamAddress.Transport.TCP),
                    refused -> CompletableFuture.completedFuture(Optional.empty()),
                    sessions.nextLoop(),
                    recorder::accept,
                    status -> {
                        if (status.state() == State.OFFLINE) recorder.interrupted(status.cause(), status.detail());
                    });
            pull.start();
            pulls.add(pull);
        }
    }

    static List<RecordingKey> keys(String district, KeyPair pair) {
        List<RecordingKey> keys = new ArrayList<>();
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        String half = Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
        for (int day = -1; day < 4; day++) keys.add(new RecordingKey(district, today.plusDays(day), half));
        return keys;
    }

    /** Kafka's side. */
    private static final class Announced extends EventPublisher {
        private final List<SegmentClosed> segments = new CopyOnWriteArrayList<>();

        @SuppressWarnings({"unchecked", "NullAway"})
        Announced() {
            super((KafkaTemplate<String, byte[]>) (KafkaTemplate<?, ?>) null);
        }

        @Override
        public CompletableFuture<SendResult<String, byte[]>> sendBytes(
                String topic, String key, byte @org.jspecify.annotations.Nullable [] value) {
            segments.add(EventJson.MAPPER.readValue(value, SegmentClosed.class));
            return CompletableFuture.completedFuture(null);
        }
    }
}
