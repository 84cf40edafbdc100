package metro.cctv.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import metro.cctv.chassis.messaging.EventJson;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.health.StreamHealthChanged;
import metro.cctv.testkit.TokenFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** A 112 case from the call to the close, as the police, the media servers and the ledger see it. */
class CaseStoryIT extends LinkFixture {
    private static final String MANAGER = TokenFixture.bearer(Role.MANAGER, "*");
    private static final AtomicInteger CASES = new AtomicInteger();

    @Test
    void fromTheCallToTheClose() throws Exception {
        sevenCameras();
        sent(Topics.GRANT);
        sent(Topics.INCIDENT);
        sent(Topics.AUDIT);
        String caseNo = caseNo();

        Answer opened = post("/api/link/112/cases", report(caseNo, "불났다"), police());

        assertThat(opened.status()).isEqualTo(201);
        assertThat(ids(opened.body().path("cameras")))
                .as("nearest usable ones within 500 m, online first, none offline")
                .containsExactly("DJ-SEO-001", "DJ-SEO-002", "DJ-SEO-003", "DJ-SEO-004");
        JsonNode first = opened.body().path("cameras").path(0);
        assertThat(first.path("distanceM").asDouble()).isBetween(49.0, 51.0);
        String hls = first.path("live").path("hls").asString();
        assertThat(hls).startsWith("/api/live/DJ-SEO-001/index.m3u8?stream=main&ticket=");
        String ticket = hls.substring(hls.indexOf("ticket=") + 7);
        assertThat(ticket).matches("[A-Za-z0-9_-]{43}");

        await().untilAsserted(() -> assertThat(sent(Topics.GRANT)).hasSize(4));
        assertThat(sent(Topics.GRANT)).allSatisfy(grant -> {
            assertThat(grant.path("state").asString()).isEqualTo("ACTIVE");
            assertThat(grant.path("caseNo").asString()).isEqualTo(caseNo);
            assertThat(grant.path("agency").asString()).isEqualTo("112");
            assertThat(grant.path("role").asString()).isEqualTo("POLICE_112");
            assertThat(grant.path("purpose").asString()).isEqualTo("112 emergency video");
        });
        assertThat(sent(Topics.GRANT))
                .extracting(grant -> grant.path("ticketSha256").asString())
                .contains(sha256(ticket));
        assertThat(jdbc.sql("select count(*) from access_grant where ticket_sha256 = ?")
                        .param(sha256(ticket))
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        await().untilAsserted(() -> assertThat(sent(Topics.INCIDENT)).hasSize(1));
        assertThat(sent(Topics.INCIDENT).getFirst().path("kind").asString()).isEqualTo("FIRE");
        assertThat(sent(Topics.INCIDENT).getFirst().path("districtCode").asString())
                .isEqualTo("DJ-SEO");

        assertThat(post("/api/link/112/cases", report(caseNo, "ROBBERY"), police())
                        .problem())
                .endsWith(":case-exists");
        Answer read = get("/api/link/112/cases/" + caseNo, police());
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.body().path("cameras")).hasSize(4);
        assertThat(read.body().toString()).doesNotContain("ticket");

        Answer closed = post("/api/link/112/cases/" + caseNo + "/close", "{\"reason\":\"solved\"}", police());
        assertThat(closed.status()).isEqualTo(200);
        assertThat(closed.body().path("status").asString()).isEqualTo("CLOSED");
        assertThat(closed.body().path("cameras")).isEmpty();
        await().untilAsserted(() -> assertThat(sent(Topics.GRANT))
                .filteredOn(grant -> grant.path("state").asString().equals("REVOKED"))
                .hasSize(4));
        assertThat(post("/api/link/112/cases/" + caseNo + "/close", "{\"reason\":\"again\"}", police())
                        .problem())
                .endsWith(":case-closed");

        await().untilAsserted(() -> assertThat(sent(Topics.AUDIT))
                .extracting(row -> row.path("action").asString())
                .contains("case.open", "case.view", "case.close", "http.post")
                .filteredOn("grant.issue"::equals)
                .hasSize(4));
        assertThat(sent(Topics.AUDIT))
                .filteredOn(row -> row.path("action").asString().matches("case.*|grant.*"))
                .allSatisfy(row -> {
                    assertThat(row.path("caseNo").asString()).isEqualTo(caseNo);
                    assertThat(row.path("purpose").asString()).isEqualTo("112 emergency video");
                    assertThat(row.path("legalBasis").asString()).isEqualTo("112 Act art. 14");
                    assertThat(row.path("result").asString()).isEqualTo("ALLOWED");
                });

        Answer feed = get("/api/link/feed", police());
        assertThat(types(feed)).containsExactly("case.opened", "case.cameras", "case.closed");
        assertThat(feed.body().toString()).doesNotContain("ticket=");
        String cursor = feed.body().path("items").path(0).path("id").asString();
        assertThat(types(get("/api/link/feed?after=" + cursor, police())))
                .containsExactly("case.cameras", "case.closed");
        assertThat(types(get("/api/link/feed", TokenFixture.bearer(Role.FIRE_119))))
                .isEmpty();
    }

    @Test
    void aWebhookGetsEachEventOnceAndSignedThoughItFailedTwice() throws Exception {
        sevenCameras();
        try (var agency = new Agency(2)) {
            Answer registered = post("/api/agencies/112/webhooks", "{\"url\":\"" + agency.url() + "\"}", MANAGER);
            assertThat(registered.status()).isEqualTo(201);
            String secret = registered.body().path("secret").asString();
            String caseNo = caseNo();
            assertThat(post("/api/link/112/cases", report(caseNo, "ROBBERY"), police())
                            .status())
                    .isEqualTo(201);

            await().untilAsserted(() -> assertThat(agency.taken).hasSize(2));
            assertThat(agency.refused).hasValue(0);
            assertThat(agency.taken)
                    .extracting(taken ->
                            EventJson.MAPPER.readTree(taken.body).path("type").asString())
                    .containsExactly("case.opened", "case.cameras");
            for (Taken taken : agency.taken) {
                assertThat(taken.signature).isEqualTo(signature(secret, taken.timestamp + "." + taken.body));
                assertThat(Long.parseLong(taken.timestamp))
                        .isBetween(
                                Instant.now().getEpochSecond() - 30,
                                Instant.now().getEpochSecond() + 1);
                assertThat(taken.body).doesNotContain("ticket=");
            }
            await().untilAsserted(() -> assertThat(get("/api/agencies/112/webhooks", MANAGER)
                            .body()
                            .path("items")
                            .path(0)
                            .path("waiting")
                            .asInt())
                    .isZero());
            assertThat(get("/api/agencies/112/webhooks", MANAGER).body().toString())
                    .doesNotContain(secret);
            assertThat(agency.taken).hasSize(2);
        }
    }

    @Test
    void anAgencyThatHangsHoldsUpNobodyElse() throws Exception {
        sevenCameras();
        try (var hanging = new Agency(Integer.MAX_VALUE);
                var other = new Agency(0)) {
            post("/api/agencies/112/webhooks", "{\"url\":\"" + hanging.url() + "\"}", MANAGER);
            post("/api/agencies/119/webhooks", "{\"url\":\"" + other.url() + "\"}", MANAGER);
            post("/api/link/112/cases", report(caseNo(), "ROBBERY"), police());
            String body = report(caseNo(), "FIRE");
            assertThat(post("/api/link/119/cases", body, TokenFixture.bearer(Role.FIRE_119))
                            .status())
                    .isEqualTo(201);
            await().atMost(Duration.ofSeconds(4))
                    .untilAsserted(() -> assertThat(other.taken).hasSize(2));
            assertThat(hanging.taken).isEmpty();
        }
    }

    @Test
    void theSecondPathIsTakenWhenTheFirstIsCut() throws Exception {
        sevenCameras();
        try (var second = new Agency(0)) {
            int cut;
            try (var gone = new java.net.ServerSocket(0)) {
                cut = gone.getLocalPort();
            }
            Answer registered = post(
                    "/api/agencies/112/webhooks",
                    "{\"url\":\"http://127.0.0.1:%d/hook\",\"backupUrl\":\"%s\"}".formatted(cut, second.url()),
                    MANAGER);
            assertThat(registered.status()).as(registered.body().toString()).isEqualTo(201);
            post("/api/link/112/cases", report(caseNo(), "ROBBERY"), police());
            await().untilAsserted(() -> assertThat(second.taken).hasSize(2));
            assertThat(post(
                                    "/api/agencies/112/webhooks",
                                    "{\"url\":\"%s\",\"backupUrl\":\"http://169.254.169.254/\"}"
                                            .formatted(second.url()),
                                    MANAGER)
                            .problem())
                    .as("the second path is checked like the first")
                    .endsWith(":address-refused");
        }
    }

    private long grantsSent(String state) {
        return sent(Topics.GRANT).stream()
                .filter(grant -> grant.path("state").asString().equals(state))
                .count();
    }

    @Test
    void aGrantRunsOutAndComesBackWhileTheCaseIsWorkedOn() {
        sevenCameras();
        String caseNo = caseNo();
        sent(Topics.GRANT);
        post("/api/link/112/cases", report(caseNo, "ROBBERY"), police());
        await().untilAsserted(() -> assertThat(grantsSent("ACTIVE")).isEqualTo(4));
        jdbc.sql("update access_grant set expires_at = now() - interval '1 second'")
                .update();
        await().untilAsserted(() -> assertThat(grantsSent("REVOKED")).isEqualTo(4));

        Answer read = get("/api/link/112/cases/" + caseNo, police());
        assertThat(read.body().path("cameras")).hasSize(4);
        assertThat(Instant.parse(
                        read.body().path("cameras").path(0).path("expiresAt").asString()))
                .isBetween(Instant.now().plusSeconds(570), Instant.now().plusSeconds(601));
        await().untilAsserted(() -> assertThat(grantsSent("ACTIVE")).isEqualTo(8));

        jdbc.sql(
                        "update access_grant set limit_at = now() - interval '1 second', expires_at = now() - interval '1 second'")
                .update();
        assertThat(jdbc.sql("select count(*) from incident where status = 'OPEN'")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        await().untilAsserted(() -> assertThat(
                        get("/api/link/112/cases/" + caseNo, police()).body().path("cameras"))
                .as("two hours after it opened")
                .isEmpty());
    }

    @Test
    void ofTwoReportsOfOneCaseOneCounts() throws Exception {
        sevenCameras();
        for (boolean keyed : List.of(false, true)) {
            String body = report(caseNo(), "ROBBERY");
            Map<String, String> headers = keyed ? Map.of("Idempotency-Key", "twin-" + body.hashCode()) : Map.of();
            var start = new CyclicBarrier(2);
            Callable<Answer> report = () -> {
                start.await(10, TimeUnit.SECONDS);
                return send("POST", "/api/link/112/cases", body, police(), headers);
            };
            try (var pool = Executors.newFixedThreadPool(2)) {
                List<Integer> statuses = new ArrayList<>();
                for (var answer : pool.invokeAll(List.of(report, report), 20, TimeUnit.SECONDS))
                    statuses.add(answer.get().status());
                assertThat(statuses).containsExactlyInAnyOrder(201, keyed ? 201 : 409);
            }
        }
        assertThat(jdbc.sql("select count(*) from incident").query(Long.class).single())
                .isEqualTo(2);
    }

    @Test
    void onlyThePoliceOpenPoliceCases() {
        sent(Topics.AUDIT);
        String body = report(caseNo(), "ROBBERY");
        assertThat(post("/api/link/112/cases", body, operator("kim", "DJ-SEO")).status())
                .isEqualTo(403);
        assertThat(post("/api/link/112/cases", body, TokenFixture.bearer(Role.FIRE_119))
                        .status())
                .isEqualTo(403);
        String otherAgency = "Bearer " + TokenFixture.token("x", Role.POLICE_112, "119");
        assertThat(post("/api/link/112/cases", body, otherAgency).status()).isEqualTo(403);
        Answer nobody = post("/api/link/112/cases", body, null);
        assertThat(nobody.status()).isEqualTo(401);
        assertThat(nobody.problem()).endsWith(":not-authenticated");
        assertThat(get("/api/link/feed", operator("kim", "*")).status()).isEqualTo(403);
        assertThat(post("/api/agencies/112/webhooks", "{\"url\":\"https://x.example/\"}", police())
                        .status())
                .isEqualTo(403);
        assertThat(jdbc.sql("select count(*) from incident").query(Long.class).single())
                .isZero();
        await().untilAsserted(() -> assertThat(sent(Topics.AUDIT))
                .filteredOn(row -> row.path("result").asString().equals("REFUSED"))
                .extracting(row -> row.path("reason").asString())
                .contains("forbidden", "not-authenticated"));
    }

    @ParameterizedTest(name = "{0} = {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            caseNo  | "../x"          | 422
            caseNo  | "a b"           | 422
            code    | 5               | 422
            code    | null            | 422
            kind    | ""              | 422
            lon     | 126.97          | 422
            lat     | 91              | 422
            summary | ""              | 422
            summary | LONG            | 422
            callerName | "Kim"        | 400
            """)
    void refusesWhatIsWrong(String field, String value, int status) {
        var body = (tools.jackson.databind.node.ObjectNode) EventJson.MAPPER.readTree(report(caseNo(), "ROBBERY"));
        String json = value.equals("LONG") ? "\"" + "x".repeat(2001) + "\"" : value;
        body.set(field, EventJson.MAPPER.readTree(json));
        Answer answer = post("/api/link/112/cases", body.toString(), police());
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
    }

    @Test
    void theSameRequestAgainGetsTheSameAnswer() {
        sevenCameras();
        String body = report(caseNo(), "ROBBERY");
        Map<String, String> key = Map.of("Idempotency-Key", "k-" + body.hashCode());
        Answer first = send("POST", "/api/link/112/cases", body, police(), key);
        Answer again = send("POST", "/api/link/112/cases", body, police(), key);
        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(send("POST", "/api/link/112/cases", report(caseNo(), "FIRE"), police(), key)
                        .status())
                .isEqualTo(422);
        assertThat(jdbc.sql("select count(*) from incident").query(Long.class).single())
                .isEqualTo(1);
    }

    @Test
    void aWebhookNeverPointsInside() {
        for (String url :
                List.of("http://169.254.169.254/latest", "file:///etc/passwd", "http://0.0.0.0/", "not a url"))
            assertThat(post("/api/agencies/112/webhooks", "{\"url\":\"" + url + "\"}", MANAGER)
                            .problem())
                    .as(url)
                    .endsWith(":address-refused");
        assertThat(post("/api/agencies/999/webhooks", "{\"url\":\"https://x.example/\"}", MANAGER)
                        .status())
                .isEqualTo(404);
    }

    /** Six around the place, one of them offline, and one too far to matter. */
    private void sevenCameras() {
        configure(
                camera("DJ-SEO-001", "DJ-SEO", 50),
                camera("DJ-SEO-002", "DJ-SEO", 120),
                camera("DJ-SEO-003", "DJ-SEO", 300),
                camera("DJ-SEO-004", "DJ-SEO", 20),
                camera("DJ-SEO-005", "DJ-SEO", 30),
                camera("DJ-SEO-006", "DJ-SEO", 501),
                camera("DJ-JUNG-001", "DJ-JUNG", 6_000));
        for (String online : List.of("DJ-SEO-001", "DJ-SEO-002", "DJ-SEO-003"))
            health(online, "DJ-SEO", StreamHealthChanged.State.ONLINE);
        health("DJ-SEO-005", "DJ-SEO", StreamHealthChanged.State.OFFLINE);
    }

    private static String caseNo() {
        return "2026-112-" + System.nanoTime() + "-" + CASES.incrementAndGet();
    }

    private static String report(String caseNo, String kind) {
        return """
                {"caseNo":"%s","code":0,"kind":"%s","summary":"At the north gate, caller 010-1234-5678","lon":%s,"lat":%s}
                """.formatted(caseNo, kind, LON, LAT);
    }

    private static List<String> ids(JsonNode cameras) {
        return StreamSupport.stream(cameras.spliterator(), false)
                .map(camera -> camera.path("cameraId").asString())
                .toList();
    }

    private static List<String> types(Answer feed) {
        return StreamSupport.stream(feed.body().path("items").spliterator(), false)
                .map(event -> event.path("type").asString())
                .toList();
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String signature(String secret, String signed) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return "v1=" + HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }

    private record Taken(String timestamp, String signature, String body) {}

    /** An agency's endpoint that fails at first; with {@link Integer#MAX_VALUE} it never answers at all. */
    private static class Agency implements AutoCloseable {
        final List<Taken> taken = new CopyOnWriteArrayList<>();
        final AtomicInteger refused;
        private final java.util.concurrent.CountDownLatch over = new java.util.concurrent.CountDownLatch(1);
        private final HttpServer server;

        Agency(int failures) throws IOException {
            refused = new AtomicInteger(failures);
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", exchange -> {
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                if (failures == Integer.MAX_VALUE) waitForTheEnd();
                if (refused.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    exchange.sendResponseHeaders(500, -1);
                } else {
                    taken.add(new Taken(
                            exchange.getRequestHeaders().getFirst("X-CCTV-Timestamp"),
                            exchange.getRequestHeaders().getFirst("X-CCTV-Signature"),
                            body));
                    exchange.sendResponseHeaders(204, -1);
                }
                exchange.close();
            });
            server.start();
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
        }

        private void waitForTheEnd() {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            over.countDown();
            server.stop(0);
        }
    }
}
