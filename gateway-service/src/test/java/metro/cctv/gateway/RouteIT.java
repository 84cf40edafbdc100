package metro.cctv.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@GatewayTest
class RouteIT {
    @LocalServerPort
    int port;

    @ParameterizedTest
    @CsvSource(textBlock = """
            /api/cameras, registry
            /api/cameras/nearest?lon=127.4&lat=36.3, registry
            /api/cameras/tiles/14/1/2.mvt, registry
            /api/districts, registry
            /api/live/c1/detections, analytics
            /api/alerts/a1/frame.jpg, analytics
            /api/models, analytics
            /api/live/c1/index.m3u8?stream=sub, ingest
            /api/live/c1/snapshot.jpg, ingest
            /api/alerts, agency-link
            /api/alerts/a1, agency-link
            /api/incidents/i1/cameras, agency-link
            /api/handovers, agency-link
            /api/feedback/examples, agency-link
            /api/priority, agency-link
            /api/priority/wall, agency-link
            /api/statistics/usage?by=district, agency-link
            /api/link/112/cases/9, agency-link
            /api/agencies/112/webhooks, agency-link
            /api/recordings/c1/index.m3u8?from=a&to=b, retention
            /api/ledger/verify, retention
            /api/destructions, retention
            /api/holds, retention
            """)
    void everyPathHasItsService(String path, String service) {
        HttpResponse<String> answer = kim().get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-stub")).contains(service);
        StubService.Seen seen = Stage.ALL.stream()
                .filter(stub ->
                        !stub.seen.isEmpty() && path.startsWith(stub.last().path()))
                .findFirst()
                .orElseThrow()
                .last();
        assertThat(seen.path() + (seen.query() == null ? "" : "?" + seen.query()))
                .isEqualTo(path);
    }

    @Test
    void onlyWhatTheGatewayVouchesForGoesIn() throws Exception {
        HttpResponse<String> answer = kim().get(
                        "/api/cameras/spoof",
                        "X-Forwarded-For",
                        "10.9.8.7",
                        "X-Forwarded-Host",
                        "evil.example",
                        "X-Forwarded-Prefix",
                        "/internal",
                        "Forwarded",
                        "for=10.9.8.7",
                        "X-Real-IP",
                        "10.9.8.7",
                        "X-User",
                        "admin",
                        "X-User-Role",
                        "SERVICE",
                        "X-Original-URL",
                        "/internal/cameras",
                        "X-HTTP-Method-Override",
                        "DELETE",
                        "Accept-Language",
                        "ko");
        assertThat(answer.statusCode()).isEqualTo(200);
        StubService.Seen seen = Stage.REGISTRY.last();
        assertThat(seen.header("x-forwarded-for")).isEqualTo("127.0.0.1");
        assertThat(seen.header("accept-language")).isEqualTo("ko");
        assertThat(seen.headers().keySet())
                .doesNotContain(
                        "cookie",
                        "forwarded",
                        "x-forwarded-host",
                        "x-forwarded-prefix",
                        "x-real-ip",
                        "x-user",
                        "x-user-role",
                        "x-original-url",
                        "x-http-method-override",
                        "x-xsrf-token");
        JWTClaimsSet inside =
                SignedJWT.parse(seen.header("authorization").substring(7)).getJWTClaimsSet();
        assertThat(inside.getIssuer()).isEqualTo("metro-cctv");
        assertThat(inside.getAudience()).containsExactly("metro-cctv-services");
        assertThat(inside.getSubject()).isEqualTo("kim");
        assertThat(inside.getStringClaim("role")).isEqualTo("OPERATOR");
        assertThat(inside.getStringListClaim("districts")).containsExactly("DJ-SEO");
        assertThat(inside.getClaim("agency")).isNull();
        assertThat(inside.getExpirationTime().getTime() - inside.getIssueTime().getTime())
                .isEqualTo(120_000);
    }

    @Test
    void whatIsInsideDoesNotComeOut() {
        HttpResponse<String> answer = kim().get("/api/cameras");
        assertThat(answer.headers().allValues("set-cookie")).noneMatch(cookie -> cookie.startsWith("inner"));
        assertThat(answer.headers().firstValue("server")).isEmpty();
        assertThat(answer.headers().firstValue("cache-control").orElse("")).contains("no-store");
        assertThat(answer.headers().firstValue("x-content-type-options")).contains("nosniff");
    }

    @Test
    void aTicketPassesAndNothingElseGoesWithIt() {
        var agency = new Visitor(port);
        assertThat(agency.get("/api/live/c1/snapshot.jpg?ticket=T0P").statusCode())
                .isEqualTo(200);
        StubService.Seen seen = Stage.INGEST.last();
        assertThat(seen.query()).isEqualTo("ticket=T0P");
        assertThat(seen.headers().keySet()).doesNotContain("authorization", "cookie");
        kim().get("/api/live/c1/snapshot.jpg?ticket=T0P");
        assertThat(Stage.INGEST.last().headers().keySet()).doesNotContain("authorization", "cookie");

        assertThat(agency.get("/api/live/c1/snapshot.jpg?ticket=").statusCode()).isEqualTo(401);
        assertThat(agency.get("/api/cameras?ticket=T0P").statusCode()).isEqualTo(401);
        assertThat(agency.get("/api/alerts/a1/frame.jpg?ticket=T0P").statusCode())
                .isEqualTo(401);
        assertThat(agency.send("POST", "/api/live/c1/snapshot.jpg?ticket=T0P", "")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aServiceThatIsAwayOrStallsIsAProblem() {
        HttpResponse<String> stalled = kim().get("/api/link/slow");
        assertThat(stalled.statusCode()).isEqualTo(503);
        assertThat(Visitor.problem(stalled)).isEqualTo("unavailable");
        assertThat(stalled.headers().firstValue("retry-after")).isPresent();
    }

    @Test
    void anAnswerThatBreaksOffDoesNotLookWhole() {
        var kim = kim();
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> kim.get("/api/link/half"))
                .hasRootCauseInstanceOf(IOException.class);
    }

    @Test
    void bodiesHaveALimit() {
        var kim = kim();
        String csrf = kim.csrf();
        int before = Stage.LINK.seen.size();
        HttpResponse<String> large = kim.send(
                "POST", "/api/incidents", "x".repeat(1_100_000), "X-XSRF-TOKEN", csrf, "Content-Type", "text/plain");
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(Visitor.problem(large)).isEqualTo("too-large");
        assertThat(Stage.LINK.seen).hasSize(before);
        String fits = "y".repeat(900_000);
        assertThat(kim.send("POST", "/api/incidents", fits, "X-XSRF-TOKEN", csrf, "Content-Type", "text/plain")
                        .statusCode())
                .isEqualTo(200);
        assertThat(Stage.LINK.last().body()).hasSize(900_000);
    }

    @Test
    void aFileOfCamerasMayBeLargeOnItsOwnPathOnly() {
        var kim = kim();
        String csrf = kim.csrf();
        String file = "z".repeat(3_000_000);

        HttpResponse<String> passed = kim.send(
                "POST", "/api/cameras/import?format=standard", file, "X-XSRF-TOKEN", csrf, "Content-Type", "text/csv");

        assertThat(passed.statusCode()).isEqualTo(200);
        assertThat(Stage.REGISTRY.last().body()).hasSize(3_000_000);
        assertThat(Stage.REGISTRY.last().query()).isEqualTo("format=standard");
        for (String path : new String[] {"/api/cameras/import/x", "/api/cameras", "/api/cameras/import;x"})
            assertThat(kim.send("POST", path, file, "X-XSRF-TOKEN", csrf, "Content-Type", "text/csv")
                            .statusCode())
                    .as(path)
                    .isIn(400, 413);
        assertThat(kim.send("PUT", "/api/cameras/import", file, "X-XSRF-TOKEN", csrf, "Content-Type", "text/csv")
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void eventsComeAtOnceAndTheServiceLearnsThatTheClientLeft() throws IOException {
        var kim = kim();
        HttpResponse<InputStream> events = kim.open("/api/events");
        assertThat(events.statusCode()).isEqualTo(200);
        assertThat(events.headers().firstValue("content-type").orElse("")).startsWith("text/event-stream");
        try (var lines = new BufferedReader(new InputStreamReader(events.body(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("event: tick");
            assertThat(lines.readLine()).isEqualTo("data: 0");
        }
        assertThat(Stage.LINK.openStreams.get()).isPositive();
        await().atMost(Duration.ofSeconds(60)).until(() -> Stage.LINK.openStreams.get() == 0);
    }

    @Test
    void eventsEndWithTheSession() throws IOException {
        var kim = kim();
        HttpResponse<InputStream> events = kim.open("/api/events");
        try (InputStream body = events.body()) {
            assertThat(body.read()).isPositive();
            kim.logout();
            await().atMost(Duration.ofSeconds(60)).until(() -> Stage.LINK.openStreams.get() == 0);
        }
    }

    @Test
    void oneDocumentSaysWhatThereIsAndWhatIsMissing() {
        JsonNode api = Visitor.json(kim().get("/api/openapi.json"));
        assertThat(api.path("paths").propertyNames())
                .contains("/api/me", "/api/registry/things", "/api/agency-link/things")
                .noneMatch(path -> path.startsWith("/internal"));
        assertThat(api.path("x-missing").get(0).asString()).isEqualTo("retention");
        HttpResponse<String> page = kim().get("/api/docs", "Accept", "text/html");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("/api/docs/page.js");
        assertThat(kim().get("/api/docs/page.js").statusCode()).isEqualTo(200);
    }

    private Visitor kim() {
        return Visitor.loggedIn(port, "kim", Stage.OPERATOR_PASSWORD);
    }
}
