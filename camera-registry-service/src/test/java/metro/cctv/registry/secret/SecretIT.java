package metro.cctv.registry.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.access.Role;
import metro.cctv.registry.RegistryTest;
import metro.cctv.testkit.TokenFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class SecretIT extends RegistryTest {
    private static final String NEVER = "2020-01-01";

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PasswordAudit passwords;

    @Test
    void aNewPasswordIsANewVersionAndTheSameOneKeepsItsAge() {
        String code = registered();
        long before = version(code);

        assertThat(set(code, "viewer", "first-one").status()).isEqualTo(204);
        JsonNode told = get("/api/cameras/" + code, MANAGER).json();
        assertThat(told.get("hasCredentials").asBoolean()).isTrue();
        assertThat(told.get("version").asLong()).isEqualTo(before + 1);
        String age = told.get("security").get("passwordChangedAt").asString();
        assertThat(told.get("credentialsChangedAt").asString()).isEqualTo(age);

        set(code, "other-user", "first-one");
        JsonNode same = get("/api/cameras/" + code, MANAGER).json();
        assertThat(same.get("version").asLong()).isEqualTo(before + 2);
        assertThat(same.get("security").get("passwordChangedAt").asString()).isEqualTo(age);
        assertThat(Instant.parse(same.get("credentialsChangedAt").asString())).isAfter(Instant.parse(age));

        set(code, "other-user", "second-one");
        assertThat(Instant.parse(get("/api/cameras/" + code, MANAGER)
                        .json()
                        .get("security")
                        .get("passwordChangedAt")
                        .asString()))
                .isAfter(Instant.parse(age));
        assertThat(secret(code).get("password").asString()).isEqualTo("second-one");
        await().until(() -> recordsOf(Topics.CAMERA, code).size() >= 4);
        assertThat(json.readTree(recordsOf(Topics.CAMERA, code).getLast().value())
                        .get("needsCredentials")
                        .asBoolean())
                .isTrue();

        assertThat(call(HttpMethod.DELETE, "/api/cameras/" + code + "/credentials", MANAGER, null)
                        .status())
                .isEqualTo(204);
        assertThat(get("/internal/cameras/" + code + "/credentials", SERVICE).status())
                .isEqualTo(404);
        assertThat(rows(code)).isZero();
    }

    @Test
    void aRetiredCameraHasNoSecretsLeft() {
        String code = registered();
        set(code, "viewer", "secret-of-a-retired-one");
        call(HttpMethod.DELETE, "/api/cameras/" + code, MANAGER, null);

        assertThat(rows(code)).isZero();
        assertThat(set(code, "viewer", "again").problem()).isEqualTo("conflict");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void onlyOurOwnServicesReadALogInAndTheLedgerKnowsEachTime(Role role) {
        String code = registered();
        set(code, "viewer", "for-services");

        Answer answer = get("/internal/cameras/" + code + "/credentials", TokenFixture.bearer(role, "*"));

        assertThat(answer.status()).isEqualTo(role == Role.SERVICE ? 200 : 403);
        if (role != Role.SERVICE) {
            assertThat(new String(answer.bytes(), StandardCharsets.UTF_8)).doesNotContain("for-services", "viewer");
            return;
        }
        assertThat(answer.response().getHeaders().getCacheControl()).isEqualTo("no-store");
        await().until(() -> actions(code).contains("camera.credentials.read ALLOWED service-1"));
        assertThat(actions(code)).contains("camera.credentials.set ALLOWED manager-1");
    }

    @Test
    void aNewMasterKeyTakesOverPartByPartWhileBothAreRead() {
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            codes.add(registered());
            set(codes.get(i), "viewer", "password-" + i);
        }
        String old = masterKey(codes.getFirst());
        String fresh = "2026-02-"
                + String.format(
                        "%02d",
                        jdbc.sql("select count(distinct master_key_id) from camera_secret")
                                .query(Integer.class)
                                .single());
        MasterKeyFiles.fresh(KEYS.resolve("folder/" + fresh + ".key"));
        byte[] sealed = sealed(codes.getFirst());

        JsonNode first = rewrap(2);
        assertThat(first.get("rewrapped").asInt()).isEqualTo(2);
        assertThat(first.get("remaining").asLong()).isGreaterThanOrEqualTo(3);
        assertThat(first.get("masterKeyId").asString()).isEqualTo(fresh).isNotEqualTo(old);
        for (int i = 0; i < 5; i++)
            assertThat(secret(codes.get(i)).get("password").asString()).isEqualTo("password-" + i);

        JsonNode rest = rewrap(20_000);
        assertThat(rest.get("remaining").asLong()).isZero();
        assertThat(rest.get("unreadable").asInt()).isZero();
        assertThat(codes).allSatisfy(code -> assertThat(masterKey(code)).isEqualTo(fresh));
        assertThat(sealed(codes.getFirst())).isEqualTo(sealed);
        assertThat(secret(codes.getLast()).get("password").asString()).isEqualTo("password-4");
        assertThat(passwords.of(codes)).hasSize(5);
    }

    @Test
    void aLostMasterKeyStopsNoOther() {
        String lost = registered();
        String kept = registered();
        set(lost, "viewer", "lost");
        set(kept, "viewer", "kept");
        jdbc.sql("update camera_secret set master_key_id = ? where camera_code = ?")
                .params(NEVER, lost)
                .update();

        Answer refused = get("/internal/cameras/" + lost + "/credentials", SERVICE);
        assertThat(refused.status()).isEqualTo(500);
        assertThat(refused.json().get("detail").asString()).contains("\"" + NEVER + "\" is not here");
        JsonNode progress = rewrap(20_000);
        assertThat(progress.get("unreadable").asInt()).isEqualTo(1);
        assertThat(progress.get("remaining").asLong()).isEqualTo(1);
        assertThat(secret(kept).get("password").asString()).isEqualTo("kept");

        assertThat(set(lost, "viewer", "entered again").status()).isEqualTo(204);
        assertThat(secret(lost).get("password").asString()).isEqualTo("entered again");
        assertThat(rewrap(1).get("remaining").asLong()).isZero();
    }

    @Test
    void whatWasWrittenBeforeEnvelopesIsReadAndMoved() throws Exception {
        String read = registered();
        String rewrapped = registered();
        String overwritten = registered();
        for (String code : List.of(read, rewrapped, overwritten)) firstFormat(code, "old-" + code);
        set(overwritten, "viewer", "new");

        assertThat(secret(read).get("password").asString()).isEqualTo("old-" + read);
        assertThat(rows(read)).isOne();
        rewrap(20_000);
        assertThat(rows(rewrapped)).isOne();
        assertThat(secret(rewrapped).get("password").asString()).isEqualTo("old-" + rewrapped);
        assertThat(secret(overwritten).get("password").asString()).isEqualTo("new");
        assertThat(jdbc.sql("select count(*) from camera where credentials is not null")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void badPasswordsAreFoundWithoutOpeningOne() {
        String mark = "shared-" + freshCode();
        List<String> codes = new ArrayList<>();
        for (String password : new String[] {"12345", "", mark, mark, "one of a kind " + mark}) {
            String code = registered();
            set(code, "admin", password);
            codes.add(code);
        }
        String without = registered();

        var facts = passwords.of(List.of(codes.get(0), codes.get(1), codes.get(2), codes.get(4), without));

        assertThat(facts).hasSize(4).doesNotContainKey(without);
        assertThat(facts.get(codes.get(0)).isMakersDefault()).isTrue();
        assertThat(facts.get(codes.get(1)).isEmpty()).isTrue();
        assertThat(facts.get(codes.get(2)))
                .satisfies(f -> assertThat(f.sharedWith()).isOne())
                .satisfies(f -> assertThat(f.isMakersDefault()).isFalse());
        assertThat(facts.get(codes.get(4)).sharedWith()).isZero();
        List<PasswordFacts> all = new ArrayList<>();
        passwords.forEach(all::add);
        assertThat(all).containsAll(facts.values());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            {"username": "", "password": "canary-x"}                         | invalid-field | username
            {"username": "a:b", "password": "canary-x"}                      | invalid-field | username
            {"username": "a\\nb", "password": "canary-x"}                    | invalid-field | username
            {"username": "v"}                                                | invalid-field | password
            {"password": "canary-x"}                                         | invalid-field | username
            {"username": "v", "password": "canary\\u0000x"}                  | invalid-field | password
            {"username": "v", "password": "canary-x", "role": "admin"}       | bad-request   | role
            {"username": "v", "password": ["canary-x"]}                      | bad-request   | password
            {"username": "v", "password": {"canary-x": 1}}                   | bad-request   | password
            ["canary-x"]                                                     | bad-request   | ''
            canary-x                                                         | bad-request   | ''
            {"username": "v", "password": "canary-x                          | bad-request   | ''
            null                                                             | bad-request   | ''
            """)
    void aWrongLogInIsRefusedByItsFieldAndNotRepeated(String body, String problem, String field) {
        String code = registered();

        Answer answer = call(HttpMethod.PUT, "/api/cameras/" + code + "/credentials", MANAGER, body);

        assertThat(answer.problem()).isEqualTo(problem);
        assertThat(new String(answer.bytes(), StandardCharsets.UTF_8))
                .contains(field)
                .doesNotContain("canary");
        assertThat(rows(code)).isZero();
    }

    @Test
    void rewrappingIsForThoseWhoRunTheWholeCitysCameras() {
        assertThat(post("/api/cameras/credentials/rewrap", TokenFixture.bearer(Role.MANAGER, "DJ-SEO"), "")
                        .problem())
                .isEqualTo("forbidden");
        assertThat(post("/api/cameras/credentials/rewrap", TokenFixture.bearer(Role.LEAD, "*"), "")
                        .problem())
                .isEqualTo("forbidden");
        assertThat(post("/api/cameras/credentials/rewrap?limit=0", MANAGER, "").problem())
                .isEqualTo("invalid-field");
    }

    private String registered() {
        String code = freshCode();
        assertThat(post("/api/cameras", MANAGER, camera(code, "DJ-SEO", 127.3849, 36.3504))
                        .status())
                .isEqualTo(201);
        return code;
    }

    private Answer set(String code, String username, String password) {
        String body = json.createObjectNode()
                .put("username", username)
                .put("password", password)
                .toString();
        return call(HttpMethod.PUT, "/api/cameras/" + code + "/credentials", MANAGER, body);
    }

    private JsonNode secret(String code) {
        return get("/internal/cameras/" + code + "/credentials", SERVICE).json();
    }

    private JsonNode rewrap(int limit) {
        return post("/api/cameras/credentials/rewrap?limit=" + limit, MANAGER, "")
                .json();
    }

    private long version(String code) {
        return get("/api/cameras/" + code, MANAGER).json().get("version").asLong();
    }

    private int rows(String code) {
        return jdbc.sql("select count(*) from camera_secret where camera_code = ?")
                .param(code)
                .query(Integer.class)
                .single();
    }

    private String masterKey(String code) {
        return jdbc.sql("select master_key_id from camera_secret where camera_code = ?")
                .param(code)
                .query(String.class)
                .single();
    }

    private byte[] sealed(String code) {
        return jdbc.sql("select sealed from camera_secret where camera_code = ?")
                .param(code)
                .query((row, n) -> row.getBytes(1))
                .single();
    }

    private void firstFormat(String code, String password) throws Exception {
        String login = json.createObjectNode()
                .put("username", "viewer")
                .put("password", password)
                .toString();
        byte[] body =
                Aead.seal(Files.readAllBytes(KEYS.resolve("first")), code, login.getBytes(StandardCharsets.UTF_8));
        jdbc.sql("update camera set credentials = ?, has_credentials = true where code = ?")
                .params(
                        ByteBuffer.allocate(1 + body.length)
                                .put((byte) 1)
                                .put(body)
                                .array(),
                        code)
                .update();
    }

    private List<String> actions(String code) {
        return recordsOf(Topics.AUDIT, code).stream()
                .map(r -> json.readTree(r.value()))
                .map(row ->
                        row.get("action").asString() + " " + row.get("result").asString() + " "
                                + row.get("subject").asString())
                .toList();
    }
}
