package metro.cctv.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import metro.cctv.contracts.camera.StreamAddress;
import metro.cctv.contracts.health.StreamHealthChanged.State;
import metro.cctv.contracts.health.StreamHealthChanged.Stream;
import metro.cctv.contracts.segment.SegmentClosed;
import metro.cctv.ingest.camera.Credentials;
import metro.cctv.ingest.record.RecordSettings;
import metro.cctv.ingest.record.RecordedEvents;
import metro.cctv.ingest.record.Recorder;
import metro.cctv.ingest.record.RecordingKeyring;
import metro.cctv.ingest.record.Recordings;
import metro.cctv.ingest.record.TestKeys;
import metro.cctv.ingest.session.RtspSessions;
import metro.cctv.ingest.session.SessionSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/**
 * Against a camera server that none of us wrote: {@code CCTV_TEST_RTSP=rtsp://admin:s3cret@127.0.0.1:8554/vtest}. Skipped
 * when that is not set.
 */
@EnabledIfEnvironmentVariable(
        named = "CCTV_TEST_RTSP",
        matches = "rtsp://.+",
        disabledReason = "CCTV_TEST_RTSP names no camera")
class ForeignCameraIT {
    @TempDir
    Path folder;

    @Test
    void recordsIt() throws Exception {
        URI uri = URI.create(System.getenv("CCTV_TEST_RTSP"));
        String[] who = uri.getUserInfo().split(":", 2);
        String url = "rtsp://" + uri.getHost() + ":" + uri.getPort() + uri.getPath();
        var events = new RecordedEvents();
        var keys = new TestKeys();
        var settings = new RecordSettings(Duration.ofSeconds(6), 1, 16 << 20);
        try (var sessions = new RtspSessions(
                        1,
                        new SessionSettings(
                                Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(10), 50, 64_000_000),
                        Clock.systemUTC());
                var keyring = new RecordingKeyring(folder.resolve("state"), keys, Clock.systemUTC());
                var recordings =
                        new Recordings(folder.resolve("rec"), folder.resolve("state"), settings, keyring, events)) {
            recordings.start();
            Recorder recorder = recordings.recorder("FOREIGN-1", "DJ-SEO");
            var pull = sessions.pull(
                    "FOREIGN-1",
                    Stream.MAIN,
                    new StreamAddress(url, StreamAddress.Transport.TCP),
                    refused -> CompletableFuture.completedFuture(Optional.of(new Credentials(who[0], who[1]))),
                    sessions.nextLoop(),
                    recorder::accept,
                    status -> {
                        if (status.state() == State.OFFLINE) recorder.interrupted(status.cause(), status.detail());
                        System.out.println(status);
                    });
            pull.start();
            await().atMost(Duration.ofSeconds(40)).until(() -> events.segments().size() >= 3);
            System.out.println(pull.status());
            long cpu = ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                    .getProcessCpuTime();
            System.out.println("process CPU " + cpu / 1_000_000 + " ms");
            pull.stop();
            await().atMost(Duration.ofSeconds(10)).until(() -> pull.status().state() == State.OFFLINE);
        }
        for (SegmentClosed segment : events.segments()) {
            Path file = folder.resolve("rec").resolve(segment.objectKey());
            System.out.println(segment + " " + DecodedFile.of(keys.openedCopy(file, folder)));
            assertThat(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file))))
                    .isEqualTo(segment.sha256());
            assertThat(DecodedFile.of(keys.openedCopy(file, folder)).errors()).isZero();
            assertThat(segment.gapsBefore()).isEmpty();
        }
    }
}
