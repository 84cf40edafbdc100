package metro.cctv.ingest.record;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import metro.cctv.contracts.health.StreamHealthChanged.Cause;
import metro.cctv.contracts.recording.SegmentFormat;
import metro.cctv.contracts.segment.SegmentClosed;
import metro.cctv.contracts.segment.SegmentClosed.GapCause;
import metro.cctv.ingest.media.AccessUnit;
import metro.cctv.ingest.media.VideoFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingsTest {
    private static final VideoFormat FORMAT = VideoFormat.of(
                    HexFormat.of().parseHex("67640028acd940780227e5c05a808080a0000003002000000781e30632c0"),
                    List.of(new byte[] {0x68, (byte) 0xCE}))
            .orElseThrow();
    private static final long START_MICROS = 1_795_000_000_000_000L;
    private static final RecordSettings SETTINGS = new RecordSettings(Duration.ofSeconds(4), 1, 64 << 20);

    @TempDir
    Path folder;

    private final RecordedEvents events = new RecordedEvents();
    private final TestKeys keys = new TestKeys();
    private final List<RecordingKeyring> keyrings = new ArrayList<>();
    private boolean keysAway;

    @AfterEach
    void end() {
        keyrings.forEach(RecordingKeyring::close);
    }

    @Test
    void cutsAtKeyFramesAndLeavesNoHole() {
        try (var recordings = open()) {
            Recorder recorder = recordings.recorder("CAM-1", "DJ-SEO");
            for (int frame = 0; frame < 131; frame++) recorder.accept(unit(frame, 1000));
            awaitSegments(3);
        }
        List<SegmentClosed> all = events.segments();
        for (int i = 0; i < 3; i++)
            assertThat(Duration.between(all.get(i).startedAt(), all.get(i).endedAt()))
                    .isBetween(ofSeconds(4).minusMillis(2), ofSeconds(4).plusMillis(2));
        assertThat(all.get(1).gapsBefore()).isEmpty();
        assertThat(all.get(0).objectKey()).matches("DJ-SEO/CAM-1/\\d{4}-\\d\\d-\\d\\d/\\d{6}\\.\\d{3}\\.mp4");
    }

    @Test
    void anInterruptionClosesTheSegmentAndIsToldWithTheNext() {
        try (var recordings = open()) {
            Recorder recorder = recordings.recorder("CAM-1", "DJ-SEO");
            for (int frame = 0; frame < 15; frame++) recorder.accept(unit(frame, 1000));
            recorder.interrupted(Cause.UNREACHABLE, "cable");
            for (int frame = 200; frame < 215; frame++) recorder.accept(unit(frame, 1000));
            recorder.interrupted(Cause.STOPPED, "");
            awaitSegments(2);
        }
        SegmentClosed.Gap gap = events.segments().get(1).gapsBefore().getFirst();
        assertThat(gap.cause()).isEqualTo(GapCause.NETWORK);
        assertThat(gap.detail()).contains("cable");
        assertThat(gap.from()).isEqualTo(events.segments().get(0).endedAt());
        assertThat(gap.to()).isEqualTo(events.segments().get(1).startedAt());
    }

    @Test
    void aCrashLosesTheCutOffTailOnly() throws IOException {
        // A process that was killed: the file is open, its last fragment torn.
        try (var recordings = open()) {
            Recorder recorder = recordings.recorder("CAM-1", "DJ-SEO");
            for (int frame = 0; frame < 31; frame++) recorder.accept(unit(frame, 1000));
            await().atMost(ofSeconds(60)).until(() -> part().length > 0 && Files.size(part()[0]) > 30_000);
        }
        Path part = part()[0];
        long whole = Files.size(part);
        Files.write(part, new byte[] {0, 0, 9, 9, 'm', 'o', 'o', 'f', 1, 2, 3}, StandardOpenOption.APPEND);
        try (var recordings = open()) {
            Recorder recorder = recordings.recorder("CAM-1", "DJ-SEO");
            for (int frame = 300; frame < 311; frame++) recorder.accept(unit(frame, 1000));
            recorder.interrupted(Cause.STOPPED, "");
            awaitSegments(2);
        }
        SegmentClosed saved = events.segments().getFirst();
        assertThat(saved.bytes()).isEqualTo(whole);
        assertThat(Duration.between(saved.startedAt(), saved.endedAt())).isEqualTo(ofSeconds(3));
        assertThat(folder.resolve("rec").resolve(saved.objectKey())).hasSize(whole);
        assertThat(events.segments().get(1).gapsBefore().getFirst().cause()).isEqualTo(GapCause.RECORDER);
        assertThat(part()).isEmpty();
    }

    @Test
    void announcementsWaitOnDiskOverARestart() {
        events.away(true);
        try (var recordings = open()) {
            Recorder recorder = recordings.recorder("CAM-1", "DJ-SEO");
            for (int frame = 0; frame < 91; frame++) recorder.accept(unit(frame, 1000));
            await().atMost(ofSeconds(60)).until(() -> recordings.spool().size() == 2);
        }
        assertThat(events.segments()).isEmpty();
        events.away(false);
        try (var recordings = open()) {
            awaitSegments(2);
            await().atMost(ofSeconds(60)).until(() -> recordings.spool().size() == 0);
        }
        assertThat(events.segments().get(0).startedAt())
                .isBefore(events.segments().get(1).startedAt());
    }

    @Test
    void aSlowDiskCostsAllCamerasTogetherNoMoreThanTheirBudget() {
        var budget = new WriteBudget(40_000);
        List<Runnable> held = new ArrayList<>();
        try (var recordings = open()) {
            List<Recorder> recorders = java.util.stream.Stream.of("CAM-1", "CAM-2", "CAM-3")
                    .map(id -> new Recorder(
                            new SegmentWriter(id, "DJ-SEO", recordings),
                            held::add,
                            64 << 20,
                            budget,
                            recordings.counters()))
                    .toList();
            for (int frame = 0; frame < 60; frame++)
                for (Recorder recorder : recorders) recorder.accept(unit(frame, 1000));
            assertThat(budget.taken()).isBetween(30_000L, 40_000L);
            assertThat(recordings.counters().droppedFragments.sum()).isPositive();

            while (!held.isEmpty()) held.removeFirst().run();
            assertThat(budget.taken()).isZero();
            for (int frame = 60; frame < 90; frame++) {
                for (Recorder recorder : recorders) recorder.accept(unit(frame, 1000));
                while (!held.isEmpty()) held.removeFirst().run();
            }
            for (Recorder recorder : recorders) recorder.interrupted(Cause.STOPPED, "");
            while (!held.isEmpty()) held.removeFirst().run();
            awaitSegments(6);
        }
        assertThat(events.segments().stream().flatMap(s -> s.gapsBefore().stream()))
                .hasSize(3)
                .allMatch(gap -> gap.cause() == GapCause.STORAGE);
    }

    @Test
    void aDiskThatRefusesStopsThisRecordingOnlyAndIsTriedAgain() throws IOException {
        try (var recordings = open()) {
            Recorder recorder = recordings.recorder("CAM-1", "DJ-SEO");
            Files.createDirectories(folder.resolve("rec/DJ-SEO"));
            Files.writeString(folder.resolve("rec/DJ-SEO/CAM-1"), "a file where a folder should be");
            for (int frame = 0; frame < 51; frame++) recorder.accept(unit(frame, 1000));
            await().atMost(ofSeconds(60))
                    .until(() -> recordings.counters().errors.sum() > 0);
            Files.delete(folder.resolve("rec/DJ-SEO/CAM-1"));
            var frame = new int[] {51};
            await().atMost(ofSeconds(60)).pollInterval(Duration.ofMillis(100)).until(() -> {
                for (int i = 0; i < 10; i++) recorder.accept(unit(frame[0]++, 1000));
                return events.segments().size() >= 2;
            });
        }
        assertThat(events.segments().stream().flatMap(s -> s.gapsBefore().stream()))
                .anySatisfy(gap -> assertThat(gap.cause()).isEqualTo(GapCause.STORAGE));
    }

    @Test
    void whatLiesOnDiskIsSealedAndOpensToTheMp4() throws IOException {
        try (var recordings = open()) {
            Recorder recorder = recordings.recorder("CAM-1", "DJ-SEO");
            for (int frame = 0; frame < 51; frame++)
                recorder.accept(unit(frame, 300_000)); // fragments of several chunks
            awaitSegments(1);
        }
        SegmentClosed segment = events.segments().getFirst();
        Path file = folder.resolve("rec").resolve(segment.objectKey());
        assertThat(SegmentFormat.isSealed(Files.readAllBytes(file))).isTrue();
        assertThat(segment.keyId()).matches("DJ-SEO/\\d{4}-\\d\\d-\\d\\d/CAM-1");
        byte[] mp4 = keys.open(file);
        assertThat(mp4).hasSize((int) segment.mediaBytes());
        assertThat(new String(mp4, 4, 4, US_ASCII)).isEqualTo("ftyp");
        assertThat(new String(mp4, segment.initBytes() + 4, 4, US_ASCII)).isEqualTo("moof");
    }

    @Test
    void withoutAnyKeyNothingIsWrittenAndWithTheFirstItBegins() {
        keys.away(true);
        keysAway = true;
        try (var recordings = open()) {
            Recorder recorder = recordings.recorder("CAM-1", "DJ-SEO");
            for (int frame = 0; frame < 31; frame++) recorder.accept(unit(frame, 1000));
            await().atMost(ofSeconds(60))
                    .until(() -> recordings.counters().droppedFragments.sum() >= 3);
            assertThat(folder.resolve("rec/.open/CAM-1")).isEmptyDirectory();
            keys.away(false);
            var frame = new int[] {31};
            await().atMost(ofSeconds(60)).pollInterval(Duration.ofMillis(100)).until(() -> {
                for (int i = 0; i < 10; i++) recorder.accept(unit(frame[0]++, 1000));
                return !events.segments().isEmpty();
            });
        }
    }

    @Test
    void keysInHandServeWhileRetentionIsAway() {
        try (var recordings = open()) {
            await().atMost(ofSeconds(60)).until(() -> Files.exists(folder.resolve("state/recording-keys.json")));
        }
        keys.away(true);
        try (var recordings = open()) {
            Recorder recorder = recordings.recorder("CAM-1", "DJ-SEO");
            for (int frame = 0; frame < 51; frame++) recorder.accept(unit(frame, 1000));
            awaitSegments(1);
        }
    }

    @Test
    void oneProcessPerFolder() {
        try (var recordings = open()) {
            org.assertj.core.api.Assertions.assertThatThrownBy(this::open).isInstanceOf(RuntimeException.class);
            assertThat(recordings.counters().errors.sum()).isZero();
        }
    }

    private Recordings open() {
        var keyring = new RecordingKeyring(folder.resolve("state"), keys, Clock.systemUTC());
        keyrings.add(keyring);
        await().atMost(ofSeconds(60))
                .until(() -> keysAway || keyring.find("DJ-SEO", Instant.EPOCH).isPresent());
        var recordings = new Recordings(folder.resolve("rec"), folder.resolve("state"), SETTINGS, keyring, events);
        recordings.start();
        return recordings;
    }

    private void awaitSegments(int count) {
        await().atMost(ofSeconds(60)).until(() -> events.segments().size() >= count);
    }

    private Path[] part() throws IOException {
        Path open = folder.resolve("rec/.open/CAM-1");
        if (!Files.isDirectory(open)) return new Path[0];
        try (Stream<Path> files = Files.list(open)) {
            return files.filter(f -> f.toString().endsWith(".part")).toArray(Path[]::new);
        }
    }

    /** Ten a second, a key frame each second. */
    private static AccessUnit unit(int frame, int bytes) {
        long wall = START_MICROS + frame * 100_000L;
        return new AccessUnit(new byte[bytes], bytes, frame % 10 == 0, frame * 9000L, 0, wall, wall, FORMAT);
    }
}
