package metro.cctv.ingest;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import metro.cctv.contracts.camera.StreamAddress;
import metro.cctv.contracts.health.StreamHealthChanged.State;
import metro.cctv.contracts.health.StreamHealthChanged.Stream;
import metro.cctv.contracts.segment.SegmentClosed;
import metro.cctv.ingest.camera.Credentials;
import metro.cctv.ingest.media.AccessUnit;
import metro.cctv.ingest.record.RecordSettings;
import metro.cctv.ingest.record.RecordedEvents;
import metro.cctv.ingest.record.Recorder;
import metro.cctv.ingest.record.RecordingKeyring;
import metro.cctv.ingest.record.Recordings;
import metro.cctv.ingest.record.TestKeys;
import metro.cctv.ingest.session.RtspSessions;
import metro.cctv.ingest.session.SessionSettings;
import metro.cctv.ingest.session.StreamPull;
import metro.cctv.ingest.session.StreamStatus;
import org.jspecify.annotations.Nullable;

/** One camera pulled and recorded without the rest of the service. */
final class RecordedCamera implements AutoCloseable {
    private static final String CAMERA = "CAM-001";

    private final Path folder;
    private final TestKeys keys = new TestKeys();
    private final RecordedEvents events = new RecordedEvents();
    private final RtspSessions sessions;
    private final RecordingKeyring keyring;
    private final Recordings recordings;
    private final StreamPull pull;
    private final List<StreamStatus> told = new CopyOnWriteArrayList<>();
    private final List<AccessUnit> units = new CopyOnWriteArrayList<>();

    RecordedCamera(Path folder, StreamAddress address, @Nullable Credentials credentials) {
        this(folder, address, credentials, settings());
    }

    RecordedCamera(
            Path folder, StreamAddress address, @Nullable Credentials credentials, SessionSettings sessionSettings) {
        this.folder = folder;
        sessions = new RtspSessions(1, sessionSettings, Clock.systemUTC());
        keyring = new RecordingKeyring(folder.resolve("state"), keys, Clock.systemUTC());
        recordings = new Recordings(
                folder.resolve("rec"),
                folder.resolve("state"),
                new RecordSettings(Duration.ofSeconds(2), 1, 16 << 20),
                keyring,
                events);
        recordings.start();
        Recorder recorder = recordings.recorder(CAMERA, "DJ-SEO");
        pull = sessions.pull(
                CAMERA,
                Stream.MAIN,
                address,
                refused -> CompletableFuture.completedFuture(Optional.ofNullable(credentials)),
                sessions.nextLoop(),
                unit -> {
                    units.add(unit);
                    recorder.accept(unit);
                },
                status -> {
                    told.add(status);
                    if (status.state() == State.OFFLINE) recorder.interrupted(status.cause(), status.detail());
                });
        pull.start();
    }

    static SessionSettings settings() {
        return new SessionSettings(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(4), 50, 64_000_000);
    }

    StreamStatus status() {
        return pull.status();
    }

    List<StreamStatus> told() {
        return told;
    }

    /** Everything that was handed on so far. */
    List<AccessUnit> units() {
        return units;
    }

    List<SegmentClosed> segments(int atLeast) {
        return await().atMost(Duration.ofSeconds(20)).until(events::segments, all -> all.size() >= atLeast);
    }

    DecodedFile decoded(SegmentClosed segment) throws Exception {
        return DecodedFile.of(keys.openedCopy(folder.resolve("rec").resolve(segment.objectKey()), folder));
    }

    @Override
    public void close() {
        pull.stop();
        await().atMost(Duration.ofSeconds(10)).until(() -> pull.status().state() == State.OFFLINE);
        sessions.close();
        recordings.close();
        keyring.close();
    }
}
