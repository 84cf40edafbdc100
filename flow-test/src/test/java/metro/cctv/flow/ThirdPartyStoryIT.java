package metro.cctv.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import metro.cctv.testkit.FreePort;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import tools.jackson.databind.JsonNode;

/**
 * Cameras that none of us wrote (GStreamer's RTSP server, Digest) and a pretrained model: people and vehicles are found,
 * followed, drawn, watched live and played back. Needs the test data and GStreamer; says so when it skips.
 */
class ThirdPartyStoryIT {
    private static final Path DATA = Path.of(System.getenv()
            .getOrDefault(
                    "CCTV_TEST_DATA",
                    LocalRun.projectFolder().resolve("../shared/data").toString()));
    private static final Path SCRIPT = DATA.resolve("../tools/third-party-cameras.py");
    private static final LocalRun RUN = LocalRun.started();
    private static Process cameras;

    @BeforeAll
    static void startCamerasOfOthers() throws IOException, InterruptedException {
        assumeTrue(Files.exists(SCRIPT), "skipped: no test data at CCTV_TEST_DATA (" + DATA + ")");
        assumeTrue(hasGStreamer(), "skipped: GStreamer's RTSP server and its Python bindings are not installed");
        int port = FreePort.find();
        cameras = new ProcessBuilder(
                        "/usr/bin/python3",
                        SCRIPT.toString(),
                        "--auth",
                        "digest",
                        "--password",
                        "third-party",
                        "--port",
                        Integer.toString(port),
                        DATA.resolve("videos/vtest.avi").toString(),
                        DATA.resolve("videos/highway-a.avi").toString())
                .redirectErrorStream(true)
                .start();
        var output = new BufferedReader(cameras.inputReader(StandardCharsets.UTF_8));
        String line = output.readLine();
        while (line != null && !line.equals("ready")) line = output.readLine();
        assertThat(line).as("the third-party cameras are ready").isEqualTo("ready");
        // A pretrained model takes two cores for itself: with the simulated cameras too, it would fall behind the
        // pictures.
        RUN.kill("simulator");
        RUN.up(
                "--no-simulator",
                "--camera",
                "rtsp://admin:third-party@127.0.0.1:%d/vtest".formatted(port),
                "--camera",
                "rtsp://admin:third-party@127.0.0.1:%d/highway-a".formatted(port),
                "--model",
                LocalRun.projectFolder()
                        .resolve("models/yolox-nano/manifest.json")
                        .toString(),
                "--weights",
                DATA.resolve("models/yolox_nano.onnx").toString());
    }

    @AfterAll
    static void backToTheShippedModel() {
        if (cameras == null) return;
        cameras.destroy();
        RUN.up(
                "--model",
                LocalRun.projectFolder()
                        .resolve("models/scene-detector/manifest.json")
                        .toString());
    }

    @Test
    void peopleAndVehiclesAreFoundDrawnWatchedAndPlayedBack() {
        String street = Story.cameraNamed(RUN, "/vtest");
        String highway = Story.cameraNamed(RUN, "/highway-a");
        await("people on the street").atMost(Duration.ofMinutes(2)).until(() -> RUN.sees(street, "PERSON"));
        await("vehicles on the highway")
                .atMost(Duration.ofMinutes(2))
                .until(() -> RUN.sees(highway, "CAR") || RUN.sees(highway, "TRUCK") || RUN.sees(highway, "BUS"));
        watchedInTheBrowser(street);
        watchedInTheBrowser(highway);
        Instant from = Instant.now().minusSeconds(300);
        await("recorded")
                .atMost(Duration.ofMinutes(1))
                .until(() -> Story.timeline(RUN, street, from, Instant.now())
                                .get("segments")
                                .size()
                        >= 2);
        JsonNode segment =
                Story.timeline(RUN, street, from, Instant.now()).get("segments").get(0);
        Pictures.Seen seen = Pictures.play(Story.download(RUN, segment), 40, Duration.ofSeconds(20));
        assertThat(seen.frames()).isGreaterThanOrEqualTo(40);
        assertThat(seen.width()).isEqualTo(768);
    }

    private static void watchedInTheBrowser(String cameraId) {
        try (Browser browser = new Browser()) {
            browser.logIn(RUN, "operator");
            browser.await("tab-cameras").click();
            browser.await(
                            By.cssSelector("[data-testid='camera-row'][data-camera-id='" + cameraId + "']"),
                            Duration.ofSeconds(30))
                    .click();
            browser.await(By.cssSelector("[data-testid='live-tile'][data-state='live']"), Duration.ofSeconds(60));
            browser.await(
                    By.cssSelector("[data-testid='detection-canvas']:not([data-objects='0'])"), Duration.ofMinutes(4));
            browser.picture("third-party-" + cameraId.toLowerCase(Locale.ROOT));
        }
    }

    private static boolean hasGStreamer() throws IOException, InterruptedException {
        if (!Files.isExecutable(Path.of("/usr/bin/python3"))) return false;
        Process probe = new ProcessBuilder(
                        List.of(
                                "/usr/bin/python3",
                                "-c",
                                "import gi; gi.require_version('GstRtspServer', '1.0'); from gi.repository import GstRtspServer"))
                .redirectErrorStream(true)
                .start();
        return probe.waitFor(20, TimeUnit.SECONDS) && probe.exitValue() == 0;
    }
}
