package metro.cctv.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import metro.cctv.contracts.recording.CameraDayKey;
import metro.cctv.contracts.recording.RecordingKey;
import metro.cctv.contracts.recording.SealedSegment;
import metro.cctv.contracts.recording.SegmentSealer;
import metro.cctv.testkit.S3Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3VolumeTest extends VolumeContract {
    @TempDir
    Path folder;

    private static S3Server server;
    private S3Volume volume;

    @BeforeAll
    static void start() throws Exception {
        server = S3Server.start();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @BeforeEach
    void anEmptyBucket() {
        server.emptyBucket();
        volume = new S3Volume(settings());
    }

    @AfterEach
    void end() {
        volume.close();
        server.refuses(0, "");
        server.tags("");
        server.keepsForEver("");
    }

    private static byte[] otherContent() {
        byte[] other = content();
        other[other.length - 1] ^= 1;
        return other;
    }

    @Override
    Volume volume() {
        return volume;
    }

    @Override
    Path workshop() {
        return folder.resolve("spool");
    }

    @Test
    void nothingIsEverOverwritten() throws Exception {
        volume.put(KEY, file(content()));
        for (byte[] another : List.of(new byte[50], otherContent())) {
            Path other = file(another);
            assertThatThrownBy(() -> volume.put(KEY, other)).isInstanceOf(FileAlreadyExistsException.class);
            assertThat(other).exists();
        }
        assertThat(volume.find(KEY).orElseThrow().bytes()).isEqualTo(content().length);
    }

    /** As under encryption by the store (32 hex digits, not the MD5), and of what came in pieces. */
    @ParameterizedTest
    @ValueSource(strings = {"0123456789abcdef0123456789abcdef", "0123456789abcdef0123456789abcdef-2"})
    void aTagThatIsNoMd5MakesNoDifference(String tag) throws Exception {
        server.tags(tag);
        volume.put(KEY, file(content()));
        assertThatCode(() -> volume.put(KEY, file(content()))).doesNotThrowAnyException();
        Path other = file(otherContent());
        assertThatThrownBy(() -> volume.put(KEY, other)).isInstanceOf(FileAlreadyExistsException.class);

        server.somebodyPuts(OTHER, content());
        assertThatCode(() -> volume.put(OTHER, file(content()))).doesNotThrowAnyException();
        assertThatThrownBy(() -> volume.put(OTHER, other)).isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void aBucketThatIsTakenAwayIsMissedHalfAMinuteLater() throws Exception {
        var nanos = new AtomicLong();
        try (var patient = new S3Volume(settings(), nanos::get)) {
            assertThat(patient.find(KEY)).isEmpty();
            server.dropBucket();
            nanos.addAndGet(Duration.ofSeconds(31).toNanos());
            assertThatThrownBy(() -> patient.find(KEY)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aThousandAndMoreGoByFewRequests() throws Exception {
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < 1_100; i++) {
            keys.add("DJ-SEO/CAM-1/2026-11-21/%06d.000.mp4".formatted(i));
            server.somebodyPuts("DJ-SEO/CAM-1/2026-11-21/%06d.000.mp4".formatted(i), new byte[1]);
        }
        server.somebodyPuts(KEY, new byte[1]);
        int before = server.requests();

        volume.destroy(keys);

        assertThat(keys()).containsExactly(KEY);
        assertThat(server.requests() - before).isLessThan(20);
    }

    @Test
    void oneThatIsNotDeletedIsToldThoughTheOthersAre() throws Exception {
        volume.put(KEY, file(content()));
        volume.put(OTHER, file(content()));
        server.keepsForEver(OTHER);
        assertThatThrownBy(() -> volume.destroy(Set.of(KEY, OTHER)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("1 of 2 were not deleted");
        assertThat(volume.find(OTHER)).isPresent();
        server.keepsForEver("");
        volume.destroy(Set.of(KEY, OTHER));
        assertThat(keys()).isEmpty();
    }

    @Test
    void wrongCredentialsAreToldWithoutThem() throws Exception {
        try (var stranger = new S3Volume(settings(server.endpoint(), server.bucket(), "not the right one"))) {
            Path file = file(content());
            assertThatThrownBy(() -> stranger.put(KEY, file))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("403")
                    .hasMessageNotContainingAny("not the right one", "recorder");
            assertThat(file).as("still the writer's").exists();
            assertThatThrownBy(() -> stranger.find(KEY)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> stranger.walk(found -> {})).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> stranger.destroy(Set.of(KEY))).isInstanceOf(IOException.class);
        }
        assertThat(settings().toString()).doesNotContain(S3Server.SECRET);
    }

    @Test
    void aStoreThatIsAwayIsNotAnEmptyOne() throws Exception {
        Path file = file(content());
        try (var gone = new S3Volume(settings(server.endpointOfNobody(), server.bucket(), S3Server.SECRET))) {
            assertThatThrownBy(() -> gone.find(KEY)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> gone.put(KEY, file)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> gone.walk(found -> {})).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> gone.destroy(Set.of(KEY))).isInstanceOf(IOException.class);
        }
        assertThat(file).exists();
    }

    @Test
    void aBucketThatIsNotThereIsNotAnEmptyOne() throws Exception {
        try (var nowhere = new S3Volume(settings(server.endpoint(), "another", S3Server.SECRET))) {
            assertThatThrownBy(() -> nowhere.find(KEY)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> nowhere.walk(found -> {})).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> nowhere.destroy(Set.of(KEY))).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aFullOrForbiddenBucketLeavesTheFileToItsWriter() throws Exception {
        Path file = file(content());
        server.refuses(403, "AccessDenied");
        assertThatThrownBy(() -> volume.put(KEY, file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("AccessDenied");
        server.refuses(507, "InsufficientStorage");
        assertThatThrownBy(() -> volume.put(KEY, file)).isInstanceOf(IOException.class);
        assertThat(file).exists();
        server.refuses(0, "");
        volume.put(KEY, file);
        server.refuses(403, "AccessDenied");
        assertThatThrownBy(() -> volume.destroy(Set.of(KEY)))
                .as("no proof of what was not done")
                .isInstanceOf(IOException.class);
    }

    /** As playback does: the header, then the chunks that are asked for. */
    @Test
    void aSealedRecordingIsOpenedFromTheBucket() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("X25519").generateKeyPair();
        String half = Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
        var sealer = CameraDayKey.create(new RecordingKey("DJ-SEO", LocalDate.of(2026, 11, 21), half), "CAM-1")
                .newFile();
        var sealed = new ByteArrayOutputStream();
        sealed.writeBytes(sealer.header());
        byte[] media = content();
        for (int from = 0; from < media.length; from += 200_000) {
            int length = Math.min(200_000, media.length - from);
            byte[] chunk = new byte[SegmentSealer.sealedSize(length)];
            int at = sealer.begin(length, 1 + from, chunk, 0);
            sealer.end(chunk, sealer.add(media, from, length, chunk, at));
            sealed.writeBytes(chunk);
        }
        volume.put(KEY, file(sealed.toByteArray()));

        try (SeekableByteChannel channel = volume.open(KEY)) {
            SealedSegment segment = SealedSegment.read(channel);
            assertThat(segment.plainBytes()).isEqualTo(media.length);
            SealedSegment.Opened opened = segment.open(pair.getPrivate());
            assertThat(opened.chunk(9)).isEqualTo(Arrays.copyOfRange(media, 1_800_000, 2_000_000));
            assertThat(opened.chunk(0)).isEqualTo(Arrays.copyOfRange(media, 0, 200_000));
        }
    }

    @Test
    void inABucketThatKeepsVersionsNoneIsLeft() throws Exception {
        volume.destroy(Set.of(KEY)); // when it did not yet
        server.keepsVersions();
        volume.put(KEY, file(content()));
        volume.put(OTHER, file(content()));
        assertThat(server.everything()).isEqualTo(2);

        volume.destroy(Set.of(KEY));

        assertThat(server.everything()).as("the other's, and no marker").isEqualTo(1);
        assertThat(volume.find(OTHER)).isPresent();
    }

    private static S3Settings settings() {
        return settings(server.endpoint(), server.bucket(), S3Server.SECRET);
    }

    private static S3Settings settings(String endpoint, String bucket, String secret) {
        return new S3Settings(endpoint, "us-east-1", bucket, true, S3Server.ACCESS, secret, Duration.ofSeconds(30));
    }
}
