package metro.cctv.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import metro.cctv.simulator.SimulatedCameras;
import metro.cctv.simulator.video.TestPattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Two ingest processes share the cameras behind one gateway. The one that pulls a camera is killed: whoever watched it gets its picture
 * again from the other at the same address, and nobody ever pulled it twice. A run of its own, for the shared one has one ingest.
 */
class OwnerKilledStoryIT {
    private static final Duration LONG = Duration.ofMinutes(3);
    /** Its own port stands in the run's settings: Spring looks it up. */
    private static final String FIRST_ADDRESS = "http://127.0.0.1:${CCTV_INGEST_PORT}";

    private static final Pattern HOLDS = Pattern.compile("second/\\S*: [1-9]\\d* slots held");
    /** Another one each time: a run's folder may stay from an earlier build, with that build's camera. */
    private static final String STREAM =
            "OWNED-" + Long.toString(System.nanoTime(), 36).toUpperCase(Locale.ROOT);

    private static final LocalRun RUN = LocalRun.apart(
            "owners",
            Map.of(
                    "CCTV_PARTS", "gateway registry ingest",
                    "CCTV_INGEST_GROUP", "owners",
                    "CCTV_INGEST_HOSTS", "127.0.0.1",
                    "CCTV_INGEST_INSTANCE", "first",
                    "CCTV_INGEST_ADDRESS", FIRST_ADDRESS));

    private static @Nullable SimulatedCameras cameras;
    private static @Nullable Process second;
    private static String secondManagement = "";
    private static String cameraId = "";

    @BeforeAll
    static void twoIngestProcesses() throws IOException {
        RUN.down();
        cameras = SimulatedCameras.builder().stream(STREAM, "main", TestPattern.loop(320, 180, 10, 1))
                .start();
        RUN.up("--no-simulator", "--camera", cameras.url(STREAM, "main"));
        cameraId = registered();
        List<String> ports = freePorts();
        secondManagement = ports.get(1);
        second = RUN.another(
                "ingest",
                "stream-ingest-service",
                "metro.cctv.ingest.IngestApplication",
                "second",
                Map.of(
                        "CCTV_INGEST_PORT", ports.get(0),
                        "CCTV_INGEST_MANAGEMENT_PORT", ports.get(1),
                        "CCTV_INGEST_RTSP_PORT", "-1",
                        "CCTV_INGEST_INSTANCE", "second",
                        "CCTV_INGEST_ADDRESS", "http://127.0.0.1:" + ports.get(0),
                        "CCTV_INGEST_STATE", RUN.folder("second-state").toString(),
                        "CCTV_RECORDINGS_ROOT", RUN.folder("second-recordings").toString()));
    }

    @AfterAll
    static void end() {
        if (second != null) second.destroyForcibly().onExit().join();
        RUN.down();
        if (cameras != null) cameras.close();
    }

    @Test
    void theKilledOwnersCameraIsSeenAgainAtTheSameAddress() {
        await("the second process has its share")
                .atMost(LONG)
                .until(() -> HOLDS.matcher(RUN.log("second")).find());
        try (var audience = new Audience()) {
            await("one of the two serves the viewer").atMost(LONG).until(() -> audience.sees() && owners().size() == 1);
            kill(owners().getFirst());
            long killed = System.nanoTime();
            await("the picture ends").atMost(LONG).until(audience::isCut);
            await("new pictures at the same address").atMost(LONG).until(audience::sees);
            System.out.printf(
                    "FAULT 12 | kill -9 of a camera's owner → its picture again through the gateway | %.1f s%n",
                    (System.nanoTime() - killed) / 1e9);
        }
        assertThat(cameras().mostViewersOfAStream()).as("pulls at once").isEqualTo(1);
    }

    private static String registered() {
        for (JsonNode camera : RUN.get("/api/cameras?limit=500", "operator").get("items"))
            if (camera.get("name").asString().endsWith("/" + STREAM + "/main"))
                return camera.get("cameraId").asString();
        throw new AssertionError("the camera was not registered");
    }

    /** Who serves viewers now. */
    private static List<String> owners() {
        return List.of("first", "second").stream()
                .filter(name -> RUN.metric(managementOf(name), "cctv.ingest.viewers") > 0)
                .toList();
    }

    private static String managementOf(String name) {
        return name.equals("second") ? secondManagement : RUN.environment("CCTV_INGEST_MANAGEMENT_PORT");
    }

    private static void kill(String name) {
        if (name.equals("first")) RUN.kill("ingest");
        else if (second != null) second.destroyForcibly().onExit().join();
    }

    private static SimulatedCameras cameras() {
        if (cameras == null) throw new IllegalStateException("not started");
        return cameras;
    }

    /** One viewer who comes again whenever he was cut, as a browser does. */
    private static final class Audience implements AutoCloseable {
        private final URI address = RUN.address("/api/live/" + cameraId + "/ws?stream=main");
        private @Nullable Watcher watcher;

        /** Pictures come over the present connection, or over a new one if there is none. */
        private boolean sees() {
            if (watcher == null || isCut()) watcher = reconnected();
            return watcher != null && watcher.bytes() > 0;
        }

        private boolean isCut() {
            return watcher != null && watcher.closeCode() != 0;
        }

        private @Nullable Watcher reconnected() {
            close();
            try {
                return Watcher.open(address, Optional.of(RUN.token("operator")));
            } catch (CompletionException e) {
                return null; // refused while nobody pulls the camera
            }
        }

        @Override
        public void close() {
            if (watcher != null) watcher.close();
            watcher = null;
        }
    }

    private static List<String> freePorts() throws IOException {
        try (var one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return List.of(Integer.toString(one.getLocalPort()), Integer.toString(other.getLocalPort()));
        }
    }
}
