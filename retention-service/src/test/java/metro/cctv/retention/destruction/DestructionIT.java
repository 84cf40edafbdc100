package metro.cctv.retention.destruction;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.recording.SegmentFormat;
import metro.cctv.contracts.segment.SegmentClosed;
import metro.cctv.retention.RetentionTest;
import metro.cctv.testkit.TokenFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class DestructionIT extends RetentionTest {
    @Autowired
    DestructionStore store;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final Instant almostOver = now.minus(Duration.ofDays(30)).plusSeconds(3600);

    @Test
    void aDaysKeyDiesWithItsLastRecordingAndCopiesWithIt() throws Exception {
        String camera = freshCamera();
        Instant day = now.minus(Duration.ofDays(30)).truncatedTo(ChronoUnit.DAYS);
        SegmentClosed first = record(camera, "DJ-DAE", day.plusSeconds(60));
        SegmentClosed last = record(camera, "DJ-DAE", day.plus(Duration.ofHours(23)));
        Path copy = Files.copy(
                file(last.objectKey()), Files.createTempDirectory("copy").resolve("last.mp4"));
        String keyId = first.keyId();

        clock.moveTo(Duration.between(now, day.plus(Duration.ofDays(30)).plus(Duration.ofHours(22))));
        run();
        assertThat(keys.find(keyId)).as("the last recording still needs it").isPresent();

        clock.moveTo(Duration.between(now, day.plus(Duration.ofDays(31)).plus(Duration.ofHours(2))));
        post("/api/destructions/confirm-clock", PRIVACY_OFFICER, "{\"now\":\"" + clock.instant() + "\"}");
        run();
        assertThat(keys.find(keyId)).isEmpty();
        assertThat(rows("ledger where action = 'recording.key.destroy' and object_id = '"
                        + keyId.substring(0, keyId.lastIndexOf('/')) + "'"))
                .isEqualTo(1);
        run();
        assertThat(rows("ledger where action = 'recording.key.destroy' and object_id = '"
                        + keyId.substring(0, keyId.lastIndexOf('/')) + "'"))
                .isEqualTo(1);
        assertThat(SegmentFormat.isSealed(Files.readAllBytes(copy)))
                .as("what was carried away stays sealed for good")
                .isTrue();
    }

    @Test
    void recordingsDieOnTimeNotBeforeAndNobodySeesThemAfterwards() {
        String camera = freshCamera();
        SegmentClosed old = record(camera, "DJ-SEO", almostOver);
        SegmentClosed young = record(camera, "DJ-SEO", now.minus(Duration.ofDays(1)));
        assertThat(run().get("destroyed").asInt()).isZero();
        assertThat(get(segment(old), LEAD).status()).isEqualTo(200);

        clock.moveTo(Duration.ofHours(2));
        JsonNode outcome = run();

        assertThat(outcome.get("paused").isNull()).isTrue();
        assertThat(outcome.get("destroyed").asInt()).isEqualTo(1);
        assertThat(file(old.objectKey())).doesNotExist();
        assertThat(get(segment(old), LEAD).problem()).isEqualTo("destroyed");
        assertThat(get(segment(old), LEAD, "Range", "bytes=0-10").status()).isEqualTo(410);
        assertThat(get(playlist(old), LEAD).problem()).isEqualTo("destroyed");
        assertThat(get(playlist(old).replace("index.m3u8", "timeline"), LEAD)
                        .json()
                        .get("segments"))
                .isEmpty();
        assertThat(get(segment(young), LEAD).status()).isEqualTo(200);
        assertThat(run().get("destroyed").asInt()).isZero();

        JsonNode record = recordOf(camera);
        assertThat(record.get("name").asString()).isEqualTo(old.objectKey());
        assertThat(record.get("segments").asInt()).isEqualTo(1);
        assertThat(record.get("rule").asString()).isEqualTo("kept for 30 days");
        assertThat(record.get("by").asString()).isEqualTo("privacy_officer-1");
        assertThat(Instant.parse(record.get("destroyedAt").asString())).isAfter(now.plusSeconds(7_000));
        assertThat(rows("ledger where object_id = '" + camera + "' and action = 'recording.destroy'"))
                .isEqualTo(1);
        assertThat(get("/api/ledger/verify", AUDITOR).json().get("intact").asBoolean())
                .isTrue();
    }

    @Test
    void aJumpOfTheClockDestroysNothingUntilAPersonSaysWhatTimeItIs() {
        String camera = freshCamera();
        SegmentClosed kept = record(camera, "DJ-SEO", now.minus(Duration.ofDays(2)));
        run();

        clock.moveTo(Duration.ofDays(40));
        record(freshCamera(), "DJ-SEO", clock.instant()); // new recordings carry the wrong time too
        assertThat(run().get("paused").asString()).contains("privacy officer must confirm");
        assertThat(run().get("destroyed").asInt()).isZero();
        assertThat(get("/api/destructions", AUDITOR).json().get("paused").isNull())
                .isFalse();
        assertThat(confirm(Instant.now()).problem()).isEqualTo("conflict");
        clock.moveTo(Duration.ofDays(-2));
        assertThat(run().get("paused").asString()).contains("it was");
        assertThat(file(kept.objectKey())).exists();

        clock.moveTo(Duration.ZERO);
        assertThat(run().get("paused").isNull()).isTrue();
        assertThat(file(kept.objectKey())).exists();

        clock.moveTo(Duration.ofDays(29)); // say, the service was off for a month
        assertThat(run().get("paused").isNull()).isFalse();
        assertThat(confirm(clock.instant()).status()).isEqualTo(200);
        assertThat(run().get("destroyed").asInt()).isPositive();
        assertThat(file(kept.objectKey())).doesNotExist();
    }

    @Test
    void aCrashInTheMiddleIsFinishedByTheNextRun() throws Exception {
        String camera = freshCamera();
        SegmentClosed first = record(camera, "DJ-SEO", almostOver);
        SegmentClosed second = record(camera, "DJ-SEO", almostOver.plusSeconds(60));
        clock.moveTo(Duration.ofHours(2));
        store.believe(clock.instant());
        var decided = store.begin(clock.instant().minus(Duration.ofDays(30)), 500, "a rule", "a test", clock.instant())
                .orElseThrow();
        Files.delete(file(first.objectKey())); // … and here the process died
        assertThat(get(segment(second), LEAD).problem()).isEqualTo("destroyed");

        assertThat(run().get("destroyed").asInt()).isEqualTo(2);

        assertThat(file(second.objectKey())).doesNotExist();
        assertThat(rows("segment where camera_id = '" + camera + "' and destroyed_at is null"))
                .isZero();
        assertThat(recordOf(camera).get("destroyedAt").isNull()).isFalse();
        store.finish(decided, clock.instant()); // somebody else was at it too
        assertThat(rows("ledger where audit_id = '" + decided.destructionId() + "'"))
                .isEqualTo(1);
    }

    @Test
    void theCheckFindsWhatDoesNotBelongAndDestroysWhatCameBack() throws Exception {
        String camera = freshCamera();
        SegmentClosed destroyed = record(camera, "DJ-SEO", almostOver);
        byte[] backup = Files.readAllBytes(file(destroyed.objectKey()));
        SegmentClosed lost = record(camera, "DJ-SEO", now.minus(Duration.ofDays(1)));
        Files.delete(file(lost.objectKey()));
        SegmentClosed strange = write(camera, "DJ-SEO", now.minusSeconds(7_200), java.util.List.of());
        Files.setLastModifiedTime(file(strange.objectKey()), FileTime.from(now.minusSeconds(7_200)));
        SegmentClosed onItsWay = write(camera, "DJ-SEO", now.minusSeconds(60), java.util.List.of());
        SegmentClosed forgotten = write(camera, "DJ-SEO", now.minus(Duration.ofDays(31)), java.util.List.of());
        Files.setLastModifiedTime(file(forgotten.objectKey()), FileTime.from(now.minus(Duration.ofDays(31))));
        run();
        clock.moveTo(Duration.ofHours(2));
        run();
        clock.moveTo(Duration.ZERO);
        Files.createDirectories(file(destroyed.objectKey()).getParent());
        Files.write(file(destroyed.objectKey()), backup);
        assertThat(get(segment(destroyed), LEAD).problem()).isEqualTo("destroyed");
        jdbc.sql("delete from destruction_clock").update();

        JsonNode report = post("/api/destructions/check", PRIVACY_OFFICER, null).json();

        assertThat(file(destroyed.objectKey())).doesNotExist();
        assertThat(file(forgotten.objectKey())).doesNotExist();
        assertThat(file(strange.objectKey())).exists();
        assertThat(file(onItsWay.objectKey())).exists();
        assertThat(report.get("leftoversDestroyed").asInt()).isEqualTo(2);
        assertThat(report.get("fileExamples").toString())
                .contains(strange.objectKey())
                .doesNotContain(onItsWay.objectKey());
        assertThat(report.get("rowExamples").toString())
                .contains(lost.segmentId().toString());
        assertThat(rows("destruction where camera_id = '" + camera + "' and rule like '%came back%'"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void onlyManagerAndPrivacyOfficerPullTheLeversAndOthersReadByTheMatrix(Role role) {
        String own = TokenFixture.bearer(role, "DJ-SEO");
        boolean pulls = role == Role.MANAGER || role == Role.PRIVACY_OFFICER;
        boolean reads = pulls || role == Role.AUDITOR || role == Role.LEAD;

        assertThat(post("/api/destructions/run", own, null).status()).isEqualTo(pulls ? 200 : 403);
        assertThat(post("/api/destructions/confirm-clock", own, "{\"now\": \"" + Instant.now() + "\"}")
                        .status())
                .isEqualTo(pulls ? 200 : 403);
        assertThat(get("/api/destructions?limit=1", own).status()).isEqualTo(reads ? 200 : 403);
    }

    @Test
    void recordsArePagedAndALeadSeesTheirDistrictOnly() {
        String camera = freshCamera();
        for (String district : new String[] {"DJ-SEO", "DJ-YUS"})
            for (int i = 0; i < 2; i++) {
                var record = new DestructionRecord(
                        UUID.randomUUID(), camera, district, "n", now, now, 1, 1, "r", "b", now.plusSeconds(i), null);
                store.insert(record);
                store.finish(record, now);
            }
        JsonNode page = get("/api/destructions?limit=1", LEAD).json();
        JsonNode next = get(
                        "/api/destructions?limit=1&cursor=" + page.get("next").asString(), LEAD)
                .json();

        assertThat(page.get("items").get(0).get("districtCode").asString()).isEqualTo("DJ-SEO");
        assertThat(next.get("items").get(0).get("destructionId"))
                .isNotEqualTo(page.get("items").get(0).get("destructionId"));
        assertThat(get("/api/destructions?limit=500", LEAD).json().get("items").toString())
                .doesNotContain("DJ-YUS");
        assertThat(get("/api/destructions?cursor=!!", LEAD).problem()).isEqualTo("bad-request");
    }

    private JsonNode run() {
        return post("/api/destructions/run", PRIVACY_OFFICER, null).json();
    }

    private Answer confirm(Instant said) {
        return post("/api/destructions/confirm-clock", PRIVACY_OFFICER, "{\"now\": \"" + said + "\"}");
    }

    private JsonNode recordOf(String camera) {
        return get("/api/destructions?limit=500", AUDITOR)
                .json()
                .get("items")
                .valueStream()
                .filter(r -> r.get("cameraId").asString().equals(camera))
                .findFirst()
                .orElseThrow();
    }

    private static String segment(SegmentClosed segment) {
        return "/api/recordings/segments/" + segment.segmentId() + ".mp4";
    }

    private static String playlist(SegmentClosed segment) {
        return "/api/recordings/%s/index.m3u8?from=%s&to=%s&purpose=x"
                .formatted(segment.cameraId(), segment.startedAt(), segment.endedAt());
    }
}
