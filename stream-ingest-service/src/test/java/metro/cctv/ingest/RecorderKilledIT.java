package metro.cctv.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import metro.cctv.contracts.camera.StreamAddress;
import metro.cctv.contracts.camera.StreamAddress.Transport;
import metro.cctv.contracts.segment.SegmentClosed;
import metro.cctv.contracts.segment.SegmentClosed.GapCause;
import metro.cctv.ingest.record.TestSegments;
import metro.cctv.simulator.SimulatedCameras;
import metro.cctv.simulator.video.AccessUnit;
import metro.cctv.simulator.video.EncodedLoop;
import metro.cctv.simulator.video.TestPattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recorder that dies in the middle of a segment (kill -9), and the next one on its folder. Fault row 12. */
class RecorderKilledIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void whatAKilledRecorderHadWrittenIsClosedAnnouncedAndFollowedByAToldGap() throws Exception {
        try (var cameras = SimulatedCameras.builder().startAtCachedKeyFrame().stream("CAM-001", "main", oneKeyFrame())
                .start()) {
            String url = cameras.url("CAM-001", "main");
            Instant lastPicture = recordAndKill(url);
            assertThat(openBytes()).as("a segment was open").isPositive();
            // What is shorter than a second is no gap.
            await().atMost(PATIENCE).until(() -> Instant.now().isAfter(lastPicture.plusSeconds(2)));
            try (var next = new RecordedCamera(folder, new StreamAddress(url, Transport.TCP), null)) {
                await().atMost(PATIENCE).until(() -> next.units().size() > 20);
                cameras.reset();
                List<SegmentClosed> segments = next.segments(2);
                SegmentClosed saved = segments.get(0);
                assertThat(saved.startedAt()).isBefore(lastPicture);
                assertThat(saved.gapsBefore()).isEmpty();
                assertThat(segments.get(1).gapsBefore()).singleElement().satisfies(gap -> {
                    assertThat(gap.cause()).isEqualTo(GapCause.RECORDER);
                    assertThat(gap.from())
                            .as("from the last picture that was saved")
                            .isEqualTo(saved.endedAt());
                });
                for (SegmentClosed segment : segments) TestSegments.assertWhole(folder.resolve("rec"), segment);
                Fault.measured(12, "pictures lost with the process", Duration.between(saved.endedAt(), lastPicture));
            }
        }
    }

    /** So that the segment that is open at the kill stays the same one, however slow the machine. */
    private static EncodedLoop oneKeyFrame() {
        EncodedLoop loop = TestPattern.loop(320, 240, 10, 1);
        List<AccessUnit> minute = new ArrayList<>(loop.frames());
        while (minute.size() < 550)
            minute.addAll(loop.frames().subList(1, loop.frames().size()));
        return new EncodedLoop(320, 240, loop.rate(), loop.sps(), loop.pps(), minute);
    }

    /** @return when the last picture came that it told of */
    private Instant recordAndKill(String url) throws Exception {
        Process recorder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx160m",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        KilledRecorder.class.getName(),
                        folder.toString(),
                        url)
                .redirectErrorStream(true)
                .start();
        var lastMillis = new AtomicLong();
        Thread.ofVirtual().start(() -> read(recorder, lastMillis));
        try {
            await().atMost(PATIENCE).until(() -> lastMillis.get() > 0 && openBytes() > 5_000);
        } finally {
            recorder.destroyForcibly().onExit().join();
        }
        return Instant.ofEpochMilli(lastMillis.get());
    }

    private static void read(Process process, AtomicLong lastMillis) {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine())
                if (line.matches("\\d{13}")) lastMillis.set(Long.parseLong(line));
        } catch (IOException e) {
            // killed
        }
    }

    private long openBytes() throws IOException {
        try (Stream<Path> files = open()) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private Stream<Path> open() throws IOException {
        Path open = folder.resolve("rec/.open/CAM-001");
        return Files.isDirectory(open)
                ? Files.list(open).filter(file -> file.toString().endsWith(".part"))
                : Stream.empty();
    }
}
