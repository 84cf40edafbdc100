package metro.cctv.ingest;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import metro.cctv.contracts.camera.StreamAddress;
import metro.cctv.contracts.segment.SegmentClosed;
import metro.cctv.ingest.camera.Credentials;
import metro.cctv.ingest.media.AccessUnit;
import metro.cctv.ingest.record.RecordedEvents;
import metro.cctv.ingest.session.SessionSettings;
import metro.cctv.ingest.session.StreamStatus;
import org.jspecify.annotations.Nullable;

/** One camera pulled and recorded without the rest of the service. */
final class RecordedCamera implements AutoCloseable {
    private final RecordedCameras alone;
    private final RecordedCameras.Pulled camera;

    RecordedCamera(Path folder, StreamAddress address, @Nullable Credentials credentials) {
        this(folder, address, credentials, settings());
    }

    RecordedCamera(
            Path folder, StreamAddress address, @Nullable Credentials credentials, SessionSettings sessionSettings) {
        alone = new RecordedCameras(folder, sessionSettings, new RecordedEvents());
        camera = alone.pull("CAM-001", address, credentials);
    }

    static SessionSettings settings() {
        return settings(64_000_000, Duration.ofMinutes(1));
    }

    static SessionSettings settings(long maxBitsPerSecond, Duration maxGop) {
        return new SessionSettings(
                Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(4), 50, maxBitsPerSecond, maxGop);
    }

    StreamStatus status() {
        return camera.status();
    }

    List<StreamStatus> told() {
        return camera.told();
    }

    /** Everything that was handed on so far. */
    List<AccessUnit> units() {
        return camera.units();
    }

    List<SegmentClosed> segments(int atLeast) {
        return await().atMost(Duration.ofSeconds(20)).until(camera::segments, all -> all.size() >= atLeast);
    }

    Path file(SegmentClosed segment) {
        return alone.file(segment);
    }

    DecodedFile decoded(SegmentClosed segment) throws Exception {
        return alone.decoded(segment);
    }

    @Override
    public void close() {
        alone.close();
    }
}
