package metro.cctv.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import metro.cctv.contracts.health.StreamHealthChanged.State;
import metro.cctv.contracts.segment.SegmentClosed;
import metro.cctv.ingest.media.AccessUnit;
import metro.cctv.ingest.record.RecordedEvents;
import metro.cctv.ingest.record.TestSegments;
import metro.cctv.ingest.session.SessionSettings;
import metro.cctv.simulator.SimulatedCameras;
import metro.cctv.simulator.video.EncodedLoop;
import metro.cctv.simulator.video.TestPattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A camera that lies in its headers, or sends without end, on the same event loop as one that does neither. Fault rows 8 and 11. */
class NeighbourFaultsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final EncodedLoop LOOP = TestPattern.loop(320, 240, 10, 1);
    private static final int FRAME_TICKS = 9_000;

    @TempDir
    Path folder;

    private SimulatedCameras cameras;

    @BeforeEach
    void two() {
        cameras = SimulatedCameras.builder().startAtCachedKeyFrame().stream("CAM-BAD", "main", LOOP).stream(
                        "CAM-GOOD", "main", LOOP)
                .start();
    }

    @AfterEach
    void end() {
        cameras.close();
    }

    @Test
    void aNeighbourOfACameraThatLiesNoticesNothing() throws Exception {
        var lies = new Lies();
        try (var liar = new InterleavedFaults(cameras.port(), List::of);
                var both = new RecordedCameras(folder, settings(64_000_000), new RecordedEvents())) {
            var bad = both.pull("CAM-BAD", liar.url("/CAM-BAD/main"));
            var good = both.pull("CAM-GOOD", cameras.url("CAM-GOOD", "main"));
            await().atMost(PATIENCE).until(() -> isOnline(bad) && isOnline(good));
            int before = good.units().size();
            liar.becomes(lies);
            await().atMost(PATIENCE)
                    .until(() -> lies.told() >= Lies.KINDS * 6
                            && good.units().size() >= before + 40
                            && good.segments().size() >= 2);
            int until = good.units().size();
            liar.becomes(List::of);
            int honest = bad.units().size();
            await().atMost(PATIENCE).until(() -> isOnline(bad) && bad.units().size() > honest + 10);
            noticedNothing(good, before, until);
            for (SegmentClosed segment : bad.segments()) TestSegments.assertWhole(folder.resolve("rec"), segment);
            Fault.measured(8, "gaps of a neighbour of " + lies.told() + " packets that lie", "0");
        }
    }

    @Test
    void aNeighbourOfACameraThatFloodsGetsAllItsPictures() throws Exception {
        try (var flood = new InterleavedFaults(cameras.port(), List::of);
                var both = new RecordedCameras(folder, settings(4_000_000), new RecordedEvents())) {
            var bad = both.pull("CAM-BAD", flood.url("/CAM-BAD/main"));
            var good = both.pull("CAM-GOOD", cameras.url("CAM-GOOD", "main"));
            await().atMost(PATIENCE).until(() -> isOnline(bad) && isOnline(good));
            await().atMost(PATIENCE).until(() -> good.units().size() > 15);
            int before = good.units().size();
            long sentBefore = flood.sentBytes();
            flood.becomes(packet -> Collections.nCopies(10_000, packet));
            await().atMost(PATIENCE)
                    .until(() -> good.units().size() >= before + 40
                            && flood.sentBytes() - sentBefore > 1_000_000
                            && good.segments().size() >= 2);
            noticedNothing(good, before, good.units().size());
            Fault.measured(
                    11,
                    "longest silence of a neighbour (a picture every 0.1 s; before the flood "
                            + longestSilence(good, 1, before).toMillis() + " ms)",
                    longestSilence(good, before, good.units().size()));
        }
    }

    /** Does not take a slow machine for a camera that says nothing. */
    private static SessionSettings settings(long maxBitsPerSecond) {
        Duration patient = Duration.ofSeconds(20);
        return new SessionSettings(patient, patient, patient, 50, maxBitsPerSecond, Duration.ofMinutes(5));
    }

    private static boolean isOnline(RecordedCameras.Pulled camera) {
        return camera.status().state() == State.ONLINE && !camera.units().isEmpty();
    }

    /** Its session never broke, and on the camera's own time line each picture follows the one before it. */
    private void noticedNothing(RecordedCameras.Pulled good, int from, int to) throws Exception {
        assertThat(good.told()).noneMatch(status -> status.state() == State.OFFLINE);
        for (int i = from; i < to; i++)
            assertThat(good.units().get(i).decodeTime90k()
                            - good.units().get(i - 1).decodeTime90k())
                    .as("picture " + i + " follows the one before it")
                    .isBetween(FRAME_TICKS / 2L, FRAME_TICKS * 3L / 2);
        for (SegmentClosed segment : good.segments()) {
            assertThat(segment.gapsBefore()).isEmpty();
            TestSegments.assertWhole(folder.resolve("rec"), segment);
        }
    }

    private static Duration longestSilence(RecordedCameras.Pulled camera, int from, int to) {
        List<AccessUnit> units = camera.units();
        long longest = 0;
        for (int i = from; i < to; i++)
            longest = Math.max(
                    longest, units.get(i).arrivedAtMicros() - units.get(i - 1).arrivedAtMicros());
        return Duration.of(longest, ChronoUnit.MICROS);
    }

    /** Every packet another lie, the same at each run. */
    private static final class Lies implements InterleavedFaults.Camera {
        static final int KINDS = 10;
        private final Random random = new Random(8);
        private final AtomicInteger told = new AtomicInteger();

        int told() {
            return told.get();
        }

        /** H.264 payload begins after the 12 bytes of an RTP header without extras. */
        @Override
        public List<byte[]> sends(byte[] honest) {
            byte[] packet = honest.clone();
            int kind = told.getAndIncrement() % KINDS;
            if (packet.length < 16) return List.of(packet);
            switch (kind) {
                case 0 -> packet[0] = (byte) 0x8F; // fifteen sources that are not there
                case 1 -> { // an extension longer than the packet
                    packet[0] |= 0x10;
                    packet[14] = (byte) 0xFF;
                    packet[15] = (byte) 0xFF;
                }
                case 2 -> { // padding longer than the packet
                    packet[0] |= 0x20;
                    packet[packet.length - 1] = (byte) 0xFF;
                }
                case 3 -> { // an aggregate whose parts are longer than it
                    packet[12] = 24;
                    packet[13] = (byte) 0xFF;
                    packet[14] = (byte) 0xFF;
                }
                case 4 -> packet[12] = 28; // a fragment of nothing that began
                case 5 -> { // a fragment that begins and ends at once
                    packet[12] = 28;
                    packet[13] = (byte) 0xC5;
                }
                case 6 -> packet[12] = 31; // a type that nobody defined
                case 7 -> packet = java.util.Arrays.copyOf(packet, 12 + random.nextInt(2)); // header, then nothing
                case 8 -> { // a parameter set of noise
                    byte[] noise = new byte[packet.length - 12];
                    random.nextBytes(noise);
                    System.arraycopy(noise, 0, packet, 12, noise.length);
                    packet[12] = 0x67;
                }
                default -> { // anything
                    byte[] noise = new byte[packet.length];
                    random.nextBytes(noise);
                    packet = noise;
                }
            }
            return List.of(packet);
        }
    }
}
