package metro.cctv.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import metro.cctv.contracts.camera.StreamAddress;
import metro.cctv.contracts.camera.StreamAddress.Transport;
import metro.cctv.contracts.segment.SegmentClosed;
import metro.cctv.ingest.camera.Credentials;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
                .start();
        var output = new BufferedReader(server.inputReader(StandardCharsets.UTF_8));
        String line = output.readLine();
        while (line != null && !line.equals("ready")) line = output.readLine();
        assertThat(line).isEqualTo("ready");
    }

    @AfterAll
    static void end() {
        if (server != null) server.destroy();
    }

    @ParameterizedTest(name = "{0} over {1}")
    @CsvSource({"h264, TCP, avc1.", "h265, TCP, hvc1."})
    void recordsEveryPicture(String codec, Transport transport, String codecs) throws Exception {
        String path = "/testsrc-320x180" + (codec.equals("h265") ? "-h265" : "");
        DecodedFile source = DecodedFile.of(cache.resolve("testsrc-320x180-" + codec + ".mp4"));
        var address = new StreamAddress("rtsp://127.0.0.1:" + port + path, transport);
        try (var camera = new RecordedCamera(folder, address, new Credentials("admin", "third-party"))) {
            for (SegmentClosed segment : camera.segments(2).subList(0, 2)) {
                Path file = folder.resolve("rec").resolve(segment.objectKey());
                assertThat(HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file))))
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
        }
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
