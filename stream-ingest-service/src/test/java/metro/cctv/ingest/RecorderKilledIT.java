package metro.cctv.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import metro.cctv.contracts.recording.SegmentScan;
import metro.cctv.contracts.segment.SegmentClosed;
import metro.cctv.contracts.segment.SegmentClosed.GapCause;
import metro.cctv.ingest.record.RecordedEvents;
import metro.cctv.ingest.record.TestSegments;
import metro.cctv.simulator.SimulatedCameras;
import metro.cctv.simulator.video.TestPattern;
import metro.cctv.testkit.TestJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A recorder that dies at any moment (kill -9), and the next one on its folders. Nothing here asks when in a segment it died: the
 * announcements that it could not send and the file that it left open must make one line without a hole up to its last fragment.
 * Fault row 12.
 */
class RecorderKilledIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    @Test
    void whatAKilledRecorderHadWrittenIsClosedAnnouncedAndFollowedByAToldGap() throws Exception {
        try (var cameras = SimulatedCameras.builder().startAtCachedKeyFrame().stream(
                        "CAM-001", "main", TestPattern.loop(320, 240, 10, 1))
                .start()) {
            String url = cameras.url("CAM-001", "main");
            Instant lastPicture = recordAndKill(url);
            Instant written = written();
            // What is shorter than a second is no gap.
            await().atMost(PATIENCE)
                    .until(() ->
                            Instant.now().isAfter(latest(written, lastPicture).plusSeconds(2)));
            var kafka = new RecordedEvents();
            try (var next = new RecordedCameras(folder, RecordedCamera.settings(), kafka)) {
                var camera = next.pull("CAM-001", url);
                await().atMost(PATIENCE)
                        .until(() -> camera.segments().stream().anyMatch(RecorderKilledIT::isAfterTheDeath));
                List<SegmentClosed> segments = camera.segments();
                Instant saved = check(segments);
                assertThat(saved).as("all that was written").isAfterOrEqualTo(written);
                Fault.measured(
                        12,
                        "pictures lost with the process",
                        saved.isAfter(lastPicture) ? Duration.ZERO : Duration.between(saved, lastPicture));
            }
        }
    }

    private static boolean isAfterTheDeath(SegmentClosed segment) {
        return segment.gapsBefore().stream().anyMatch(gap -> gap.cause() == GapCause.RECORDER);
    }

    /** @return when the last picture ends that the dead one saved */
    private Instant check(List<SegmentClosed> segments) throws IOException {
        assertThat(segments).filteredOn(RecorderKilledIT::isAfterTheDeath).hasSize(1);
        Instant end = segments.getFirst().startedAt();
        Instant saved = end;
        for (SegmentClosed segment : segments) {
            TestSegments.assertWhole(folder.resolve("rec"), segment);
            if (segment.gapsBefore().isEmpty())
                assertThat(Duration.between(end, segment.startedAt()).abs())
                        .as("no hole that nobody tells")
                        .isLessThan(Duration.ofMillis(1100));
            else assertThat(segment.gapsBefore().getFirst().from()).isEqualTo(end);
            if (isAfterTheDeath(segment)) saved = end;
            end = segment.endedAt();
        }
        return saved;
    }

    /** @return when the last picture came that it told of */
    private Instant recordAndKill(String url) throws Exception {
        Process recorder = TestJvm.of(160, KilledRecorder.class, List.of(folder.toString(), url))
                .start();
        var lastMicros = new AtomicLong();
        var said = new StringBuffer();
        Thread reader = Thread.ofVirtual().start(() -> read(recorder, lastMicros, said));
        try {
            await().atMost(PATIENCE)
                    .until(() -> !recorder.isAlive()
                            || (waiting() > 0
                                    && lastMicros.get() > 0
                                    && written().isAfter(Instant.EPOCH)));
            assertThat(recorder.isAlive()).as(said.toString()).isTrue();
        } finally {
            recorder.destroyForcibly().onExit().join();
        }
        reader.join();
        return micros(lastMicros.get());
    }

    private static void read(Process process, AtomicLong lastMicros, StringBuffer said) {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine())
                if (line.matches("\\d{16}")) lastMicros.set(Long.parseLong(line));
                else said.append(line).append('\n');
        } catch (IOException e) {
            // killed
        }
    }

    /** When the last whole fragment ends that lies in an open file; long ago if it died between two files. */
    private Instant written() throws IOException {
        Instant latest = Instant.EPOCH;
        for (Path part : open())
            try (var channel = FileChannel.open(part)) {
                latest = latest(latest, micros(SegmentScan.of(channel).endMicros()));
            } catch (NoSuchFileException e) {
                continue; // closed meanwhile
            }
        return latest;
    }

    /** Announcements that wait for Kafka. */
    private long waiting() throws IOException {
        return list(folder.resolve("state/spool/segment"), ".json").size();
    }

    private List<Path> open() throws IOException {
        return list(folder.resolve("rec/.open/CAM-001"), ".part");
    }

    private static List<Path> list(Path folder, String suffix) throws IOException {
        if (!Files.isDirectory(folder)) return List.of();
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix)).toList();
        }
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant micros(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
