package metro.cctv.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import metro.cctv.contracts.audit.AccessAudited.Result;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@GatewayTest
class LoginIT {
    @LocalServerPort
    int port;

    @Autowired
    Stage.Ledger ledger;

    @Autowired
    JdbcClient jdbc;

    @Test
    void aPersonLogsInAndOut() {
        var kim = new Visitor(port);
        assertThat(kim.get("/api/me").statusCode()).isEqualTo(401);
        HttpResponse<String> answer = kim.login("kim", Stage.OPERATOR_PASSWORD);
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().allValues("set-cookie"))
                .anySatisfy(cookie -> assertThat(cookie)
                        .startsWith("CCTV_SESSION=")
                        .contains("HttpOnly")
                        .contains("SameSite=Strict"));

        JsonNode me = Visitor.json(kim.get("/api/me"));
        assertThat(me.path("name").asString()).isEqualTo("kim");
        assertThat(me.path("role").asString()).isEqualTo("OPERATOR");
        assertThat(me.path("roleKorean").asString()).isEqualTo("관제요원");
        assertThat(me.path("districts").get(0).asString()).isEqualTo("DJ-SEO");
        assertThat(me.path("capabilities").path("OWN_LIVE").asString()).isEqualTo("YES");
        assertThat(me.path("idleLogoutSeconds").asInt()).isEqualTo(600);

        assertThat(kim.logout().statusCode()).isEqualTo(204);
        assertThat(kim.get("/api/me").statusCode()).isEqualTo(401);
        await().untilAsserted(() -> {
            assertThat(ledger.rows())
                    .anyMatch(row -> row.action().equals("login")
                            && row.subject().equals("kim")
                            && row.result() == Result.ALLOWED
                            && "127.0.0.1".equals(row.sourceAddress()));
            assertThat(ledger.rows())
                    .anyMatch(row ->
                            row.action().equals("logout") && row.subject().equals("kim"));
        });
    }

    @Test
    void theSessionGetsANewIdentifierAtLogin() {
        var kim = Visitor.loggedIn(port, "kim", Stage.OPERATOR_PASSWORD);
        String before = kim.cookie("CCTV_SESSION").orElseThrow();
        HttpResponse<String> again =
                kim.send(kim.form("/login", "username=kim&password=" + Visitor.encoded(Stage.OPERATOR_PASSWORD))
                        .header("X-XSRF-TOKEN", kim.csrf()));
        assertThat(again.statusCode()).isEqualTo(204);
        assertThat(kim.cookie("CCTV_SESSION").orElseThrow()).isNotEqualTo(before);
    }

    @Test
    void noAccountExistsThatNobodyMade() {
        for (String name : new String[] {"admin", "user", "root", "test", "guest"})
            for (String password : new String[] {name, "admin", "password", ""})
                assertThat(new Visitor(port).login(name, password).statusCode()).isIn(401, 429);
        assertThat(jdbc.sql("select count(*) from account").query(Integer.class).single())
                .isGreaterThanOrEqualTo(7);
    }

    @Test
    void anUnknownNameAndAWrongPasswordLookTheSame() {
        HttpResponse<String> unknown = new Visitor(port).login("nobody-here", "wrong wrong wrong");
        HttpResponse<String> wrong = new Visitor(port).login("locked-out", "wrong wrong wrong");
        assertThat(Visitor.problem(unknown)).isEqualTo("login-failed");
        assertThat(unknown.body()).isEqualTo(wrong.body());
        assertThat(unknown.statusCode()).isEqualTo(wrong.statusCode());
        await().untilAsserted(() -> assertThat(ledger.rows())
                .anyMatch(row -> row.action().equals("login")
                        && row.objectId().equals("nobody-here")
                        && row.result() == Result.REFUSED
                        && "login-failed".equals(row.reason())));
    }

    @Test
    void aClientsSecretOpensNoSession() {
        assertThat(Visitor.problem(new Visitor(port).login("agency-112", Stage.CLIENT_112_SECRET)))
                .isEqualTo("login-failed");
    }

    @Test
    void guessingIsSlowedDownForThatAccountOnly() {
        var guesser = new Visitor(port);
        for (int i = 0; i < 5; i++)
            assertThat(guesser.login("guessed-at", "guess number " + i).statusCode())
                    .isEqualTo(401);
        HttpResponse<String> throttled = guesser.login("guessed-at", "some other words 8"); // even the right one
        assertThat(throttled.statusCode()).isEqualTo(429);
        assertThat(Visitor.problem(throttled)).isEqualTo("too-many-requests");
        assertThat(throttled.headers().firstValueAsLong("retry-after").orElse(0))
                .isPositive();
        Visitor.loggedIn(port, "kim", Stage.OPERATOR_PASSWORD);
        await().untilAsserted(() -> assertThat(ledger.rows())
                .anyMatch(row -> row.objectId().equals("guessed-at") && "too-many-requests".equals(row.reason())));
    }

    @Test
    void aLockedAccountsSessionEndsWithinSeconds() {
        var leaver = Visitor.loggedIn(port, "leaver", "some other words 9");
        assertThat(leaver.get("/api/cameras").statusCode()).isEqualTo(200);
        jdbc.sql("update account set enabled = false where name = 'leaver'").update();
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() ->
                        assertThat(leaver.get("/api/cameras").statusCode()).isEqualTo(401));
        jdbc.sql("update account set enabled = true where name = 'leaver'").update();
        await().during(Duration.ofSeconds(1))
                .untilAsserted(() ->
                        assertThat(leaver.get("/api/cameras").statusCode()).isEqualTo(401));
    }

    @Test
    void loginNeedsItsCsrfToken() {
        var mallory = new Visitor(port);
        HttpResponse<String> answer = mallory.send(
                mallory.form("/login", "username=kim&password=" + Visitor.encoded(Stage.OPERATOR_PASSWORD)));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(Visitor.problem(answer)).isEqualTo("csrf-refused");
    }

    @Test
    void aSessionsWriteNeedsItsCsrfToken() {
        var kim = Visitor.loggedIn(port, "kim", Stage.OPERATOR_PASSWORD);
        HttpResponse<String> forged = kim.send("POST", "/api/alerts/1/acknowledge", "{}");
        assertThat(forged.statusCode()).isEqualTo(403);
        assertThat(Visitor.problem(forged)).isEqualTo("csrf-refused");
        HttpResponse<String> meant = kim.send("POST", "/api/alerts/1/acknowledge", "{}", "X-XSRF-TOKEN", kim.csrf());
        assertThat(meant.statusCode()).isEqualTo(200);
        await().untilAsserted(() -> assertThat(ledger.rows())
                .anyMatch(row ->
                        "csrf-refused".equals(row.reason()) && row.subject().equals("kim")));
    }
}
