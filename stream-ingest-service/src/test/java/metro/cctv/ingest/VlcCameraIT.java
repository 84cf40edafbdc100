package metro.cctv.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import metro.cctv.contracts.camera.StreamAddress;
import metro.cctv.contracts.camera.StreamAddress.Transport;
import metro.cctv.contracts.health.StreamHealthChanged.Cause;
import metro.cctv.testkit.FreePort;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Against VLC as a camera: it sends over UDP alone and answers 461 to whoever asks for TCP. Skipped where VLC or ffmpeg is
 * missing.
 */
class VlcCameraIT {
    private static final int TURNS = 60;

    @TempDir
    Path folder;

    @BeforeAll
    static void thereIsVlc() throws Exception {
        assumeTrue(OthersCameras.works("sh", "-c", "command -v cvlc"), "skipped: no VLC");
        assumeTrue(OthersCameras.works("ffmpeg", "-version"), "skipped: no ffmpeg");
    }

    @ParameterizedTest
    @CsvSource({"libx264,avc1.", "libx265,hvc1."})
    void recordsEveryPictureOfBothCodecs(String encoder, String codecs) throws Exception {
        Path clip = clip(encoder);
        int port = FreePort.find();
        Process vlc = serve(clip, port);
        try (var camera = new RecordedCamera(folder, address(port, Transport.UDP), null)) {
            OthersCameras.check(camera, DecodedFile.of(clip), Transport.UDP, codecs);
        } finally {
            end(vlc);
        }
    }

    @Test
    void refusesTcpByASaidCause() throws Exception {
        int port = FreePort.find();
        Process vlc = serve(clip("libx264"), port);
        try (var camera = new RecordedCamera(folder, address(port, Transport.TCP), null)) {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(camera.told())
                            .anySatisfy(status -> assertThat(status.cause()).isEqualTo(Cause.PROTOCOL_ERROR)));
        } finally {
            end(vlc);
        }
    }

    private static StreamAddress address(int port, Transport transport) {
        return new StreamAddress("rtsp://127.0.0.1:" + port + "/cam", transport);
    }

    /** Two seconds between key frames, no B frames, as cameras do. */
    private Path clip(String encoder) throws Exception {
        Path clip = folder.resolve(encoder + ".mp4");
        var command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-y", "-f", "lavfi"));
        command.addAll(List.of("-i", "testsrc=size=320x180:rate=10", "-t", "6", "-pix_fmt", "yuv420p"));
        command.addAll(List.of("-c:v", encoder, "-preset", "ultrafast", "-bf", "0", "-g", "20"));
        if (encoder.equals("libx265")) command.addAll(List.of("-x265-params", "bframes=0:keyint=20:log-level=error"));
        command.add(clip.toString());
        assertThat(OthersCameras.works(command.toArray(String[]::new)))
                .as("ffmpeg encodes")
                .isTrue();
        return clip;
    }

    /** The clip again and again in one file, so that VLC's own winding back is not met. */
    private Process serve(Path clip, int port) throws Exception {
        Path repeated = folder.resolve("long-" + clip.getFileName());
        assertThat(OthersCameras.works(
                        "ffmpeg",
                        "-v",
                        "error",
                        "-y",
                        "-stream_loop",
                        Integer.toString(TURNS),
                        "-i",
                        clip.toString(),
                        "-c",
                        "copy",
                        repeated.toString()))
                .as("ffmpeg repeats the clip")
                .isTrue();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        var command = new ArrayList<String>();
        // VLC does not run as root.
        if (System.getProperty("user.name").equals("root"))
            command.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
        command.addAll(List.of("cvlc", "-q", repeated.toString(), "--sout"));
        command.add("#rtp{sdp=rtsp://127.0.0.1:" + port + "/cam}");
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("vlc.txt").toFile());
        builder.environment().put("HOME", folder.toString());
        Process vlc = builder.start();
        await("VLC listens").atMost(Duration.ofSeconds(60)).until(() -> listens(port) || !vlc.isAlive());
        assertThat(vlc.isAlive())
                .as(Files.readString(folder.resolve("vlc.txt")))
                .isTrue();
        return vlc;
    }

    private static boolean listens(int port) {
        try (var socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static void end(Process vlc) throws InterruptedException {
        vlc.destroy();
        vlc.waitFor(10, TimeUnit.SECONDS);
    }
}
