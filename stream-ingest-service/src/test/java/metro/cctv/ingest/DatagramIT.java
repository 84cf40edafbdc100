package metro.cctv.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import metro.cctv.contracts.camera.StreamAddress;
import metro.cctv.contracts.camera.StreamAddress.Transport;
import metro.cctv.contracts.health.StreamHealthChanged.Cause;
import metro.cctv.contracts.health.StreamHealthChanged.State;
import metro.cctv.contracts.segment.SegmentClosed;
import metro.cctv.contracts.segment.SegmentClosed.GapCause;
import metro.cctv.ingest.DatagramFaults.Fate;
import metro.cctv.ingest.session.SessionSettings;
import metro.cctv.simulator.SimulatedCameras;
import metro.cctv.simulator.video.ByteStreamLoop;
import metro.cctv.simulator.video.EncodedLoop;
import metro.cctv.simulator.video.FrameRate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Media as datagrams over a network that reorders, loses, and carries the packets of strangers. A key frame comes every second. */
class DatagramIT {
    private static final String PATH = "/CAM-001/main";

    /** Does not take the silence of this test for a hang. */
    private static final SessionSettings PATIENT = new SessionSettings(
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(12),
            50,
            64_000_000,
            Duration.ofMinutes(1));

    private static EncodedLoop loop;
    private static SimulatedCameras cameras;
    private static DecodedFile source;

    @TempDir
    Path folder;

    @BeforeAll
    static void oneCamera() throws Exception {
        Path clip = Path.of(DatagramIT.class.getResource("testsrc-320x180.h265").toURI());
        source = DecodedFile.of(clip);
        loop = ByteStreamLoop.h265(Files.readAllBytes(clip), 320, 180, FrameRate.of(10));
        cameras = SimulatedCameras.builder().stream("CAM-001", "main", loop).start();
    }

    @AfterAll
    static void end() {
        cameras.close();
    }

    @Test
    void everyPictureComesThroughANetworkThatReordersAndAStrangerIsNotHeard() throws Exception {
        try (var network = new DatagramFaults(cameras.port(), number -> number % 3 == 1 ? Fate.OVERTAKEN : Fate.PASS);
                var camera = pull(network);
                var stranger = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            await().atMost(Duration.ofSeconds(60)).until(() -> !camera.units().isEmpty());
            var forged = new byte[200];
            forged[0] = (byte) 0x80;
            forged[1] = 96;
            for (int i = 0; i < 50; i++)
                stranger.send(new DatagramPacket(
                        forged, forged.length, InetAddress.getLoopbackAddress(), network.clientRtpPort()));
            List<SegmentClosed> segments = camera.segments(2);
            assertThat(camera.status().transport()).isEqualTo(Transport.UDP);
            assertThat(camera.status().lostPackets()).isZero();
            assertThat(camera.status().rejectedPackets()).isEqualTo(50);
            for (SegmentClosed segment : segments) {
                DecodedFile decoded = camera.decoded(segment);
                assertThat(decoded.frames()).isGreaterThanOrEqualTo(20);
                assertThat(source.repeats(decoded.pictures())).isTrue();
            }
        }
    }

    @Test
    void lossCostsPicturesUpToTheNextKeyFrameAndALongerOneIsAGap() throws Exception {
        var random = new Random(20);
        try (var network =
                        new DatagramFaults(cameras.port(), number -> random.nextInt(20) == 0 ? Fate.DROP : Fate.PASS);
                var camera = pull(network, PATIENT)) {
            camera.segments(1);
            network.network(number -> number % 2 == 0 ? Fate.DROP : Fate.PASS);
            long lost = camera.status().lostPackets();
            await().atMost(Duration.ofSeconds(60)).until(() -> camera.status().lostPackets() > lost + 12);
            await().atMost(Duration.ofSeconds(60)).until(() -> silentFor(camera).toMillis() > 1500);
            network.network(number -> Fate.PASS);
            int before = camera.units().size();
            await().atMost(Duration.ofSeconds(60)).until(() -> camera.units().size() >= before + 5);
            int known = camera.segments(1).size();
            List<SegmentClosed> segments = camera.segments(known + 2);
            for (SegmentClosed segment : segments) {
                DecodedFile decoded = camera.decoded(segment);
                assertThat(decoded.errors()).isZero();
                assertThat(source.pictures()).containsAll(decoded.pictures());
            }
            assertThat(segments.stream().flatMap(segment -> segment.gapsBefore().stream()))
                    .anySatisfy(gap -> assertThat(gap.cause()).isEqualTo(GapCause.NETWORK));
            assertThat(camera.told()).noneMatch(status -> status.state() == State.OFFLINE);
        }
    }

    @Test
    void aCameraThatRefusesDatagramsIsPulledInsideItsConnection() throws Exception {
        try (var network = new DatagramFaults(cameras.port(), number -> Fate.PASS).refusingDatagrams();
                var camera = pull(network)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> camera.units().size() > 5);
            assertThat(network.hasRefusedDatagrams()).isTrue();
            assertThat(camera.status().transport()).isEqualTo(Transport.TCP);
            assertThat(camera.told()).noneMatch(status -> status.state() == State.OFFLINE);
        }
    }

    @Test
    void whereNoDatagramComesThroughTheNextDialIsInsideTheConnection() throws Exception {
        try (var network = new DatagramFaults(cameras.port(), number -> Fate.DROP);
                var camera = pull(network)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> camera.units().size() > 5);
            assertThat(camera.status().transport()).isEqualTo(Transport.TCP);
            assertThat(camera.told())
                    .anyMatch(status ->
                            status.cause() == Cause.STALLED && status.detail().contains("no datagram"));
        }
    }

    private static Duration silentFor(RecordedCamera camera) {
        long last = camera.units().getLast().arrivedAtMicros();
        return Duration.between(Instant.EPOCH.plus(last, ChronoUnit.MICROS), Instant.now());
    }

    private RecordedCamera pull(DatagramFaults network) {
        return pull(network, RecordedCamera.settings());
    }

    private RecordedCamera pull(DatagramFaults network, SessionSettings settings) {
        return new RecordedCamera(folder, new StreamAddress(network.url(PATH), Transport.UDP), null, settings);
    }
}
