package metro.cctv.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import metro.cctv.contracts.segment.SegmentClosed;
import metro.cctv.store.S3Settings;
import metro.cctv.store.S3Volume;
import metro.cctv.testkit.S3Server;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What lies in the bucket alone, through the same doors as what lies on the disks. */
class BucketIT extends RetentionTest {
    private final Instant almostOver = Instant.now()
            .truncatedTo(ChronoUnit.SECONDS)
            .minus(Duration.ofDays(30))
            .plusSeconds(3600);

    @Test
    void isPlayedByRangesAndDestroyedWithAllItsVersions() throws Exception {
        BUCKET.keepsVersions();
        SegmentClosed segment = write(freshCamera(), "DJ-SEO", almostOver, List.of());
        upload(segment);
        tell(segment);
        SegmentClosed onDisk = record(segment.cameraId(), "DJ-SEO", almostOver.plus(Duration.ofDays(29)));
        String uri = "/api/recordings/segments/" + segment.segmentId() + ".mp4";
        byte[] film = media(segment.startedAt());

        Answer playlist = get(
                "/api/recordings/%s/index.m3u8?from=%s&to=%s&purpose=x"
                        .formatted(segment.cameraId(), segment.startedAt(), segment.endedAt()),
                LEAD);
        assertThat(playlist.text()).contains(segment.segmentId() + ".mp4");
        assertThat(get(uri, LEAD).bytes()).isEqualTo(film);
        Answer part = get(uri, LEAD, "Range", "bytes=2600-2800");
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.bytes()).isEqualTo(Arrays.copyOfRange(film, 2_600, 2_801));

        destroyed();
        assertThat(get(uri, LEAD).status()).as("not before its time").isEqualTo(200);
        clock.moveTo(Duration.ofHours(2));
        assertThat(destroyed()).isPositive();
        assertThat(BUCKET.everything())
                .as("objects, older versions and markers")
                .isZero();
        assertThat(get(uri, LEAD).problem()).isEqualTo("destroyed");
        assertThat(file(onDisk.objectKey())).exists();
        assertThat(rows("ledger where object_id = '" + segment.cameraId() + "' and action = 'recording.destroy'"))
                .isEqualTo(1);
    }

    private int destroyed() {
        JsonNode outcome = post("/api/destructions/run", PRIVACY_OFFICER, null).json();
        assertThat(outcome.get("paused").isNull()).as(outcome.toString()).isTrue();
        return outcome.get("destroyed").asInt();
    }

    /** As ingest does it. */
    private static void upload(SegmentClosed segment) throws Exception {
        var settings = new S3Settings(
                BUCKET.endpoint(),
                "us-east-1",
                BUCKET.bucket(),
                true,
                S3Server.ACCESS,
                S3Server.SECRET,
                Duration.ofSeconds(30));
        try (var volume = new S3Volume(settings)) {
            volume.put(segment.objectKey(), file(segment.objectKey()));
        }
        assertThat(file(segment.objectKey())).doesNotExist();
    }
}
