package metro.cctv.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import metro.cctv.contracts.camera.StreamAddress;
import metro.cctv.contracts.camera.StreamAddress.Transport;
import metro.cctv.ingest.camera.Credentials;
import metro.cctv.testkit.FreePort;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Against a camera server that none of us wrote: GStreamer's, with Digest, H.264 and H.265. Skipped where GStreamer, ffmpeg or
 * the folder of test tools ({@code CCTV_TEST_DATA}/../tools) is missing.
 */
class ForeignCameraIT {
    private static final Path SCRIPT = Path.of(System.getenv().getOrDefault("CCTV_TEST_DATA", "../../shared/data"))
            .resolve("../tools/third-party-cameras.py");

    @TempDir
    static Path cache;

    @TempDir
    Path folder;

    private static Process server;
    private static int port;

    @BeforeAll
    static void startCamerasOfOthers() throws Exception {
        assumeTrue(Files.exists(SCRIPT), "skipped: no third-party camera server at " + SCRIPT.toAbsolutePath());
        assumeTrue(
                OthersCameras.works("/usr/bin/python3", "-c", "import gi; gi.require_version('GstRtspServer', '1.0')"),
                "skipped: no GStreamer");
        assumeTrue(OthersCameras.works("ffmpeg", "-version"), "skipped: no ffmpeg");
        port = FreePort.find();
        Path clip = Path.of(
                ForeignCameraIT.class.getResource("testsrc-320x180.h265").toURI());
        Path said = cache.resolve("said.txt");
        server = new ProcessBuilder(
                        "/usr/bin/python3",
                        SCRIPT.toString(),
                        "--port",
                        Integer.toString(port),
                        "--auth",
                        "digest",
                        "--password",
                        "third-party",
                        "--h265",
                        "--cache",
                        cache.toString(),
                        clip.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        await("the cameras of others are ready")
                .atMost(Duration.ofSeconds(60))
                .until(() -> Files.readAllLines(said).contains("ready") || !server.isAlive());
        assertThat(server.isAlive()).as(Files.readString(said)).isTrue();
    }

    @AfterAll
    static void end() {
        if (server != null) server.destroy();
    }

    @Test
    void recordsEveryPictureOfBothCodecsOverBothTransports() throws Exception {
        // One after the other: viewers of a clip share it there, and each new PLAY winds it back for all of them.
        for (Transport transport : Transport.values()) {
            try (var avc = pull("h264", transport);
                    var hevc = pull("h265", transport)) {
                OthersCameras.check(avc, sourceOf("h264"), transport, "avc1.");
                OthersCameras.check(hevc, sourceOf("h265"), transport, "hvc1.");
                assertThat(avc.status().lostPackets()).isZero();
                assertThat(hevc.status().lostPackets()).isZero();
            }
        }
    }

    private RecordedCamera pull(String codec, Transport transport) {
        String path = "/testsrc-320x180" + (codec.equals("h265") ? "-h265" : "");
        return new RecordedCamera(
                folder.resolve(codec + transport),
                new StreamAddress("rtsp://127.0.0.1:" + port + path, transport),
                new Credentials("admin", "third-party"));
    }

    private static DecodedFile sourceOf(String codec) {
        return DecodedFile.of(cache.resolve("testsrc-320x180-" + codec + ".mp4"));
    }
}
