package metro.cctv.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import metro.cctv.chassis.messaging.EventJson;
import metro.cctv.chassis.messaging.EventPublisher;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.segment.SegmentClosed;
import metro.cctv.ingest.camera.TestCameras;
import metro.cctv.simulator.SimulatedCameras;
import metro.cctv.simulator.video.TestPattern;
import metro.cctv.store.S3Settings;
import metro.cctv.store.S3Volume;
import metro.cctv.testkit.KafkaFixture;
import metro.cctv.testkit.S3Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** The whole service with a bucket: what is announced lies there, and on the disk no longer. */
@IngestTest
@TestPropertySource(properties = "cctv.ingest.districts=" + BucketIT.DISTRICT)
@DirtiesContext
class BucketIT {
    /** Nobody else's here. */
    static final String DISTRICT = "DJ-JUN";

    private static final String CAMERA = "DJ-JUN-001";
    private static final RegistryStub REGISTRY = new RegistryStub();

    @TempDir
    static Path folder;

    private static S3Server bucket;
    private static SimulatedCameras cameras;

    @Autowired
    EventPublisher events;

    @BeforeAll
    static void bucketAndCamera() throws Exception {
        bucket = S3Server.start();
        bucket.emptyBucket();
        cameras = SimulatedCameras.builder().stream(CAMERA, "main", TestPattern.loop(320, 240, 10, 1))
                .start();
    }

    @AfterAll
    static void end() throws Exception {
        cameras.close();
        bucket.close();
    }

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        registry.add(
                "cctv.ingest.recordings-roots", () -> folder.resolve("spool").toString());
        registry.add("cctv.ingest.state-dir", () -> folder.resolve("state").toString());
        registry.add("cctv.ingest.registry-url", REGISTRY::url);
        registry.add("cctv.ingest.retention-url", REGISTRY::url);
        registry.add("cctv.service-client.token-uri", () -> REGISTRY.url() + "/oauth2/token");
        registry.add("cctv.ingest.s3.endpoint", () -> bucket.endpoint());
        registry.add("cctv.ingest.s3.bucket", () -> bucket.bucket());
        registry.add("cctv.ingest.s3.access-key", () -> S3Server.ACCESS);
        registry.add("cctv.ingest.s3.secret-key", () -> S3Server.SECRET);
    }

    @Test
    void whatIsAnnouncedLiesInTheBucketAloneAndPlays() throws Exception {
        try (var tap = new TopicTap(KafkaFixture.broker().getBrokersAsString());
                var volume = new S3Volume(settings())) {
            events.send(Topics.CAMERA, CAMERA, TestCameras.camera(CAMERA, DISTRICT, cameras.url(CAMERA, "main")))
                    .get();
            List<SegmentClosed> two = await().until(() -> segments(tap), told -> told.size() >= 2);
            assertThat(two.get(1).gapsBefore()).isEmpty();
            for (SegmentClosed segment : two) {
                assertThat(folder.resolve("spool").resolve(segment.objectKey())).doesNotExist();
                Path sealed = Files.write(Files.createTempFile(folder, "fetched", ".mp4"), fetch(volume, segment));
                assertThat(HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(sealed))))
                        .isEqualTo(segment.sha256());
                DecodedFile film = DecodedFile.of(RegistryStub.KEYS.openedCopy(sealed, folder));
                assertThat(film.errors()).isZero();
                assertThat(film.frames()).isPositive();
            }
        }
    }

    private static byte[] fetch(S3Volume volume, SegmentClosed segment) throws IOException {
        try (InputStream in = Channels.newInputStream(volume.open(segment.objectKey()))) {
            return in.readAllBytes();
        }
    }

    private static List<SegmentClosed> segments(TopicTap tap) {
        return tap.of(Topics.SEGMENT, CAMERA).stream()
                .map(r -> EventJson.MAPPER.readValue(r.value(), SegmentClosed.class))
                .toList();
    }

    private static S3Settings settings() {
        return new S3Settings(
                bucket.endpoint(),
                "us-east-1",
                bucket.bucket(),
                true,
                S3Server.ACCESS,
                S3Server.SECRET,
                Duration.ofSeconds(30));
    }
}
