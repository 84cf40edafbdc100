package metro.cctv.retention;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.access.AccessMatrix;
import metro.cctv.contracts.access.Capability;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.camera.CameraConfigured;
import metro.cctv.contracts.camera.CameraPurpose;
import metro.cctv.contracts.camera.CameraState;
import metro.cctv.contracts.camera.Mounting;
import metro.cctv.contracts.camera.StreamAddress;
import metro.cctv.contracts.incident.GrantChanged;
import metro.cctv.contracts.segment.SegmentClosed;
import metro.cctv.contracts.segment.SegmentClosed.Gap;
import metro.cctv.contracts.segment.SegmentClosed.GapCause;
import metro.cctv.testkit.TokenFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class PlaybackIT extends RetentionTest {
    private final Instant start = Instant.now().minus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);

    @Test
    void aLeadPlaysBackTheirDistrictByRangesAndTheLedgerKnowsWhy() throws Exception {
        String camera = freshCamera();
        SegmentClosed first = record(camera, "DJ-SEO", start);
        record(camera, "DJ-SEO", start.plusSeconds(60));
        record(camera, "DJ-SEO", start.plusSeconds(600));

        Answer playlist = get(playlist(camera) + "&purpose=patrol", LEAD);

        assertThat(playlist.status()).isEqualTo(200);
        assertThat(playlist.response().getHeaders().getContentType().toString())
                .startsWith("application/vnd.apple.mpegurl");
        assertThat(playlist.response().getHeaders().getCacheControl()).isEqualTo("no-store");
        assertThat(playlist.text()).contains("../segments/" + first.segmentId() + ".mp4", "#EXT-X-ENDLIST");
        assertThat(playlist.text().split("#EXTINF")).hasSize(3); // the third begins after the asked range
        byte[] file = media(first.startedAt());
        String uri = "/api/recordings/segments/" + first.segmentId() + ".mp4";
        Answer head = get(uri, LEAD, "Range", "bytes=0-" + (INIT_BYTES - 1));
        assertThat(head.status()).isEqualTo(206);
        assertThat(head.bytes()).isEqualTo(Arrays.copyOf(file, INIT_BYTES));
        Answer rest = get(uri, LEAD, "Range", "bytes=" + INIT_BYTES + "-4999");
        assertThat(rest.bytes()).isEqualTo(Arrays.copyOfRange(file, INIT_BYTES, 5_000));
        Answer across = get(uri, LEAD, "Range", "bytes=2600-2800");
        assertThat(across.bytes()).isEqualTo(Arrays.copyOfRange(file, 2_600, 2_801));
        Answer whole = get(uri, LEAD);
        assertThat(whole.bytes()).isEqualTo(file);
        assertThat(whole.response().getHeaders().getContentType().toString()).isEqualTo("video/mp4");
        assertThat(whole.response().getHeaders().getCacheControl()).isEqualTo("no-store");
        assertThat(get(uri, LEAD, "Range", "bytes=9000-").status()).isEqualTo(416);

        await().until(() -> rows("ledger where object_id = '" + camera + "'") == 1);
        String row = jdbc.sql("select body from ledger where object_id = ?")
                .param(camera)
                .query(String.class)
                .single();
        assertThat(row).contains("\"purpose\":\"patrol\"", "\"action\":\"playback.view\"", "\"subject\":\"lead-1\"");
    }

    @Test
    void whatLiesOnDiskIsUnreadableAndAChangedByteIsNeverShown() throws Exception {
        SegmentClosed segment = record(freshCamera(), "DJ-SEO", start);
        Path file = file(segment.objectKey());
        byte[] sealed = Files.readAllBytes(file);
        assertThat(new String(sealed, ISO_8859_1))
                .doesNotContain(new String(media(segment.startedAt()), 100, 16, ISO_8859_1));
        String uri = "/api/recordings/segments/" + segment.segmentId() + ".mp4";
        assertThat(get(uri, LEAD).status()).isEqualTo(200);

        sealed[sealed.length - MEDIA_BYTES] ^= 1; // in the first chunk
        Files.write(file, sealed);

        assertThat(get(uri, LEAD).problem()).isEqualTo("not-found");
    }

    @Test
    void keysGoOutToServicesOnlyAndOnlyTheirPublicHalves() {
        String uri = "/internal/recording-keys?district=DJ-SEO";
        assertThat(get(uri, LEAD).status()).isEqualTo(403);
        assertThat(get(uri, null).status()).isEqualTo(401);
        Answer answer = get(uri, SERVICE);
        assertThat(answer.json()).hasSize(16);
        assertThat(answer.json().get(0).propertyNames()).containsExactlyInAnyOrder("districtCode", "day", "publicKey");
        assertThat(get(uri, SERVICE).text()).as("the same each time").isEqualTo(answer.text());
        for (String bad : List.of("..%2F..", "dj-seo", "DJ-SEO%2F2026", ""))
            assertThat(get("/internal/recording-keys?district=" + bad, SERVICE).problem())
                    .isEqualTo("invalid-field");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void everyRoleInItsOwnDistrictWithAndWithoutACase(Role role) {
        String camera = freshCamera();
        SegmentClosed segment = record(camera, "DJ-SEO", start);
        String own = TokenFixture.bearer(role, "DJ-SEO");
        String uri = "/api/recordings/segments/" + segment.segmentId() + ".mp4";
        var right = AccessMatrix.right(role, Capability.PLAYBACK);
        String refusal = switch (right) {
            case YES, ALL -> "";
            case OPEN_CASE -> "case-needed";
            case SECOND_PERSON -> "approval-needed";
            default -> "forbidden";
        };
        for (String path : List.of(playlist(camera) + "&purpose=x", timeline(camera), uri)) {
            Answer answer = get(path, own);
            if (refusal.isEmpty()) assertThat(answer.status()).as(path).isEqualTo(200);
            else assertThat(answer.problem()).as(path).isEqualTo(refusal);
        }

        grant(camera, role == Role.POLICE_112 ? "112" : role == Role.FIRE_119 ? "119" : "CENTRE", "C-1");
        boolean opens = refusal.isEmpty() || refusal.equals("case-needed");
        for (String path : List.of(playlist(camera) + "&caseNo=C-1", timeline(camera), uri))
            assertThat(get(path, own).status()).as(path).isEqualTo(opens ? 200 : 403);
    }

    @Test
    void anotherDistrictsRecordingsDoNotExistAndTheTryIsInTheLedger() {
        String camera = freshCamera();
        SegmentClosed segment = record(camera, "DJ-YUS", start);

        assertThat(get(playlist(camera) + "&purpose=x", LEAD).problem()).isEqualTo("not-found");
        assertThat(get(timeline(camera), LEAD).problem()).isEqualTo("not-found");
        assertThat(get("/api/recordings/segments/" + segment.segmentId() + ".mp4", LEAD)
                        .problem())
                .isEqualTo("not-found");
        assertThat(get(playlist(freshCamera()) + "&purpose=x", LEAD).problem()).isEqualTo("not-found");
        await().until(() -> rows("ledger where object_id = '" + camera + "' and body like '%REFUSED%'") == 3);
    }

    @Test
    void theRightFollowsTheCamerasDistrictOfToday() {
        String camera = freshCamera();
        record(camera, "DJ-YUS", start);
        var address = new StreamAddress("rtsp://10.0.0.1/", StreamAddress.Transport.TCP);
        var moved = new CameraConfigured(
                UUID.randomUUID(),
                camera,
                "moved",
                "DJ-SEO",
                CameraPurpose.OTHER,
                "city",
                127,
                36,
                null,
                90,
                address,
                null,
                false,
                false,
                CameraState.ACTIVE,
                List.of(),
                List.of(),
                Mounting.UNKNOWN,
                2,
                Instant.now());
        events.send(Topics.CAMERA, camera, moved).join();
        events.sendBytes(Topics.CAMERA, camera, null).join();

        await().until(() -> get(timeline(camera), LEAD).status() == 200);
    }

    @Test
    void aCaseOpensForAsLongAsItsGrantLives() {
        String camera = freshCamera();
        record(camera, "DJ-SEO", start);
        String operator = TokenFixture.bearer(Role.OPERATOR, "DJ-SEO");
        GrantChanged grant = grant(camera, "CENTRE", "I-7");
        assertThat(get(playlist(camera) + "&caseNo=I-7", operator).status()).isEqualTo(200);
        assertThat(get(playlist(camera) + "&caseNo=I-8", operator).problem()).isEqualTo("case-needed");
        assertThat(get(playlist(camera), operator).problem()).isEqualTo("purpose-needed");
        assertThat(get(timeline(camera), TokenFixture.bearer(Role.POLICE_112, "*"))
                        .problem())
                .isEqualTo("case-needed");

        clock.moveTo(java.time.Duration.ofHours(1));
        assertThat(get(playlist(camera) + "&caseNo=I-7", operator).problem()).isEqualTo("case-needed");
        clock.moveTo(java.time.Duration.ZERO);
        GrantChanged revoked = grant.revoked(Instant.now());
        events.send(Topics.GRANT, grant.grantId().toString(), revoked).join();
        await().until(() -> get(playlist(camera) + "&caseNo=I-7", operator).status() == 403);
        events.send(Topics.GRANT, grant.grantId().toString(), grant).join(); // an old event again
        SegmentClosed later = record(camera, "DJ-SEO", start.plusSeconds(60));
        assertThat(get("/api/recordings/segments/" + later.segmentId() + ".mp4", operator)
                        .problem())
                .isEqualTo("case-needed");
    }

    @Test
    void theTimelineShowsWhatIsThereAndWhatIsMissing() {
        String camera = freshCamera();
        record(camera, "DJ-SEO", start);
        SegmentClosed after = write(
                camera,
                "DJ-SEO",
                start.plusSeconds(120),
                List.of(new Gap(start.plusSeconds(60), start.plusSeconds(120), GapCause.CAMERA, "STALLED")));
        tell(after);
        tell(after); // twice is once

        JsonNode timeline = get(timeline(camera), LEAD).json();

        assertThat(timeline.get("segments")).hasSize(2);
        assertThat(timeline.get("segments").get(1).get("segmentId").asString())
                .isEqualTo(after.segmentId().toString());
        assertThat(timeline.get("gaps")).hasSize(1);
        assertThat(timeline.get("gaps").get(0).get("cause").asString()).isEqualTo("CAMERA");
        assertThat(Instant.parse(timeline.get("gaps").get(0).get("from").asString()))
                .isEqualTo(start.plusSeconds(60));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            from=2026-11-21T10:00:00Z&to=2026-11-20T10:00:00Z&purpose=x  | 422
            from=2026-11-19T10:00:00Z&to=2026-11-21T10:00:00Z&purpose=x  | 422
            from=yesterday&to=2026-11-21T10:00:00Z&purpose=x             | 400
            to=2026-11-21T10:00:00Z&purpose=x                            | 400
            from=2026-11-21T10:00:00Z&to=2026-11-21T11:00:00Z&purpose=%1b | 400
            from=2026-11-21T10:00:00Z&to=2026-11-21T11:00:00Z            | 403
            from=2001-11-21T10:00:00Z&to=2001-11-21T11:00:00Z&purpose=x  | 404
            """)
    void oddQuestionsAreRefused(String query, int status) {
        String camera = freshCamera();
        record(camera, "DJ-SEO", start);

        assertThat(get("/api/recordings/" + camera + "/index.m3u8?" + query, LEAD)
                        .status())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..%2f..%2fetc%2fpasswd.mp4",
                "%2e%2e/x.mp4",
                "x%00.mp4",
                "%2fetc%2fpasswd.mp4",
                "name.mp4",
                "1'or'1'='1.mp4",
            })
    void namesThatAreNoIdsAreRefused(String name) {
        assertThat(get("/api/recordings/segments/" + name, LEAD).status()).isIn(400, 404);
    }

    @Test
    void linksInTheStoreAreRefusedAndPoisonIsParked() throws Exception {
        String camera = freshCamera();
        SegmentClosed symbolic = record(camera, "DJ-SEO", start);
        SegmentClosed hard = record(camera, "DJ-SEO", start.plusSeconds(60));
        SegmentClosed torn = record(camera, "DJ-SEO", start.plusSeconds(120));
        Path elsewhere = Files.createTempFile(Path.of("target"), "secret", ".mp4");
        Files.write(elsewhere, new byte[5_000]);
        Files.delete(file(symbolic.objectKey()));
        Files.createSymbolicLink(file(symbolic.objectKey()), elsewhere.toAbsolutePath());
        Files.createLink(elsewhere.resolveSibling(elsewhere.getFileName() + ".link"), file(hard.objectKey()));
        Files.write(file(torn.objectKey()), new byte[4_999]);

        for (SegmentClosed segment : List.of(symbolic, hard, torn))
            assertThat(get("/api/recordings/segments/" + segment.segmentId() + ".mp4", LEAD)
                            .problem())
                    .isEqualTo("not-found");

        String hidden = new String(metro.cctv.chassis.messaging.EventJson.MAPPER.writeValueAsBytes(hard))
                .replace(hard.objectKey(), "DJ-SEO/.hidden/x.mp4")
                .replace(hard.segmentId().toString(), UUID.randomUUID().toString());
        events.sendBytes(Topics.SEGMENT, camera, hidden.getBytes()).join();
        events.sendBytes(
                        Topics.SEGMENT,
                        camera,
                        hidden.replace("DJ-SEO/.hidden", "../..").getBytes())
                .join();
        record(camera, "DJ-SEO", start.plusSeconds(180)); // the line goes on behind them
        assertThat(rows("segment where camera_id = '" + camera + "'")).isEqualTo(4);
    }

    @Test
    void withoutATokenThereIsNothing() {
        for (String path : Set.of(
                timeline("X-1"),
                playlist("X-1"),
                "/api/recordings/segments/" + UUID.randomUUID() + ".mp4",
                "/api/ledger",
                "/api/ledger/verify",
                "/api/destructions"))
            assertThat(get(path, null).problem()).as(path).isEqualTo("not-authenticated");
    }

    private String playlist(String camera) {
        return "/api/recordings/%s/index.m3u8?from=%s&to=%s".formatted(camera, start, start.plusSeconds(300));
    }

    private String timeline(String camera) {
        return "/api/recordings/%s/timeline?from=%s&to=%s".formatted(camera, start, start.plusSeconds(300));
    }
}
