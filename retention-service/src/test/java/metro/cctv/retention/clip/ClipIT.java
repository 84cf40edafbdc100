package metro.cctv.retention.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.access.AccessMatrix;
import metro.cctv.contracts.access.Capability;
import metro.cctv.contracts.access.Right;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.incident.GrantChanged;
import metro.cctv.contracts.segment.SegmentClosed;
import metro.cctv.retention.RetentionTest;
import metro.cctv.retention.clip.TestVideo.Shown;
import metro.cctv.testkit.TokenFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Real pictures in a sealed recording, a real clip out of it, its pictures looked at. */
class ClipIT extends RetentionTest {
    private static final String POLICE = TokenFixture.bearer(Role.POLICE_112, "*");
    private static final int SECONDS = 6;
    private static final byte[] VIDEO = TestVideo.ofSeconds(SECONDS);

    private final Instant start = Instant.now().minus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);

    @Test
    void anAgencyTakesAMarkedAndHashedClipForItsCase() throws Exception {
        String camera = recorded();
        grant(camera, "112", "C-1");

        Answer answer = get(clip(camera, 2_000, 5_000, "C-1"), POLICE);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        var headers = answer.response().getHeaders();
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(answer.bytes()));
        assertThat(headers.getFirst("X-CCTV-SHA256")).isEqualTo(sha256);
        assertThat(headers.getCacheControl()).isEqualTo("no-store");
        Instant destroyBy = Instant.parse(headers.getFirst("X-CCTV-Destroy-By"));
        assertThat(Duration.between(clock.instant(), destroyBy)).isBetween(Duration.ofHours(167), Duration.ofDays(7));

        List<Shown> pictures = TestVideo.pictures(answer.bytes());
        assertThat(pictures).hasSize(3 * TestVideo.FRAMES_PER_SECOND);
        assertThat(pictures.getFirst().micros()).isZero();
        assertThat(pictures.getLast().micros()).isEqualTo(2_900_000L);
        looksLike(pictures.getFirst(), camera, start.plusMillis(2_000));
        looksLike(pictures.getLast(), camera, start.plusMillis(4_900));

        String body = ledger(camera, 1);
        assertThat(body)
                .contains(
                        "\"action\":\"clip.take\"",
                        "\"caseNo\":\"C-1\"",
                        "\"purpose\":\"case\"",
                        "\"agency\":\"112\"",
                        "\"result\":\"ALLOWED\"");
        Answer list = get("/api/recordings/clips?limit=1", AUDITOR);
        assertThat(list.json().at("/items/0/sha256").asString()).isEqualTo(sha256);
        assertThat(list.json().at("/items/0/caseNo").asString()).isEqualTo("C-1");
        assertThat(list.json().at("/items/0/destroyBy").asString()).isEqualTo(destroyBy.toString());
        assertThat(get("/api/recordings/clips", POLICE).problem()).isEqualTo("forbidden");
    }

    /** The band says whom it is for; the middle carries the mark, too; the rest is the picture that was recorded. */
    private static void looksLike(Shown picture, String camera, Instant shownAt) {
        var mark = new Watermark("112", "police_112-1", "C-1", camera);
        List<String> lines = mark.lines(picture.width(), shownAt);
        assertThat(String.join(" ", lines))
                .isEqualTo("112 POLICE_112-1 CASE C-1 " + camera + " "
                        + shownAt.toString().substring(0, 10) + " "
                        + shownAt.toString().substring(11, 19) + "."
                        + shownAt.toString()
                                .substring(19)
                                .replaceAll("[.Z]", "")
                                .concat("0")
                                .charAt(0) + "Z");
        for (int i = 0; i < lines.size(); i++)
            assertThat(TestVideo.read(picture, i, lines.size(), lines.get(i).length()))
                    .isEqualTo(lines.get(i));
        int changed = 0;
        for (int x = 0; x < picture.width(); x++)
            if (Math.abs(picture.at(x, picture.height() / 2) - TestVideo.GREY) > 20) changed++;
        assertThat(changed).as("dots of the mark across the middle").isGreaterThan(40);
        assertThat(picture.at(20, 120)).isCloseTo(TestVideo.GREY, within(8));
    }

    @Test
    void aClipGoesOnFromOneRecordingIntoTheNext() {
        String camera = recorded();
        tell(write(camera, "DJ-SEO", start.plusSeconds(SECONDS), VIDEO, Duration.ofSeconds(SECONDS), List.of()));
        grant(camera, "112", "C-1");

        List<Shown> pictures = TestVideo.pictures(
                get(clip(camera, 5_000, 7_000, "C-1"), POLICE).bytes());

        assertThat(pictures).hasSize(2 * TestVideo.FRAMES_PER_SECOND);
        assertThat(pictures.stream().map(Shown::micros)).isSorted().doesNotHaveDuplicates();
        assertThat(pictures.getLast().micros()).isEqualTo(1_900_000L);
    }

    @Test
    void withoutTheCaseThereIsNoneAndWithItsEndNoMore() {
        String camera = recorded();
        String uri = clip(camera, 0, 1_000, "C-1");
        assertThat(get(uri, POLICE).problem()).isEqualTo("case-needed");
        GrantChanged grant = grant(camera, "112", "C-1");
        assertThat(get(clip(camera, 0, 1_000, "C-2"), POLICE).problem()).isEqualTo("case-needed");
        assertThat(get(clip(recorded(), 0, 1_000, "C-1"), POLICE).problem())
                .as("a camera outside of the case")
                .isEqualTo("case-needed");
        assertThat(get(uri, POLICE).status()).isEqualTo(200);

        GrantChanged ended = grant.revoked(clock.instant());
        events.send(Topics.GRANT, grant.grantId().toString(), ended).join();
        await().until(() -> rows("case_grant where active and id = '" + grant.grantId() + "'") == 0);
        assertThat(get(uri, POLICE).problem()).isEqualTo("case-needed");
        assertThat(rows("clip where camera_id = '" + camera + "'")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void everyRoleWithACaseOfItsAgency(Role role) {
        String camera = recorded();
        grant(camera, "112", "C-1");
        String token = "Bearer " + TokenFixture.token("x", role, "112", "*");
        Answer answer = get(clip(camera, 0, 300, "C-1"), token);
        switch (AccessMatrix.right(role, Capability.REQUEST_EXPORT)) {
            case YES, ALL, OPEN_CASE -> assertThat(answer.status()).isEqualTo(200);
            case SECOND_PERSON -> assertThat(answer.problem()).isEqualTo("approval-needed");
            default -> assertThat(answer.problem()).isEqualTo("forbidden");
        }
        boolean reads = AccessMatrix.right(role, Capability.AUDIT_LOG) == Right.ALL;
        assertThat(get("/api/recordings/clips?limit=1", token).status()).isEqualTo(reads ? 200 : 403);
    }

    /** domain.md §G: their column "request export" says yes, as the police's does. */
    @ParameterizedTest
    @CsvSource({"FIRE_119, 119", "DISASTER_ROOM, DISASTER"})
    void theOtherRoomsTakeCopiesForTheirOwnCasesAlone(Role role, String agency) {
        String camera = recorded();
        grant(camera, "112", "C-1");
        String token = "Bearer " + TokenFixture.token("desk", role, agency, "*");
        assertThat(get(clip(camera, 0, 300, "C-1"), token).problem()).isEqualTo("case-needed");
        grant(camera, agency, "C-2");
        assertThat(get(clip(camera, 0, 300, "C-2"), token).status()).isEqualTo(200);
    }

    @ParameterizedTest(name = "{0} to {1} ms of case {2}: {3}")
    @CsvSource({
        "0, 61000, C-1, 422",
        "1000, 1000, C-1, 422",
        "0, 1000, ../x, 400",
        "600000, 601000, C-1, 404",
    })
    void refusesWhatIsWrong(long fromMs, long toMs, String caseNo, int status) {
        String camera = recorded();
        grant(camera, "112", "C-1");
        assertThat(get(clip(camera, fromMs, toMs, caseNo), POLICE).status()).isEqualTo(status);
    }

    @Test
    void rubbishInARecordingIsNoClipAndNoHarm() {
        String camera = freshCamera();
        record(camera, "DJ-SEO", start);
        grant(camera, "112", "C-1");
        assertThat(get(clip(camera, 0, 1_000, "C-1"), POLICE).problem()).isEqualTo("unavailable");
        assertThat(rows("clip where camera_id = '" + camera + "'")).isZero();
    }

    private String recorded() {
        String camera = freshCamera();
        SegmentClosed segment = write(camera, "DJ-SEO", start, VIDEO, Duration.ofSeconds(SECONDS), List.of());
        tell(segment);
        return camera;
    }

    private String clip(String camera, long fromMs, long toMs, String caseNo) {
        return "/api/recordings/%s/clip.mp4?from=%s&to=%s&caseNo=%s"
                .formatted(camera, start.plusMillis(fromMs), start.plusMillis(toMs), caseNo);
    }

    private String ledger(String camera, int rows) {
        await().until(() -> rows("ledger where object_id = '" + camera + "'") == rows);
        return jdbc.sql("select body from ledger where object_id = ?")
                .param(camera)
                .query(String.class)
                .single();
    }
}
