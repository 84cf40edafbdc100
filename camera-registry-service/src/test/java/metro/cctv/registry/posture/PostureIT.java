package metro.cctv.registry.posture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.access.AccessMatrix;
import metro.cctv.contracts.access.Capability;
import metro.cctv.contracts.access.Right;
import metro.cctv.contracts.access.Role;
import metro.cctv.registry.RegistryTest;
import metro.cctv.registry.onvif.CertificateChangeSeen;
import metro.cctv.registry.onvif.ServerCertificate;
import metro.cctv.testkit.TokenFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Each test has a district of its own. */
class PostureIT extends RegistryTest {
    @Autowired
    JdbcClient jdbc;

    @Autowired
    PostureAssessor assessor;

    @Autowired
    ApplicationEventPublisher events;

    private String district = "";

    @BeforeEach
    void aDistrictOfItsOwn() {
        district = freshDistrict();
    }

    @Test
    void theWorstIsFirstAndNoPasswordIsEverTold() {
        String shared = "s3cret-" + UUID.randomUUID();
        String good = camera("rtsps", "own-" + UUID.randomUUID());
        String guessed = camera("rtsp", "hik12345");
        String one = camera("rtsps", shared);
        String two = camera("rtsps", shared);
        String open = camera("rtsp", null);
        assess();

        assertThat(codes(good)).isEmpty();
        assertThat(codes(guessed)).contains("DEFAULT_PASSWORD", "PLAIN_STREAM");
        assertThat(codes(one)).containsExactly("REUSED_PASSWORD");
        assertThat(codes(two)).containsExactly("REUSED_PASSWORD");
        assertThat(codes(open)).contains("NO_PASSWORD");
        JsonNode page = list("");
        assertThat(page.get("items")
                        .valueStream()
                        .map(i -> i.get("score").asInt())
                        .toList())
                .isSorted()
                .endsWith(100);
        assertThat(page.get("summary").get("cameras").asInt()).isEqualTo(5);
        assertThat(page.get("summary").get("byCode").get("REUSED_PASSWORD").asInt())
                .isEqualTo(2);
        assertThat(page.toString()).doesNotContain("hik12345", shared, "s3cret");
        assertThat(list("&below=60").get("items")).hasSize(2);
        assertThat(list("&code=REUSED_PASSWORD").get("items")).hasSize(2);
        await().untilAsserted(
                        () -> assertThat(recordsOf(Topics.AUDIT, district)).isNotEmpty());
    }

    @Test
    void anotherCertificateInTheEntryIsAFinding() {
        String entered = camera("rtsps", "own-" + UUID.randomUUID());
        certificate(entered, "a".repeat(64));
        assess();
        assertThat(codes(entered)).isEmpty();

        certificate(entered, "b".repeat(64));
        assess();

        assertThat(codes(entered)).containsExactly("CERTIFICATE_CHANGED");
    }

    /** As of a row restored or generated past the service: nothing of its certificate was noted yet. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDeviceThatShowsAnotherCertificateThanItsEntryIsAFindingSinceThen(boolean noted) {
        String met = camera("rtsps", "own-" + UUID.randomUUID());
        certificate(met, "a".repeat(64));
        if (!noted)
            jdbc.sql("delete from certificate_seen where camera_code = ?")
                    .param(met)
                    .update();
        Instant first = Instant.now().plusSeconds(1).truncatedTo(ChronoUnit.MILLIS);

        for (long later : new long[] {0, 60})
            events.publishEvent(new CertificateChangeSeen(
                    met,
                    "a".repeat(64),
                    new ServerCertificate("b".repeat(64), "CN=other", first),
                    first.plusSeconds(later)));
        assess();

        assertThat(codes(met)).containsExactly("CERTIFICATE_CHANGED");
        assertThat(list("").toString()).contains("It shows another certificate since " + first);
    }

    @Test
    void oneThatCannotBeAssessedKeepsNoOtherFromIt() {
        String broken = camera("rtsp", null);
        String fine = camera("rtsp", null);
        String set = "update camera set security = %s where code = ?";
        jdbc.sql(set.formatted("'{\"certificateSha256\": \"none\"}'"))
                .param(broken)
                .update();
        try {
            assess();
        } finally {
            jdbc.sql(set.formatted("'{}'")).param(broken).update(); // the other tests read it, too
        }

        assertThat(codes(fine)).contains("NO_PASSWORD");
        assertThat(codes(broken)).isEmpty();
    }

    @Test
    void aLogInOfTheFirstFormatIsNoMissingOne() {
        String code = camera("rtsps", null);
        String set = "update camera set credentials = %s where code = ?";
        jdbc.sql(set.formatted("'\\x0102'")).param(code).update();
        assess();
        jdbc.sql(set.formatted("null")).param(code).update(); // no other test can open it

        assertThat(codes(code)).containsExactly("UNKNOWN_PASSWORD");
    }

    @Test
    void aRetiredCameraLeavesTheList() {
        String code = camera("rtsp", null);
        assess();
        assertThat(list("").get("items")).hasSize(1);

        call(HttpMethod.DELETE, "/api/cameras/" + code, MANAGER, null);
        assess();

        assertThat(list("").get("items")).isEmpty();
    }

    @Test
    void aListGoesOnWhereItStopped() {
        for (int i = 0; i < 7; i++) camera("rtsp", null);
        assess();

        Set<String> seen = new HashSet<>();
        @Nullable String cursor = null;
        do {
            JsonNode page = list("&limit=3" + (cursor == null ? "" : "&cursor=" + cursor));
            page.get("items")
                    .forEach(i ->
                            assertThat(seen.add(i.get("cameraId").asString())).isTrue());
            cursor = page.get("next").isNull() ? null : page.get("next").asString();
        } while (cursor != null);
        assertThat(seen).hasSize(7);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void everyCellOfTheMatrix(Role role) {
        boolean reads = AccessMatrix.right(role, Capability.POSTURE) == Right.YES;

        assertThat(get("/api/cameras/posture?limit=1", TokenFixture.bearer(role, "*"))
                        .status())
                .isEqualTo(reads ? 200 : 403);
    }

    @Test
    void anotherDistrictsWeaknessesAreNotTold() {
        camera("rtsp", null);
        assess();

        assertThat(get("/api/cameras/posture?district=" + district, TokenFixture.bearer(Role.LEAD, "DJ-JUN"))
                        .json()
                        .get("items"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "below=0",
                "below=102",
                "below=-1",
                "below=many",
                "limit=x",
                "code=",
                "code=WEAK",
                "district=%00",
                "district=dj-seo",
                "district=*",
                "cursor=x",
                "cursor=%00",
                "cursor=MS9hL2I",
                "cursor=MS8uLi8uLg"
            })
    void badInputsAreRefusedByName(String query) {
        Answer answer = get("/api/cameras/posture?" + query, MANAGER);

        assertThat(answer.status()).isIn(400, 422);
        assertThat(answer.json().get("detail").asString()).contains(query.split("=", -1)[0]);
    }

    private String camera(String scheme, @Nullable String password) {
        String code = freshCode();
        String body = camera(code, "DJ-SEO", 127.38, 36.35)
                .replace("rtsp://", scheme + "://")
                .replaceFirst("\\{", """
                        {"security": {"maker": "Hanwha", "model": "XNV-1", "firmware": "1.41", "firmwareCertificate": "KC-1"},
                        """);
        Answer entered = post("/api/cameras", MANAGER, body);
        assertThat(entered.status()).as(entered.json().toString()).isEqualTo(201);
        move(code, district);
        if (password != null)
            assertThat(call(
                                    HttpMethod.PUT,
                                    "/api/cameras/" + code + "/credentials",
                                    MANAGER,
                                    "{\"username\":\"admin\",\"password\":\"" + password + "\"}")
                            .status())
                    .isEqualTo(204);
        return code;
    }

    /** The districts of these tests are unknown to the registry's memory of them. */
    private void certificate(String code, String sha256) {
        move(code, "DJ-SEO");
        Answer changed = call(
                HttpMethod.PATCH,
                "/api/cameras/" + code,
                MANAGER,
                "{\"security\":{\"certificateSha256\":\"" + sha256 + "\"}}");
        assertThat(changed.status()).as(changed.json().toString()).isEqualTo(200);
        move(code, district);
    }

    private void assess() {
        while (assessor.assessDue() > 0) {}
    }

    private JsonNode list(String more) {
        return get("/api/cameras/posture?district=" + district + more, MANAGER).json();
    }

    private List<String> codes(String code) {
        return jdbc.sql("select f ->> 'code' from posture, jsonb_array_elements(findings) f where camera_code = ?")
                .param(code)
                .query(String.class)
                .list();
    }
}
