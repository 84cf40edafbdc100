package metro.cctv.ingest.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.imageio.ImageIO;
import metro.cctv.chassis.audit.AuditTrail;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.audit.AccessAudited;
import metro.cctv.contracts.health.StreamHealthChanged.Cause;
import metro.cctv.contracts.health.StreamHealthChanged.State;
import metro.cctv.contracts.incident.GrantChanged;
import metro.cctv.ingest.TestParts;
import metro.cctv.ingest.camera.CameraDirectory;
import metro.cctv.ingest.camera.TestCameras;
import metro.cctv.ingest.lease.Ownership;
import metro.cctv.ingest.line.CameraLines;
import metro.cctv.ingest.session.StreamStatus;
import metro.cctv.ingest.tampering.TamperingSettings;
import metro.cctv.simulator.SimulatedCameras;
import metro.cctv.simulator.video.EncodedLoop;
import metro.cctv.simulator.video.FrameRate;
import metro.cctv.simulator.video.H264Encoder;
import metro.cctv.simulator.video.StreamShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;

/** A camera that is switched off, covered and switched on again, over real RTSP: from its pictures to health and evidence. */
class SightIT {
    private static final String CAMERA = "CAM-001";
    private static final String TICKET = "a-ticket-of-the-112-room";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final TamperingSettings QUICK = new TamperingSettings(
            Duration.ofSeconds(3), Duration.ofSeconds(1), Duration.ofHours(1), Duration.ofHours(2));

    @TempDir
    Path folder;

    private final List<StreamStatus> told = new CopyOnWriteArrayList<>();
    private final List<AccessAudited> ledger = new CopyOnWriteArrayList<>();

    @Test
    void aCoveredCameraIsToldWithAPictureAndSoIsItsReturn() throws Exception {
        EncodedLoop street = loop(false);
        EncodedLoop hand = loop(true);
        var live = new LiveCameras();
        var directory = new CameraDirectory(TestParts.cameraSettings(folder));
        SimulatedCameras camera = show(street, 0);
        int port = camera.port();
        TestCameras.tell(directory, CAMERA, TestCameras.camera(CAMERA, camera.url(CAMERA, "main")));
        var lines = new CameraLines(
                directory,
                TestParts.in(folder, Map.of("bootstrap.servers", "127.0.0.1:9"), QUICK),
                live,
                Ownership.sole(),
                told::add);
        try {
            lines.start();
            awaitPictures(lines, 40);
            camera.close();
            await().atMost(PATIENCE).until(() -> last().state() == State.OFFLINE);

            camera = show(hand, port);
            await().atMost(PATIENCE).until(() -> last().cause() == Cause.COVERED);
            assertThat(last().state()).as("pictures come").isEqualTo(State.ONLINE);
            assertThat(last().since()).isAfter(lastWith(Cause.NONE).since());
            assertThat(lines.statuses().getFirst().cause()).isEqualTo(Cause.COVERED);
            seesTheEvidence(live);

            camera.close();
            camera = show(street, port);
            await().atMost(PATIENCE).until(() -> last().state() == State.ONLINE && last().cause() == Cause.NONE);
            assertThatThrownBy(() -> door(live).evidence(CAMERA, TICKET, new MockHttpServletRequest()))
                    .isInstanceOf(ProblemException.class);
        } finally {
            lines.stop();
            camera.close();
            directory.close();
        }
    }

    private void seesTheEvidence(LiveCameras live) throws Exception {
        ResponseEntity<byte[]> evidence = door(live).evidence(CAMERA, TICKET, new MockHttpServletRequest());
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(evidence.getBody()));
        assertThat(new Color(picture.getRGB(160, 90)).getGreen()).as("the hand").isBetween(20, 75);
        assertThat(Instant.parse(evidence.getHeaders().getFirst("X-Captured-At")))
                .isEqualTo(last().since());
        assertThat(ledger).anySatisfy(row -> assertThat(row.caseNo()).isEqualTo("2026-1"));
        assertThatThrownBy(() -> door(live).evidence(CAMERA, "another-ticket", new MockHttpServletRequest()))
                .isInstanceOf(ViewRefused.class);
    }

    private SightController door(LiveCameras live) throws Exception {
        var grants = new GrantBook(Clock.systemUTC());
        Instant now = Instant.now();
        grants.apply(new GrantChanged(
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                "2026-1",
                "112",
                Role.POLICE_112,
                CAMERA,
                "DJ-SEO",
                "112 emergency video",
                LiveViewRule.hash(TICKET),
                now.minusSeconds(5),
                now.plusSeconds(600),
                GrantChanged.State.ACTIVE,
                now));
        var audit = new AuditTrail(ledger::add, Clock.systemUTC(), "ingest");
        return new SightController(new LiveDoor(live, grants, audit, Clock.systemUTC()));
    }

    private StreamStatus last() {
        return told.getLast();
    }

    private StreamStatus lastWith(Cause cause) {
        return told.reversed().stream()
                .filter(status -> status.cause() == cause)
                .findFirst()
                .orElseThrow();
    }

    /** Ten a second: after four seconds of them the usual view is known. */
    private static void awaitPictures(CameraLines lines, int more) {
        await().atMost(PATIENCE).until(() -> lines.statuses().getFirst().frames() >= more);
    }

    private static SimulatedCameras show(EncodedLoop loop, int port) {
        return SimulatedCameras.builder().port(port).startAtCachedKeyFrame().stream(CAMERA, "main", loop)
                .start();
    }

    /** Houses and a street with a bit of noise, or a dark even surface. */
    private static EncodedLoop loop(boolean covered) {
        var random = new Random(7);
        try (var encoder = new H264Encoder(new StreamShape(320, 180, 400_000, 10), FrameRate.of(10))) {
            for (int i = 0; i < 20; i++) {
                var image = new BufferedImage(320, 180, BufferedImage.TYPE_3BYTE_BGR);
                Graphics2D g = image.createGraphics();
                g.setColor(covered ? new Color(48, 44, 42) : new Color(120, 130, 140));
                g.fillRect(0, 0, 320, 180);
                if (!covered) street(g, random);
                g.dispose();
                encoder.encode(image);
            }
            return encoder.finish();
        }
    }

    private static void street(Graphics2D g, Random random) {
        g.setColor(Color.LIGHT_GRAY);
        g.fillRect(0, 0, 320, 50);
        for (int window = 0; window < 60; window++) {
            g.setColor(window % 3 == 0 ? Color.WHITE : Color.DARK_GRAY);
            g.fillRect(190 + window % 8 * 16, 30 + window / 8 * 15, 9, 8);
        }
        for (int stone = 0; stone < 500; stone++) {
            int grey = 70 + stone * 37 % 90 + random.nextInt(4);
            g.setColor(new Color(grey, grey, grey));
            g.fillRect(stone % 25 * 7, 60 + stone / 25 * 6, 6, 5);
        }
    }
}
