package metro.cctv.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import metro.cctv.contracts.camera.StreamAddress;
import metro.cctv.contracts.camera.StreamAddress.Transport;
import metro.cctv.contracts.segment.SegmentClosed;
import metro.cctv.ingest.camera.Credentials;
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
                works("/usr/bin/python3", "-c", "import gi; gi.require_version('GstRtspServer', '1.0')"),
                "skipped: no GStreamer");
        assumeTrue(works("ffmpeg", "-version"), "skipped: no ffmpeg");
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
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
                check(avc, "h264", transport, "avc1.");
                check(hevc, "h265", transport, "hvc1.");
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

    private static void check(RecordedCamera camera, String codec, Transport transport, String codecs)
            throws Exception {
        DecodedFile source = DecodedFile.of(cache.resolve("testsrc-320x180-" + codec + ".mp4"));
        for (SegmentClosed segment : camera.segments(2).subList(0, 2)) {
            assertThat(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256")
                                    .digest(Files.readAllBytes(camera.file(segment)))))
                    .isEqualTo(segment.sha256());
            assertThat(segment.gapsBefore()).isEmpty();
            assertThat(segment.codecs()).startsWith(codecs);
            DecodedFile decoded = camera.decoded(segment);
            assertThat(decoded.errors()).isZero();
            assertThat(decoded.frames()).isGreaterThanOrEqualTo(18);
            assertThat(source.repeats(decoded.pictures()))
                    .as("picture by picture the same")
                    .isTrue();
        }
        assertThat(camera.status().transport()).isEqualTo(transport);
        assertThat(camera.status().lostPackets()).isZero();
    }

    private static boolean works(String... command) throws InterruptedException {
        try {
            Process probe = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return probe.waitFor(20, TimeUnit.SECONDS) && probe.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
