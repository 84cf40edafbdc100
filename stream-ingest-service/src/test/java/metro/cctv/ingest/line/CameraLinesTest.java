package metro.cctv.ingest.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import metro.cctv.ingest.TestParts;
import metro.cctv.ingest.camera.CameraDirectory;
import metro.cctv.ingest.camera.TestCameras;
import metro.cctv.ingest.lease.Ownership;
import metro.cctv.ingest.relay.LiveCameras;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens at the same time: leases move, the registry speaks, the process ends. Nothing listens at the cameras' address. */
class CameraLinesTest {
    private static final String NOWHERE = "rtsp://127.0.0.1:9/x";
    private static final List<String> BOTH = List.of("CAM-001", "CAM-002");

    @TempDir
    Path folder;

    private final Owner owner = new Owner();
    private CameraDirectory directory;
    private CameraLines lines;

    @AfterEach
    void end() {
        owner.whenAsked = cameraId -> {};
        if (lines.isRunning()) lines.stop();
        directory.close();
    }

    @Test
    void aCameraThatIsRemovedWhileLeasesMoveIsNotBegunAgain() {
        start();
        String[] removed = new String[1];
        owner.whenAsked = asked -> {
            if (removed[0] != null) return;
            removed[0] = BOTH.get(1 - BOTH.indexOf(asked));
            TestCameras.tell(directory, removed[0], null);
        };
        owner.changes.ownershipChanged();
        assertThat(removed[0]).isNotNull();
        assertThat(pulled()).hasSize(1).doesNotContain(removed[0]);
    }

    @Test
    void aCameraThatBeginsWhileTheProcessEndsIsStoppedAsWell() throws Exception {
        start();
        TestCameras.tell(directory, "CAM-002", null);
        var stopping = new AtomicReference<Thread>();
        owner.whenAsked = asked -> {
            if (stopping.get() != null) return;
            stopping.set(Thread.ofPlatform().start(lines::stop));
            await("the end has come, or stands and waits")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> stopping.get().getState() == Thread.State.BLOCKED
                            || !stopping.get().isAlive());
        };
        TestCameras.tell(directory, "CAM-002", TestCameras.camera("CAM-002", NOWHERE));
        stopping.get().join(10_000);
        assertThat(lines.isRunning()).isFalse();
        assertThat(pulled()).isEmpty();
    }

    private void start() {
        directory = new CameraDirectory(TestParts.cameraSettings(folder));
        for (String cameraId : BOTH) TestCameras.tell(directory, cameraId, TestCameras.camera(cameraId, NOWHERE));
        lines = new CameraLines(
                directory,
                TestParts.in(folder, Map.of("bootstrap.servers", "127.0.0.1:9")),
                new LiveCameras(),
                owner,
                status -> {});
        lines.start();
        assertThat(pulled()).containsExactlyInAnyOrderElementsOf(BOTH);
    }

    private List<String> pulled() {
        return lines.list().stream().map(line -> line.camera().cameraId()).toList();
    }

    /** Owns everything; does something of the test's when it is asked. */
    private static final class Owner implements Ownership {
        private Listener changes = () -> {};
        private volatile Consumer<String> whenAsked = cameraId -> {};

        @Override
        public boolean owns(String cameraId) {
            // Only the lines' own question: a stream that changes its state asks as well, from its loop.
            if (!Thread.currentThread().getName().startsWith("session")) whenAsked.accept(cameraId);
            return true;
        }

        @Override
        public void start(Listener listener) {
            changes = listener;
        }

        @Override
        public void close() {}
    }
}
