package metro.cctv.ingest;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
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

/** Cameras that share one event loop and one writer, pulled and recorded without the rest of the service. */
final class RecordedCameras implements AutoCloseable {
    private final Path folder;
    private final TestKeys keys = new TestKeys();
    private final RecordedEvents events;
    private final RtspSessions sessions;
    private final RecordingKeyring keyring;
    private final Recordings recordings;
    private final List<Pulled> pulled = new ArrayList<>();

    RecordedCameras(Path folder, SessionSettings sessionSettings, RecordedEvents events) {
        this.folder = folder;
        this.events = events;
        sessions = new RtspSessions(1, sessionSettings, Clock.systemUTC());
        keyring = new RecordingKeyring(folder.resolve("state"), keys, Clock.systemUTC());
        recordings = new Recordings(
                folder.resolve("rec"),
                folder.resolve("state"),
                new RecordSettings(Duration.ofSeconds(2), 1, 16 << 20),
                keyring,
                events);
        recordings.start();
    }

    Pulled pull(String cameraId, StreamAddress address, @Nullable Credentials credentials) {
        var camera = new Pulled(cameraId, address, credentials);
        pulled.add(camera);
        return camera;
    }

    Pulled pull(String cameraId, String url) {
        return pull(cameraId, new StreamAddress(url, StreamAddress.Transport.TCP), null);
    }

    Path file(SegmentClosed segment) {
        return folder.resolve("rec").resolve(segment.objectKey());
    }

    DecodedFile decoded(SegmentClosed segment) throws Exception {
        return DecodedFile.of(keys.openedCopy(file(segment), folder));
    }

    @Override
    public void close() {
        pulled.forEach(camera -> camera.pull.stop());
        await().atMost(Duration.ofSeconds(10))
                .until(() -> pulled.stream().allMatch(camera -> camera.status().state() == State.OFFLINE));
        sessions.close();
        recordings.close();
        keyring.close();
    }

    /** One of them, and what came of it. */
    final class Pulled {
        private final String cameraId;
        private final StreamPull pull;
        private final List<StreamStatus> told = new CopyOnWriteArrayList<>();
        private final List<AccessUnit> units = new CopyOnWriteArrayList<>();

        private Pulled(String cameraId, StreamAddress address, @Nullable Credentials credentials) {
            this.cameraId = cameraId;
            Recorder recorder = recordings.recorder(cameraId, "DJ-SEO");
            pull = sessions.pull(
                    cameraId,
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

        List<SegmentClosed> segments() {
            return events.segments().stream()
                    .filter(segment -> segment.cameraId().equals(cameraId))
                    .toList();
        }
    }
}
