package metro.cctv.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import metro.cctv.contracts.camera.StreamAddress;
import metro.cctv.contracts.camera.StreamAddress.Transport;
import metro.cctv.contracts.segment.SegmentClosed;
import metro.cctv.ingest.frame.FrameProbe;
import metro.cctv.testkit.FreePort;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A Motion JPEG camera that none of us wrote (GStreamer's RFC 2435); skipped where GStreamer is missing. */
class MotionJpegIT {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Transport.class)
    void recordsAndDecodesEveryPicture(Transport transport) throws Exception {
        int port = FreePort.find();
        Process server = start(port);
        try (var camera =
                new RecordedCamera(folder, new StreamAddress("rtsp://127.0.0.1:" + port + "/cam", transport), null)) {
            List<SegmentClosed> segments = camera.segments(2);
            for (SegmentClosed segment : segments.subList(0, 2)) {
                byte[] sealed = Files.readAllBytes(camera.file(segment));
                assertThat(HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(sealed)))
                        .isEqualTo(segment.sha256());
                assertThat(segment.codecs()).isEqualTo("mp4v.6c");
                DecodedFile decoded = camera.decoded(segment);
                assertThat(decoded.errors()).isZero();
                assertThat(decoded.width()).isEqualTo(320);
                assertThat(decoded.height()).isEqualTo(240);
                assertThat(decoded.frames()).isGreaterThanOrEqualTo(15);
            }
            assertThat(camera.status().transport()).isEqualTo(transport);
            assertThat(FrameProbe.decoded(camera.units().subList(0, 10)))
                    .as("pictures for analysis")
                    .isEqualTo(10);
        } finally {
            server.destroy();
            server.waitFor(10, TimeUnit.SECONDS);
        }
    }

    private Process start(int port) throws Exception {
        Path script = Path.of(MotionJpegIT.class.getResource("/mjpeg-camera.py").toURI());
        Path said = folder.resolve("said.txt");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/python3")), "skipped: no python3");
        Process server = new ProcessBuilder("/usr/bin/python3", script.toString(), Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> Files.readAllLines(said).contains("ready") || !server.isAlive());
        assumeTrue(server.isAlive(), "skipped: no GStreamer: " + Files.readString(said));
        return server;
    }
}
